package io.github.lastgood.decision;

import static io.github.lastgood.decision.Minutes.MINUTE;
import static io.github.lastgood.decision.Minutes.START;
import static io.github.lastgood.decision.Minutes.metric;
import static io.github.lastgood.decision.Minutes.minute;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EpisodeTest {
  private static Episode episode(
      Instant startedAt, @Nullable Instant settledAt, Instant onset, String... alsoRed) {
    return new Episode(
        startedAt,
        settledAt,
        onset,
        onset.plusSeconds(10),
        Duration.ofMinutes(60),
        null,
        List.of(alsoRed));
  }

  @Test
  void theHourBeforeIsCompared() {
    assertThat(Episode.before(MINUTE)).isEqualTo(Duration.ofHours(1));
    assertThat(Episode.before(Duration.ofMinutes(5))).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void orTwelvePeriodsWhereTheyAreLonger() {
    assertThat(Episode.before(Duration.ofMinutes(10))).isEqualTo(Duration.ofHours(2));
  }

  @Test
  void theMetricIsReadFromADayBeforeThat() {
    assertThat(Episode.since(START, MINUTE)).isEqualTo(Instant.parse("2026-11-01T09:00:00Z"));
    assertThat(Episode.since(START, Duration.ofMinutes(10)))
        .isEqualTo(Instant.parse("2026-11-01T08:00:00Z"));
  }

  @Test
  void whatMadeTheAlarmRedIsTheThreePeriodsBeforeItAndWhatCameSince() {
    assertThat(episode(START, null, minute(10)).hurting(metric(20, m -> m)).values())
        .containsExactly(7, 8, 9, 10);
    assertThat(episode(START, null, minute(2)).hurting(metric(20, m -> m)).values())
        .as("nothing from before the deployment")
        .containsExactly(0, 1, 2);
  }

  @Test
  void aDayBeforeEverythingWasADayEarlierAndNobodyElseIsAsked() {
    var settled = episode(START, minute(5), minute(10), "billing");
    var inFlight = episode(START, null, minute(10), "billing");

    assertThat(settled.dayBefore()).isEqualTo(episode(minute(-1440), minute(-1435), minute(-1430)));
    assertThat(inFlight.dayBefore()).isEqualTo(episode(minute(-1440), null, minute(-1430)));
  }

  @Test
  void aChangeIsTheDeploymentsOwnForAQuarterOfTheSuspectWindowAfterItWasDone() {
    assertThat(episode(START, minute(5), minute(40)).ownUntil()).isEqualTo(minute(20));
    assertThat(episode(START, null, minute(40)).ownUntil())
        .as("it is not done")
        .isEqualTo(minute(55).plusSeconds(10));
  }
}
