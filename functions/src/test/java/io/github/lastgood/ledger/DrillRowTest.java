package io.github.lastgood.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.decision.Rehearsal.Outcome;
import io.github.lastgood.target.Orders;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DrillRowTest {
  @ParameterizedTest
  @CsvSource({
    "PASSED, 7, false",
    "PASSED, 8, true",
    "HELD,   7, false",
    "FAILED, 0, true",
    ",       0, false",
    ",       1, true"
  })
  void missedIsWhatFailedDiedOrIsTooLongAgo(@Nullable Outcome outcome, int days, boolean missed) {
    var row =
        new DrillRow(
            "orders-api", Orders.NOW, "ana", outcome, null, "R", "M.", null, null, List.of());

    assertThat(row.isMissed(Duration.ofDays(8), Orders.NOW.plus(Duration.ofDays(days))))
        .isEqualTo(missed);
  }
}
