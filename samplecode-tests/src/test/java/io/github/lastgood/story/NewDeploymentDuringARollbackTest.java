package io.github.lastgood.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.account.Release;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The team ships the fix while the rollback is still under way.
class NewDeploymentDuringARollbackTest extends Story {

  @BeforeEach
  void theFixComesBeforeTheRollbackSettled() {
    deploy(Release.BAD);
    until("10:17");
    deploy(Release.FIXED);
  }

  @Test
  void theFixStaysAndTheRollbackEndsWithANotice() {
    until("10:25");
    assertThat(running()).isEqualTo("orders-api:44");
    assertThat(moves()).containsExactly("UpdateService orders-api:41");
    assertThat(rollbacks())
        .containsExactly("orders-api:42 -> orders-api:41 UPDATE_SERVICE NOT_RECOVERED");
    assertThat(notice("orders-api did NOT recover after the rollback to orders-api:41"))
        .contains("orders-api:44 was deployed before the rollback was proven to help.");
  }

  @Test
  void theFixProvesItself() {
    until("10:45");
    assertThat(knownGood()).containsExactly("orders-api:44", "orders-api:41");
    assertThat(quarantine()).containsExactly("orders-api:42");
  }
}
