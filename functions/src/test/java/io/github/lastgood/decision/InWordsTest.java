package io.github.lastgood.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InWordsTest {

  @Test
  void aTimeIsSaidToTheSecondInUtc() {
    assertThat(InWords.time(Instant.parse("2026-11-02T10:15:30.999Z")))
        .isEqualTo("2026-11-02 10:15:30 UTC");
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S,        0 s",
    "PT1M59.9S,   119 s",
    "PT2M,        2 min",
    "PT5M30S,     5 min 30 s",
    "PT1H59M59S,  119 min 59 s",
    "PT2H,        2 h",
    "PT6H11M59S,  6 h 11 min",
    "P2DT1H,      49 h"
  })
  void whatIsSmallBesideASpanIsLeftOut(Duration span, String words) {
    assertThat(InWords.span(span)).isEqualTo(words);
  }
}
