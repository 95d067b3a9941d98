package io.github.lastgood.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.decision.Readiness;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadinessRowTest {
  private static final Instant FIRST = Instant.parse("2026-11-02T10:00:00Z");

  /// One letter for each hourly look, `+` for ready; people hear where the second line has a `!`.
  @ParameterizedTest
  @CsvSource({"+---+--, .!...!.", "---+-,   .!..!", "-+-,     ..!", "+++,     ..."})
  void peopleHearOnceOfEachTimeThatItIsNotReady(String looks, String heard) {
    var news = new ArrayList<String>();
    ReadinessRow row = null;
    for (int hour = 0; hour < looks.length(); hour++) {
      var before = row;
      var problems = looks.charAt(hour) == '+' ? List.<String>of() : List.of("Nothing is good.");
      row =
          ReadinessRow.after(
              before,
              "orders-api",
              new Readiness(problems, List.of()),
              FIRST.plus(Duration.ofHours(hour)));
      news.add(row.isNews(before) ? "!" : ".");
    }

    assertThat(String.join("", news)).isEqualTo(heard);
  }
}
