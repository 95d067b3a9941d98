package io.github.lastgood.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.account.Release;
import io.github.lastgood.account.World;
import io.github.lastgood.account.call.AwsErrors;
import io.github.lastgood.account.call.Fault;
import io.github.lastgood.account.event.AwsEvent;
import io.github.lastgood.account.event.Delivery;
import io.github.lastgood.stage.Stage;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// SNS brings alarms in records, several in one event, and other things beside them.
class AlarmBySnsTest extends Story {

  @BeforeEach
  void onlySnsBringsAlarms() {
    begin(World.create(), to -> Delivery.dropping(AwsEvent::isAlarm, to));
    operate("register-second.json");
    deploy(Release.BAD);
    until("10:15:31");
  }

  @Test
  void twoAlarmsOfOneTargetMakeOneRollback() {
    assertThat(answers("sns/several-alarms-one-target.json"))
        .containsExactly("orders-api ROLL_BACK", "orders-api IGNORE");
    assertThat(moves()).containsExactly("UpdateService orders-api:41");
    assertThat(stage.ledger().rollbacks(World.SERVICE).getFirst().alarms()).hasSize(2);
  }

  @Test
  void twoTargetsGetAnAnswerEach() {
    assertThat(answers("sns/several-alarms-two-targets.json"))
        .containsExactly("orders-api ROLL_BACK", "billing-api IGNORE");
    assertThat(subjects())
        .containsExactly(
            "Rolling back orders-api to orders-api:41",
            "billing-api is red, but nothing was deployed recently");
  }

  @Test
  void somethingElseBesideAnAlarmDoesNotCostTheAlarm() {
    assertThat(answers("sns/alarm-beside-something-else.json"))
        .containsExactly(" IGNORE", "orders-api ROLL_BACK");
  }

  @Test
  void whenOneRecordCannotBeHandledTheOtherStillIs() {
    trouble(Fault.before("ecs:DescribeServices", 1, AwsErrors::throttled));
    stage.alarm(Stage.event("sns/several-alarms-two-targets.json"));
    assertThat(stage.failures()).hasSize(1);
    assertThat(subjects()).containsExactly("billing-api is red, but nothing was deployed recently");
    until("10:17");
    assertThat(moves()).containsExactly("UpdateService orders-api:41");
    assertThat(subjects()).hasSize(2);
  }

  private List<String> answers(String file) {
    stage.alarm(Stage.event(file));
    return stage
        .answers()
        .getLast()
        .path("answers")
        .valueStream()
        .map(answer -> answer.path("target").asText() + " " + answer.path("decision").asText())
        .toList();
  }
}
