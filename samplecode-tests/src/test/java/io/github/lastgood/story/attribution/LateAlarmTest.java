package io.github.lastgood.story.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.account.Release;
import io.github.lastgood.account.World;
import io.github.lastgood.account.call.AwsErrors;
import io.github.lastgood.account.call.Fault;
import io.github.lastgood.stage.Stage;
import org.junit.jupiter.api.Test;

/// An alarm that goes red after the bake time and inside the suspect window: its metric is read
/// before anything is done.
class LateAlarmTest extends MetricStory {
  private static final String HELD = "orders-api is red; the rollback is held";
  private static final String ASKED = "orders-api waits for your word to go back to orders-api:41";
  private static final String METRIC = "cloudwatch:GetMetricData";

  @Test
  void aLeakThatBeganWithTheDeploymentIsRolledBack() {
    leak();
    deploy();
    until("10:50");

    assertThat(decisions()).containsExactly("ROLL_BACK ALARM_AFTER_DEPLOYMENT");
    assertThat(receipt("ALARM_AFTER_DEPLOYMENT").message())
        .contains("The deployment caused it (metric 1 before");
    assertThat(receipt("ALARM_AFTER_DEPLOYMENT").evidence()).containsEntry("attribution", "CAUSED");
    assertThat(running()).isEqualTo("orders-api:41");
    assertThat(subjects())
        .containsExactly(
            "Rolling back orders-api to orders-api:41", "orders-api recovered on orders-api:41");
  }

  @Test
  void aRiseThatBeganBeforeIsHeldAndToldOnce() {
    world
        .account()
        .alarms()
        .level(World.ALARM_5XX, minute -> Math.max(1, 15 + minutes(minute) / 3));
    deploy();
    until("11:00");

    assertThat(decisions()).containsExactly("HOLD NOT_CAUSED_BY_DEPLOYMENT");
    assertThat(subjects()).containsExactly(HELD);
    assertThat(notice(HELD))
        .contains("The deployment did not cause it (metric", "rising before the deployment began");
    assertThat(running()).isEqualTo("orders-api:44");
  }

  /// Errors jump at 10:40, half an hour after the deployment was done.
  private void lateStep() {
    world.account().alarms().level(World.ALARM_5XX, minute -> minutes(minute) >= 40 ? 40 : 1);
  }

  @Test
  void aPersonIsAskedAboutWhatCannotBeTold() {
    lateStep();
    deploy();
    until("10:55");

    assertThat(decisions()).containsExactly("AWAIT_APPROVAL CAUSE_UNKNOWN");
    assertThat(subjects()).containsExactly(ASKED);
    assertThat(notice(ASKED))
        .contains("40 min after the deployment did: by then it may have another cause.");
    assertThat(running()).isEqualTo("orders-api:44");

    stage.operate(Stage.event("operator/rollback.json"));
    until("11:05");
    assertThat(running()).isEqualTo("orders-api:41");
  }

  @Test
  void unlessThePolicyIsToAct() {
    onUnknown("act");
    lateStep();
    deploy();
    until("10:55");

    assertThat(decisions()).containsExactly("ROLL_BACK ALARM_AFTER_DEPLOYMENT");
    assertThat(running()).isEqualTo("orders-api:41");
  }

  @Test
  void aMetricThatCannotBeReadNowIsReadAMinuteLater() {
    leak();
    deploy();
    until("10:20");
    world.account().calls().hook(Fault.before(METRIC, 2, AwsErrors::throttled));
    until("10:50");

    assertThat(decisions())
        .containsExactly("AWAIT_APPROVAL CAUSE_UNKNOWN", "ROLL_BACK ALARM_AFTER_DEPLOYMENT");
    assertThat(receipt("CAUSE_UNKNOWN").message())
        .contains("the alarm's metric could not be read.");
    assertThat(stage.failures()).isEmpty();
    assertThat(running()).isEqualTo("orders-api:41");
  }

  @Test
  void whoWantsToBeAskedIsAskedInsideTheBakeTimeToo() {
    onUnknown("ask");
    world.account().calls().hook(Fault.before(METRIC, 1000, AwsErrors::accessDenied));
    world.deploy(Release.BAD);
    until("10:30");

    assertThat(decisions()).containsExactly("AWAIT_APPROVAL CAUSE_UNKNOWN");
    assertThat(running()).isEqualTo("orders-api:42");
  }

  @Test
  void andWhatTheDeploymentCausedIsRolledBackForThem() {
    onUnknown("ask");
    world.deploy(Release.BAD);
    until("10:40");

    assertThat(running()).isEqualTo("orders-api:41");
    assertThat(receipt("ALARM_AFTER_DEPLOYMENT").evidence()).containsEntry("attribution", "CAUSED");
  }
}
