package io.github.lastgood.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.account.Release;
import io.github.lastgood.account.World;
import io.github.lastgood.account.WorldOptions;
import io.github.lastgood.account.event.AwsEvent;
import io.github.lastgood.account.event.Delivery;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The deployment's events never arrive: what ECS shows is what counts.
class LostDeploymentEventsTest extends Story {

  @BeforeEach
  void noDeploymentEventArrives() {
    begin(World.create(), to -> Delivery.dropping(AwsEvent::isDeployment, to));
  }

  @Test
  void theTickSeesTheDeploymentAndStoresItsDefinition() {
    deploy(Release.FIXED);
    until("10:21");
    assertThat(knownGood()).containsExactly("orders-api:44", "orders-api:41");
    world.deregister(Release.FIXED);
    deploy(Release.BAD_AT_ONCE);
    until("11:00");
    assertThat(running()).isEqualTo("orders-api:46");
    assertThat(rollbacks())
        .containsExactly("orders-api:45 -> orders-api:44 REGISTER_COPY RECOVERED");
  }

  @Test
  void theRollbackIsSeenThrough() {
    deploy(Release.BAD);
    until("10:40");
    assertThat(rollbacks())
        .containsExactly("orders-api:42 -> orders-api:41 UPDATE_SERVICE RECOVERED");
    assertThat(stage.ledger().deployments(World.SERVICE, 10))
        .extracting(deployment -> deployment.revision().label() + " " + deployment.origin())
        .containsExactly("orders-api:41 LASTGOOD", "orders-api:42 TEAM", "orders-api:41 TEAM");
  }

  @Test
  void aDeploymentThatEcsGaveUpIsRolledBack() {
    begin(
        World.create(WorldOptions.usual().withBreakerThatOnlyFails()),
        to -> Delivery.dropping(AwsEvent::isDeployment, to));
    deploy(Release.CRASHING);
    until("10:30");
    assertThat(running()).isEqualTo("orders-api:41");
    assertThat(rollbacks())
        .containsExactly("orders-api:43 -> orders-api:41 UPDATE_SERVICE RECOVERED");
  }

  @Test
  void aRollbackByTheBreakerIsRecorded() {
    deploy(Release.CRASHING);
    until("10:30");
    assertThat(rollbacks()).containsExactly("orders-api:43 -> orders-api:41 BY_AWS RECOVERED");
    assertThat(quarantine()).containsExactly("orders-api:43");
    assertThat(subjects()).hasSize(2);
  }
}
