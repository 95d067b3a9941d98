package io.github.lastgood.decision;

import static io.github.lastgood.decision.Minutes.MINUTE;
import static io.github.lastgood.decision.Minutes.judge;
import static io.github.lastgood.decision.Minutes.metric;
import static io.github.lastgood.decision.Minutes.minute;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.decision.Attribution.Verdict;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/// The bounds of each rule, on series without noise: a level of 100 counts as one with a spread of
/// 2, so what is within 6 of it may be chance. A slope is one of whole fractions of two, so that
/// sums are exact.
class ComparisonTest {
  /// A minute's rise of one in 32 seconds, and of one in 64.
  private static final double FAST = 60 / 32.0;

  private static final double SLOW = 60 / 64.0;

  private static final String NO_CHANGE =
      "The level has not changed by more than it did before the deployment.";
  private static final String YESTERDAY = "A day before, at the same time, it rose or fell as well";

  private static void isCausedFrom(Attribution found, String time) {
    assertThat(found.reasons())
        .containsExactly(
            "The change began with the deployment or soon after, at 2026-11-02 " + time + " UTC.");
    assertThat(found.verdict()).isEqualTo(Verdict.CAUSED);
  }

  private static void is(Attribution found, Verdict verdict, String reason) {
    assertThat(found.reasons().getFirst()).startsWith(reason);
    assertThat(found.verdict()).isEqualTo(verdict);
  }

  /// A level of 100 that steps to 140 in minute 3, but for some minutes.
  private static Attribution step(int red, double other, int... minutes) {
    return judge(
        red, m -> Arrays.stream(minutes).anyMatch(o -> o == m) ? other : m < 3 ? 100 : 140);
  }

  private static double ramp(int from, double slope, int minute) {
    return slope * Math.max(0, minute - from);
  }

  @Test
  void aChangeOfThreeSpreadsMayBeChanceAndMoreIsNot() {
    is(judge(6, m -> m < 3 ? 100 : 106), Verdict.UNRELATED, NO_CHANGE);
    is(judge(6, m -> m < 3 ? 100 : 94), Verdict.UNRELATED, NO_CHANGE);
    isCausedFrom(judge(6, m -> m < 3 ? 100 : 106.5), "10:03:00");
    isCausedFrom(judge(6, m -> m < 3 ? 100 : 93.5), "10:03:00");
  }

  @Test
  void twoBadPointsAreEnough() {
    isCausedFrom(judge(5, m -> m < 3 ? 100 : 140), "10:03:00");
  }

  @Test
  void aStepThatLastsIsDatedByItsFirstPoint() {
    isCausedFrom(step(20, 140), "10:03:00");
  }

  @Test
  void whatIsUpToAQuarterAboveADriftIsItsDoing() {
    // Minutes 20 and 21 are red: the drift has brought 80.5 minutes' rise since its beginning.
    var rise = 80.5 * SLOW;
    var quarter = rise / 3;
    IntToDoubleFunction drift = m -> 40 + ramp(-60, SLOW, m);

    is(
        judge(22, m -> drift.applyAsDouble(m) + (m < 10 ? 0 : quarter)),
        Verdict.UNRELATED,
        "It was rising before the deployment began, and goes on as before.");
    isCausedFrom(
        judge(22, m -> drift.applyAsDouble(m) + (m < 10 ? 0 : quarter + 0.125)), "10:10:00");
  }

  @Test
  void aDriftThatGoesOnFasterMayBeEithersDoing() {
    is(
        judge(30, m -> 40 + ramp(-60, SLOW, m) + ramp(0, 3, m)),
        Verdict.UNKNOWN,
        "It was rising before the deployment began, and goes on faster");
    is(
        judge(30, m -> 400 - ramp(-60, SLOW, m) - ramp(0, 3, m)),
        Verdict.UNKNOWN,
        "It was falling before the deployment began, and goes on faster");
  }

  @Test
  void aDriftThatTurnsAroundIsTheDeploymentsDoing() {
    assertThat(judge(30, m -> 100 - ramp(-60, SLOW, m) + ramp(0, 5, m)).verdict())
        .isEqualTo(Verdict.CAUSED);
  }

  @Test
  void aDriftWithAStepThatDeclinesIsNoFasterDrift() {
    assertThat(
            judge(20, m -> 40 + ramp(-60, SLOW, m) + (m < 3 ? 0 : 150 - ramp(3, 5, m))).verdict())
        .isEqualTo(Verdict.CAUSED);
  }

  /// A step from 100 to 140 in minute 3, and what was a day ago.
  private static Attribution yesterday(double before, double then) {
    return judge(10, m -> m < -1440 ? before : m < -1380 ? then : m < 3 ? 100 : 140);
  }

  @Test
  void whatWasWithinAQuarterOfItYesterdayIsNoNews() {
    is(yesterday(100, 130), Verdict.UNRELATED, YESTERDAY + ", to 130.");
    is(yesterday(100, 150), Verdict.UNRELATED, YESTERDAY + ", to 150.");
    isCausedFrom(yesterday(100, 129), "10:03:00");
    isCausedFrom(yesterday(100, 151), "10:03:00");
  }

  @Test
  void yesterdaysChangeMustHaveBeenHalfOfTodaysAtLeast() {
    is(yesterday(110, 130), Verdict.UNRELATED, YESTERDAY);
    isCausedFrom(yesterday(111, 130), "10:03:00");
  }

  @Test
  void aLevelThatYesterdayHadAllTheTimeExplainsNoStep() {
    isCausedFrom(judge(10, m -> m < -700 || m >= 3 ? 140 : 100), "10:03:00");
  }

