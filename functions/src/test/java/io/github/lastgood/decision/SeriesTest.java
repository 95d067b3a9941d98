package io.github.lastgood.decision;

import static io.github.lastgood.decision.Minutes.MINUTE;
import static io.github.lastgood.decision.Minutes.minute;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.decision.Series.Point;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeriesTest {
  private static final Series TEN =
      new Series(MINUTE, IntStream.range(0, 10).mapToObj(m -> new Point(minute(m), m)).toList());

  @Test
  void pointsAreSortedByTimeAndWhatIsNoNumberIsLeftOut() {
    var mixed =
        List.of(
            new Point(minute(2), 2),
            new Point(minute(1), Double.NaN),
            new Point(minute(3), Double.POSITIVE_INFINITY),
            new Point(minute(0), 0));

    assertThat(new Series(MINUTE, mixed).values()).containsExactly(0, 2);
  }

  @Test
  void aPeriodIsASecondAtLeast() {
    assertThat(new Series(Duration.ZERO, List.of()).period()).isEqualTo(Duration.ofSeconds(1));
    assertThat(new Series(Duration.ofSeconds(10), List.of()).period())
        .isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void aSpanHoldsItsFirstMomentAndNotItsLast() {
    assertThat(TEN.between(minute(3), minute(5)).values()).containsExactly(3, 4);
  }

  @Test
  void aPointCountsFromTheMomentItsPeriodIsOver() {
    assertThat(TEN.complete(minute(3)).values()).containsExactly(0, 1, 2);
    assertThat(TEN.complete(minute(3).minusMillis(1)).values()).containsExactly(0, 1);
  }

  @Test
  void halfOfThePointsCoverASpanAndFewerDoNot() {
    assertThat(TEN.covers(Duration.ofMinutes(20))).isTrue();
    assertThat(TEN.covers(Duration.ofMinutes(21))).isFalse();
  }

  @Test
  void nothingCoversNoSpan() {
    assertThat(new Series(MINUTE, List.of()).covers(Duration.ZERO)).isFalse();
  }
}
