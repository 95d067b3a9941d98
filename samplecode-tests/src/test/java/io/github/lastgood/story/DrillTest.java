package io.github.lastgood.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lastgood.account.Release;
import io.github.lastgood.account.World;
import io.github.lastgood.account.call.AwsErrors;
import io.github.lastgood.account.call.Fault;
import io.github.lastgood.account.call.JournalEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/// A drill goes the whole way of an alarm and stops before the move. Nothing that a decision rests
/// on is changed by it.
class DrillTest extends Story {
  private static final String FAILED = "The drill of orders-api FAILED";

  private JsonNode drill() {
    return operate("drill.json");
  }

  private long measured(String line) {
    return stage.measures().lines().stream().filter(line::equals).count();
  }

  @Test
  void itFindsThePlanAndTimesEveryStage() {
    until("10:05");
    var before = stage.orders();
    var answer = drill();

    assertThat(answer.path("outcome").asText()).isEqualTo("PASSED");
    assertThat(answer.path("decision").asText()).isEqualTo("ROLL_BACK");
    assertThat(answer.path("to").asText()).endsWith("orders-api:41");
    assertThat(answer.path("method").asText()).isEqualTo("UPDATE_SERVICE");
    assertThat(answer.path("stages").findValuesAsText("name"))
        .containsExactly(
            "claim", "read", "look-up", "alarms", "account", "observe", "check", "decide");
    assertThat(answer.path("notProven")).isNotEmpty();
    assertThat(stage.orders()).isEqualTo(before);
    assertThat(moves()).isEmpty();
    assertThat(rollbacks()).isEmpty();
    assertThat(decisions()).isEmpty();
    assertThat(subjects()).isEmpty();
  }

  @Test
  void itWritesItsOwnRowsAndNothingElse() {
    until("10:05");
    var calls = world.account().calls().journal().size();
    drill();

    assertThat(world.account().calls().journal().subList(calls, journalSize()))
        .extracting(JournalEntry::call)
        .extracting(call -> call.name())
        .containsOnly(
            "dynamodb:BatchGetItem",
            "dynamodb:Query",
            "dynamodb:TransactWriteItems",
            "cloudwatch:DescribeAlarms",
            "ecs:DescribeServices",
            "ecs:DescribeTaskDefinition",
            "ecr:DescribeImages");
  }

  private int journalSize() {
    return world.account().calls().journal().size();
  }

  @Test
  void whenNothingIsLeftToGoBackToItFailsAndPeopleHearOfIt() {
    world.deleteImage(Release.GOOD);
    var answer = drill();

    assertThat(answer.path("outcome").asText()).isEqualTo("FAILED");
    assertThat(answer.path("reason").asText()).isEqualTo("KNOWN_GOOD_GONE");
    assertThat(subjects()).containsExactly(FAILED);
    assertThat(notice(FAILED)).contains("ECR no longer has " + World.image(Release.GOOD));
    assertThat(measured("drill missed")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ecs:DescribeServices", "ecr:DescribeImages", "cloudwatch:DescribeAlarms"})
  void whatAwsRefusesFailsItAtThatStage(String call) {
    until("10:05");
    trouble(Fault.before(call, 1, AwsErrors::accessDenied));
    var answer = drill();

    assertThat(answer.path("outcome").asText()).isEqualTo("FAILED");
    assertThat(answer.path("message").asText()).contains("AccessDenied");
  }

  @Test
  void aFrozenTargetHoldsItWhichIsNoFailure() {
    operate("freeze.json");
    var answer = drill();

    assertThat(answer.path("outcome").asText()).isEqualTo("HELD");
    assertThat(answer.path("reason").asText()).isEqualTo("TARGET_FROZEN");
    assertThat(subjects()).isEmpty();
  }

  @Test
  void inModeObserveItPassesBecauseThePlanIsThere() {
    operate("register-observe.json");

    assertThat(drill().path("outcome").asText()).isEqualTo("PASSED");
  }

  @Test
  void aRollbackThatIsOpenIsDrillEnough() {
    deploy(Release.BAD);
    until("10:16");
    assertThat(stage.orders().rollback()).isNotNull();

    assertThat(drill().path("reason").asText()).isEqualTo("ROLLBACK_EXISTS");
  }

  @Test
  void aRedAlarmDoesNotKeepItFromTheOthers() {
    until("10:05");
    hold(World.ALARM_5XX, StateValue.ALARM);
    until("10:07");

    assertThat(drill().path("outcome").asText()).isEqualTo("PASSED");
  }

  @Test
  void theScheduleDrillsWhatIsDueAndNothingTwice() {
    var round = operate("drill-due.json");
    assertThat(round.path("drills").findValuesAsText("target")).containsExactly("orders-api");
    assertThat(round.path("waiting").asInt()).isZero();

    assertThat(operate("drill-due.json").path("drills")).isEmpty();
    until("23:00");
    assertThat(operate("drill-due.json").path("drills")).isEmpty();
  }

  @Test
  void theHistoryKeepsThem() {
    until("10:05");
    drill();
    until("10:06");
    drill();

    assertThat(operate("history.json").path("drills").findValuesAsText("startedAt"))
        .containsExactly("2026-11-02T10:06:00Z", "2026-11-02T10:05:00Z");
  }
}