  @Test
  void norDoesAFallToIt() {
    isCausedFrom(yesterday(180, 140), "10:03:00");
  }

  @Test
  void halfOfYesterdaysPointsAreEnough() {
    var whole = metric(10, m -> m < -1440 ? 100 : m < -1380 ? 140 : m < 3 ? 100 : 140);

    is(judge(without(whole, -1440 + 9, -1440 + 10), 10), Verdict.UNRELATED, YESTERDAY);
    isCausedFrom(judge(without(whole, -1440 + 8, -1440 + 9, -1440 + 10), 10), "10:03:00");
  }

  private static Series without(Series whole, int... minutes) {
    var gone = Arrays.stream(minutes).mapToObj(Minutes::minute).toList();
    return new Series(
        MINUTE, whole.points().stream().filter(point -> !gone.contains(point.at())).toList());
  }

  @Test
  void aChangeThatSeemsToBeginTwoPeriodsEarlyBeganWithTheDeployment() {
    isCausedFrom(judge(10, m -> m < -2 ? 100 : 140), "10:00:00");
  }

  @Test
  void oneThatBeganEarlierBeganBefore() {
    is(
        judge(10, m -> m < -3 ? 100 : 140),
        Verdict.UNRELATED,
        "The change began at 2026-11-02 09:57:00 UTC, 3 min before the deployment.");
  }

  @Test
  void onePointAsBadBeforeMayBeAnAccidentAndTwoAreNot() {
    isCausedFrom(step(10, 140, -20), "10:03:00");
    is(
        step(10, 140, -20, -40),
        Verdict.UNKNOWN,
        "It was as bad in 2 of the 60 data points before the deployment.");
  }

  @Test
  void asBadMeansThreeQuartersOfIt() {
    is(step(10, 130, -20, -40), Verdict.UNKNOWN, "It was as bad in 2 of the 60");
    isCausedFrom(step(10, 129, -20, -40), "10:03:00");
  }

  @Test
  void whatIsAsBadInEveryFifthPointIsUsual() {
    is(
        step(10, 140, -5, -10, -15, -20, -25, -30, -35, -40, -45, -50, -55, -60),
        Verdict.UNRELATED,
        "It was as bad in 12 of the 60 data points before the deployment.");
    is(
        step(10, 140, -5, -10, -15, -20, -25, -30, -35, -40, -45, -50, -55),
        Verdict.UNKNOWN,
        "It was as bad in 11 of the 60 data points before the deployment.");
  }

  @Test
  void threeBurstsOnTheDayBeforeAreNoAccident() {
    is(
        step(10, 140, -300, -301, -600, -900),
        Verdict.UNKNOWN,
        "It was as bad 3 times on the day before the deployment.");
    isCausedFrom(step(10, 140, -300, -301, -600), "10:03:00");
  }

  @Test
  void thePointsUpToAQuarterOfTheChangeAreNoPartOfIt() {
    isCausedFrom(judge(10, m -> m < -10 ? 100 : m < 3 ? 110 : 140), "10:03:00");
    is(
        judge(10, m -> m < -10 ? 100 : m < 3 ? 111 : 140),
        Verdict.UNRELATED,
        "The change began at 2026-11-02 09:50:00 UTC, 10 min before the deployment.");
  }

  @Test
  void norAreThoseWithinHalfOfWhatMayBeChance() {
    isCausedFrom(judge(6, m -> m < 2 ? 100 : m < 4 ? 103 : 108), "10:04:00");
    isCausedFrom(judge(6, m -> m < 2 ? 100 : m < 4 ? 103.5 : 108), "10:02:00");
  }

  @Test
  void oneGoodPointIsNoBreakOfAChangeAndTwoAre() {
    isCausedFrom(step(12, 100, 6), "10:03:00");
    isCausedFrom(step(12, 100, 6, 7), "10:08:00");
  }

  @Test
  void aRampIsDatedByWhereItLeftTheLevel() {
    isCausedFrom(judge(40, m -> 100 + ramp(2, FAST, m)), "10:02:00");
    isCausedFrom(judge(40, m -> 200 - ramp(2, FAST, m)), "10:02:00");
    is(
        judge(20, m -> 100 + ramp(-10, FAST, m)),
        Verdict.UNRELATED,
        "The change began at 2026-11-02 09:50:00 UTC, 10 min before the deployment.");
  }

  @Test
  void fivePointsMakeARampAndFourAStep() {
    isCausedFrom(judge(8, m -> 100 + ramp(1, 15, m)), "10:01:00");
    isCausedFrom(judge(7, m -> 100 + ramp(1, 15, m)), "10:03:00");
  }

  @Test
  void aRiseOfHalfTheChangeWithinItIsARampAndLessIsAStep() {
    // Minutes 3 to 19 rise by 16 minutes' worth, and end 32 minutes' worth above the level.
    var half = 16.5 * FAST;

    is(
        judge(20, m -> 100 + (m < 3 ? 0 : half) + ramp(3, FAST, m)),
        Verdict.UNRELATED,
        "The change began at 2026-11-02 09:46:30 UTC");
    isCausedFrom(judge(20, m -> 100 + (m < 3 ? 0 : half + 0.125) + ramp(3, FAST, m)), "10:03:00");
  }

  @Test
  void aChangeIsTheDeploymentsOwnUntilAQuarterOfTheSuspectWindowIsOver() {
    isCausedFrom(judge(23, m -> m < 20 ? 100 : 140), "10:20:00");
    is(
        judge(24, m -> m < 21 ? 100 : 140),
        Verdict.UNKNOWN,
        "The change began 21 min after the deployment did");
  }
}
