package io.github.lastgood.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.account.Release;
import io.github.lastgood.account.World;
import io.github.lastgood.account.WorldOptions;
import org.junit.jupiter.api.Test;

/// ECS itself watches an alarm while it deploys, and rolls back. Its word, our record.
class DeploymentAlarmsRolledBackTest extends Story {

  DeploymentAlarmsRolledBackTest() {
    super(WorldOptions.usual().withDeploymentAlarms(World.ALARM_5XX));
  }

  @Test
  void oneRollbackIsMadeWhoeverIsFirst() {
    deploy(Release.BAD_AT_ONCE);
    until("10:40");
    assertThat(running()).isEqualTo("orders-api:41");
    assertThat(rollbacks()).hasSize(1);
    assertThat(deployments())
        .containsExactly("orders-api:41 SUCCESSFUL", "orders-api:45 ROLLBACK_SUCCESSFUL");
    assertThat(quarantine()).containsExactly("orders-api:45");
    assertThat(subjects()).hasSize(2).last().isEqualTo("orders-api recovered on orders-api:41");
  }
}
