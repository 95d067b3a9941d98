package io.github.lastgood.handler;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.ledger.Commit;
import io.github.lastgood.ledger.Receipt;
import io.github.lastgood.target.Orders;
import io.github.lastgood.target.TargetState;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplayCommandTest {
  private final Bench bench = new Bench();

  private void wrote(TargetState state, String decision, String reason) {
    var receipt =
        new Receipt(
            reason,
            Orders.RED,
            Orders.NOW,
            "alarm orders-api-5xx ALARM by SNS",
            decision,
            reason,
            "It was so.",
            null,
            null,
            null,
            null,
            Map.of(),
            null);
    bench.lastgood.ledger().commit(Commit.of(state, state).with(receipt));
  }

  @Test
  void receiptsWithoutFactsAreNamed() {
    wrote(bench.given(Orders.state()), "ROLL_BACK", "ALARM_AFTER_DEPLOYMENT");
    wrote(bench.state(), "REFUSE", "QUARANTINED");
    wrote(bench.state(), "IGNORE", "NOT_RED");
    var replay = bench.operateFile("operator/replay.json");

    assertThat(replay.path("receipts").asInt()).isEqualTo(3);
    assertThat(replay.path("same").asInt()).isEqualTo(1);
    assertThat(replay.path("differences")).isEmpty();
    assertThat(replay.path("notReplayable").findValuesAsText("why"))
        .containsExactlyInAnyOrder(
            "It is the answer of a gate, not of the decision table.",
            "It was written by an earlier version, which did not keep the facts.");
  }

  @Test
  void whatThePolicyDoesNotSayIsAsRegistered() {
    bench.given(Orders.state());
    bench.alarmFile("cloudwatch/metric-alarm.json");
    var replay =
        bench.operate(
            "{\"command\":\"replay\",\"target\":\"orders-api\",\"policy\":{\"bakeTime\":\"1h\"}}");

    assertThat(replay.path("differences")).isEmpty();
    assertThat(replay.path("same").asInt()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"mode\":\"sometimes\"}', BAD_VALUE",
    "'{\"bakeTimes\":\"1h\"}', UNKNOWN_FIELD",
    "'\"observe\"', WRONG_TYPE",
    "null, MISSING_FIELD"
  })
  void aWrongPolicyIsRefused(String policy, String error) {
    bench.given(Orders.state());
    var answer =
        bench.operate(
            "{\"command\":\"replay\",\"target\":\"orders-api\",\"policy\":" + policy + "}");

    assertThat(answer.path("error").asText()).isEqualTo(error);
  }
}
