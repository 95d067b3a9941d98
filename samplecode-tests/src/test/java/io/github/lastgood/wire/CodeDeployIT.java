package io.github.lastgood.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The deployment group `billing/prod`, which the front plays.
@ExtendWith(WireExtension.class)
class CodeDeployIT {
  private static final String BAD = "d-W8RT2PNLB";

  private final WireWorld world;

  CodeDeployIT(WireWorld world) {
    this.world = world;
  }

  @BeforeEach
  void register() throws Exception {
    world.scene().putAlarm("billing-5xx");
    Instant yesterday = Instant.now().minus(Duration.ofDays(1));
    world.front().codeDeploy().deploy("d-GOOD00001", WireWorld.GOOD, "Succeeded", yesterday);
    world.operatorAnswer("register-code-deploy.json");
    world.front().forget();
  }

  @Test
  void afterItsEndTheGoodAppSpecIsDeployedAgainWithoutAlarms() throws Exception {
    deployBad("Succeeded", "bad-success.json");

    assertThat(world.redAlarm("billing-5xx").toString()).contains("ROLL_BACK");

    CodeDeployGroup group = world.front().codeDeploy();
    assertThat(group.content(group.newest())).contains(WireWorld.GOOD);
    assertThat(world.front().calls().of("codedeploy", "CreateDeployment"))
        .singleElement()
        .satisfies(call -> {
          assertThat(call.request().at("/overrideAlarmConfiguration/enabled").asBoolean(true))
              .isFalse();
          assertThat(call.parameter("description")).startsWith("Lastgood rollback ");
        });
  }

  @Test
  void inFlightItIsStoppedAndCodeDeployRollsBack() throws Exception {
    deployBad("InProgress", "bad-start.json");

    world.redAlarm("billing-5xx");

    assertThat(world.front().calls().of("codedeploy", "StopDeployment"))
        .singleElement()
        .satisfies(call -> {
          assertThat(call.parameter("deploymentId")).isEqualTo(BAD);
          assertThat(call.request().path("autoRollbackEnabled").asBoolean()).isTrue();
        });
    assertThat(world.front().calls().of("codedeploy", "CreateDeployment")).isEmpty();
  }

  private void deployBad(String status, String event) throws Exception {
    Instant before = Instant.now().minus(Duration.ofMinutes(5));
    world.front().codeDeploy().deploy(BAD, WireWorld.BAD, status, before);
    world.deployment(Events.file("codedeploy/" + event).shiftedTo(Instant.now())).body();
  }
}
