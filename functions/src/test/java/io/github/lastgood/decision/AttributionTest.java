package io.github.lastgood.decision;

import static io.github.lastgood.decision.Minutes.MINUTE;
import static io.github.lastgood.decision.Minutes.START;
import static io.github.lastgood.decision.Minutes.judge;
import static io.github.lastgood.decision.Minutes.metric;
import static io.github.lastgood.decision.Minutes.minute;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.decision.Attribution.Verdict;
import io.github.lastgood.decision.Series.Point;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Plain series, one idea each; `docs/attribution.md` has thousands with noise.
class AttributionTest {
  /// Up and down by one.
  private static double noise(int minute) {
    return Math.floorMod(minute, 3) - 1;
  }

  @Test
  void aStepWithTheDeploymentIsItsDoing() {
    var found = judge(6, m -> 10 + noise(m) + (m < 3 ? 0 : 30));

    assertThat(found.verdict()).isEqualTo(Verdict.CAUSED);
    assertThat(found.levels()).isEqualTo(new Attribution.Levels(10, 40.5));
    assertThat(found.sentence())
        .isEqualTo(
            "The deployment caused it (metric 10 before, 40.5 now): the change began with the"
                + " deployment or soon after, at 2026-11-02 10:03:00 UTC.");
  }

  @Test
  void soIsAFallOfWhatShouldBeHigh() {
    assertThat(judge(6, m -> 100 + noise(m) - (m < 3 ? 0 : 60)).verdict())
        .isEqualTo(Verdict.CAUSED);
  }

  @Test
  void aLeakPointsBackToTheDeployment() {
    assertThat(judge(40, m -> 10 + noise(m) + Math.max(0, m - 2)).verdict())
        .isEqualTo(Verdict.CAUSED);
  }

  @Test
  void errorsOutOfNothingAreItsDoing() {
    assertThat(judge(5, m -> m < 2 ? 0 : 31).verdict()).isEqualTo(Verdict.CAUSED);
  }

  @Test
  void aRampThatBeganBeforeIsNot() {
    var found = judge(20, m -> 10 + noise(m) + Math.max(0, m + 30));

    assertThat(found.verdict()).isEqualTo(Verdict.UNRELATED);
    assertThat(found.reasons().getFirst()).contains("before the deployment");
  }

  @Test
  void aDriftThatGoesOnIsNot() {
    var found = judge(20, m -> 100 + noise(m) + m / 2.0);

    assertThat(found.verdict()).isEqualTo(Verdict.UNRELATED);
    assertThat(found.reasons().getFirst())
        .isEqualTo("It was rising before the deployment began, and goes on as before.");
  }

  @Test
  void aStepOnADriftIs() {
    assertThat(judge(6, m -> 100 + noise(m) + m / 2.0 + (m < 3 ? 0 : 40)).verdict())
        .isEqualTo(Verdict.CAUSED);
  }

  @Test
  void whatHappensEveryDayAtThatTimeIsNot() {
    var found = judge(10, m -> 10 + noise(m) + (Math.floorMod(m, 24 * 60) < 12 * 60 ? 40 : 0));

    assertThat(found.verdict()).isEqualTo(Verdict.UNRELATED);
    assertThat(found.reasons().getFirst()).startsWith("A day before, at the same time");
  }

  @Test
  void whatBreachesWithoutAChangeOfLevelIsNot() {
    var found = judge(20, m -> 10 + noise(m));

    assertThat(found.verdict()).isEqualTo(Verdict.UNRELATED);
    assertThat(found.reasons().getFirst()).startsWith("The level has not changed");
  }

