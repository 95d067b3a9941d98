package io.github.lastgood.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/// However an alarm reaches the function, it puts the service back on the last known good task
/// definition.
@ExtendWith(WireExtension.class)
class AlarmShapesIT {

  private final WireWorld world;

  AlarmShapesIT(WireWorld world) {
    this.world = world;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cloudwatch/metric-alarm.json",
        "cloudwatch-lambda-action/metric-alarm.json",
        "sns/metric-alarm.json"
      })
  void anAlarmAfterABadDeploymentPutsTheServiceBackOnTheGoodRevision(String shape)
      throws Exception {
    Instant alarmAt = Instant.now().minusSeconds(10);
    world.badDeploymentAfterRegistration(alarmAt);
    world.scene().setAlarm("orders-api-5xx", StateValue.ALARM);

    world.alarm(Events.file(shape).shiftedTo(alarmAt)).body();

    assertThat(world.running()).isEqualTo(WireWorld.GOOD);
    assertThat(world.moves())
        .singleElement()
        .satisfies(call -> {
          assertThat(call.operation()).isEqualTo("UpdateService");
          assertThat(call.parameter("taskDefinition")).isEqualTo(WireWorld.GOOD);
          assertThat(call.request().has("desiredCount")).isFalse();
        });
    assertRollbackIsRecorded();
    assertPeopleAndTheBusAreTold();
  }

  private void assertRollbackIsRecorded() {
    assertThat(world.ledger().items("TARGET#orders-api", "ROLLBACK#"))
        .singleElement()
        .satisfies(item -> {
          assertThat(LedgerTable.text(item, "status")).isEqualTo("SETTLING");
          assertThat(LedgerTable.text(item, "deploymentId"))
              .isEqualTo("ecs-svc/" + Scene.BAD_NUMBER);
          assertThat(item.get("from")).asString().contains(WireWorld.BAD);
          assertThat(item.get("to")).asString().contains(WireWorld.GOOD);
        });
    assertThat(world.ledger().items("TARGET#orders-api", "DECISION#"))
        .filteredOn(item -> LedgerTable.text(item, "decision").equals("ROLL_BACK"))
        .hasSize(1);
  }

  private void assertPeopleAndTheBusAreTold() {
    assertThat(world.front().calls().of("sns", "Publish"))
        .singleElement()
        .satisfies(notice -> {
          assertThat(notice.parameter("TopicArn")).isEqualTo(Scene.TOPIC);
          assertThat(notice.parameter("Message"))
              .contains("orders-api:42", "orders-api:41", "orders-api-5xx");
        });
    assertThat(world.front().calls().of("events", "PutEvents").map(Call::request))
        .anySatisfy(
            request -> assertThat(request.toString()).contains("Rollback Started", "lastgood"));
  }

  @Test
  void aDeploymentThatStillRunsIsStopped() throws Exception {
    Instant alarmAt = Instant.now().minusSeconds(10);
    world.operatorAnswer("register.json");
    world.scene().startBad(alarmAt);
    world.deployment(Events.file("ecs/bad-in-progress.json").shiftedTo(alarmAt)).body();
    world.scene().setAlarm("orders-api-5xx", StateValue.ALARM);

    world.alarm(Events.file("cloudwatch/metric-alarm.json").shiftedTo(alarmAt)).body();

    assertThat(world.moves())
        .singleElement()
        .satisfies(call -> {
          assertThat(call.operation()).isEqualTo("StopServiceDeployment");
          assertThat(call.parameter("stopType")).isEqualTo("ROLLBACK");
        });
    assertThat(world.running()).isEqualTo(WireWorld.GOOD);
  }
}
