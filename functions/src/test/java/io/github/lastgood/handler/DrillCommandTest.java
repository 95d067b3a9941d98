package io.github.lastgood.handler;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.ledger.Commit;
import io.github.lastgood.ledger.DrillRow;
import io.github.lastgood.target.Mode;
import io.github.lastgood.target.Orders;
import io.github.lastgood.target.TargetState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DrillCommandTest {
  private final Bench bench = new Bench();

  private void goesBy(Duration time) {
    bench.now = bench.now.plus(time);
    bench.measured.clear();
    bench.tick();
  }

  @Test
  void aDrillIsMeasured() {
    bench.given(Orders.state());
    var answer = bench.operateFile("operator/drill.json");

    assertThat(answer.path("outcome").asText()).isEqualTo("PASSED");
    assertThat(bench.measured).containsExactly("drilled", "drill not missed");
  }

  @Test
  void aDrillThatDoesNotComeIsMissedAfterEightDays() {
    bench.given(Orders.state());
    bench.operateFile("operator/drill-due.json");

    goesBy(Duration.ofDays(7));
    assertThat(bench.measured).contains("drill not missed");
    goesBy(Duration.ofDays(1));
    assertThat(bench.measured).contains("drill missed");
    bench.operateFile("operator/drill-due.json");
    goesBy(Duration.ofHours(1));
    assertThat(bench.measured).contains("drill not missed");
  }

  @Test
  void aDrillThatFailedIsDueAtOnceUntilOneDoesNot() {
    var state =
        bench.given(TargetState.registered(Orders.target(Mode.AUTO)).withCurrent(Orders.bad()));
    assertThat(due()).containsExactly("FAILED");
    bench.now = bench.now.plusSeconds(60);
    assertThat(due()).containsExactly("FAILED");

    var mended = state.withKnownGood(Orders.known(Orders.GOOD, Orders.GOOD_ID));
    bench.lastgood.ledger().commit(Commit.of(state, mended));
    bench.now = bench.now.plusSeconds(60);
    assertThat(due()).containsExactly("PASSED");
    bench.now = bench.now.plusSeconds(60);
    assertThat(due()).isEmpty();
  }

  @Test
  void aDrillThatDiedIsDueOnceItCannotBeRunningAnyMore() {
    bench.given(Orders.state());
    bench.lastgood.ledger().begin(DrillRow.begun("orders-api", "ana", bench.now));

    bench.now = bench.now.plus(Duration.ofMinutes(4));
    assertThat(due()).isEmpty();
    bench.now = bench.now.plus(Duration.ofMinutes(1));
    assertThat(due()).containsExactly("PASSED");
  }

  private List<String> due() {
    return bench.operateFile("operator/drill-due.json").path("drills").findValuesAsText("outcome");
  }

  @Test
  void whereNoDrillEverWasNoneIsMissed() {
    bench.given(Orders.state());

    goesBy(Duration.ofDays(30));
    assertThat(bench.measured).noneMatch(line -> line.startsWith("drill"));
  }

  @Test
  void aDrillIsSigned() {
    bench.given(Orders.state());

    assertThat(bench.operate("{\"command\":\"drill\"}").path("error").asText())
        .isEqualTo("MISSING_FIELD");
  }
}