  @Test
  void whatWasAsBadNowAndThenCannotBeTold() {
    var found =
        judge(10, m -> 10 + noise(m) + (m >= 7 || m == -20 || m == -40 || m == -41 ? 30 : 0));

    assertThat(found.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(found.reasons().getFirst())
        .isEqualTo("It was as bad in 3 of the 60 data points before the deployment.");
  }

  @Test
  void norWhatWasAsBadAgainAndAgainADayAgo() {
    assertThat(
            judge(10, m -> 10 + noise(m) + (m >= 7 || (m < -100 && m % 200 == 0) ? 30 : 0))
                .verdict())
        .isEqualTo(Verdict.UNKNOWN);
  }

  @Test
  void aSingleSpikeCannotBeTold() {
    assertThat(judge(10, m -> 10 + noise(m) + (m == 9 ? 30 : 0)).verdict())
        .isEqualTo(Verdict.UNKNOWN);
  }

  @Test
  void aStepLongAfterTheDeploymentCannotBeTold() {
    var found = judge(43, m -> 10 + noise(m) + (m < 40 ? 0 : 30));

    assertThat(found.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(found.reasons().getFirst())
        .isEqualTo(
            "The change began 40 min after the deployment did: by then it may have another cause.");
  }

  @Test
  void redBeforeTheDeploymentIsNotItsDoing() {
    assertThat(judge(metric(3, m -> m < -5 ? 0 : 31), -3).verdict()).isEqualTo(Verdict.UNRELATED);
  }

  @Test
  void aRedControlGroupSpeaksForTheDeployment() {
    var step = metric(6, m -> 10 + noise(m) + (m < 3 ? 0 : 30));

    var found = judge(step, 6, "c", "a", "b");
    assertThat(found.verdict()).isEqualTo(Verdict.UNRELATED);
    assertThat(found.reasons())
        .containsExactly("a, b and c did not deploy and went red in the same minutes.");

    var two = judge(step, 6, "a", "b");
    assertThat(two.verdict()).isEqualTo(Verdict.CAUSED);
    assertThat(two.reasons()).last().asString().startsWith("a and b did not deploy");
  }

  @Test
  void tooFewDataPointsAreNoProof() {
    var step = metric(6, m -> m < 3 ? 10 : 40);
    var sparse = step.points().stream().filter(point -> minuteOf(point) % 3 == 0).toList();
    var gone = step.points().stream().filter(point -> minuteOf(point) < 1).toList();

    assertThat(judge(new Series(MINUTE, sparse), 6).verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(judge(new Series(MINUTE, gone), 6).verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(judge(new Series(MINUTE, List.of()), 6).verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(judge((Series) null, 6))
        .isEqualTo(
            new Attribution(
                Verdict.UNKNOWN, List.of("The alarm's metric could not be read."), null));
  }

  private static long minuteOf(Point point) {
    return Duration.between(START, point.at()).toMinutes();
  }

  @Test
  void theMinuteThatIsNotOverIsNotLookedAt() {
    var whole = judge(6, m -> 10 + noise(m) + (m < 3 ? 0 : 30));
    var points = new ArrayList<>(metric(6, m -> 10 + noise(m) + (m < 3 ? 0 : 30)).points());
    points.add(new Point(minute(6), 0));

    assertThat(judge(new Series(MINUTE, points), 6)).isEqualTo(whole);
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {0, -1, 1e-300, 1e300, Double.MAX_VALUE, Double.NaN, Double.NEGATIVE_INFINITY})
  void everySeriesHasAnAnswer(double odd) {
    for (int period : new int[] {0, 1, 60, 300, 86_400}) {
      for (int every : new int[] {1, 2, 7}) {
        var points = metric(30, m -> m % every == 0 ? odd : m).points();
        var metric = new Series(Duration.ofSeconds(period), points);

        var found = judge(metric, 30);
        assertThat(found.reasons()).isNotEmpty();
        assertThat(found.sentence()).endsWith(".");
      }
    }
  }

  @Test
  void figuresHaveThreeDigits() {
    assertThat(InWords.figure(0)).isEqualTo("0");
    assertThat(InWords.figure(0.25)).isEqualTo("0.25");
    assertThat(InWords.figure(-0.012345)).isEqualTo("-0.0123");
    assertThat(InWords.figure(31)).isEqualTo("31");
    assertThat(InWords.figure(99.96)).isEqualTo("100");
    assertThat(InWords.figure(100)).isEqualTo("100");
    assertThat(InWords.figure(1234567)).isEqualTo("1230000");
  }
}
