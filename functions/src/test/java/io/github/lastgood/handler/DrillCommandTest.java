package io.github.lastgood.handler;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.target.Orders;
import java.time.Duration;
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
