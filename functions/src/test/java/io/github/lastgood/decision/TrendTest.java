package io.github.lastgood.decision;

import static io.github.lastgood.decision.Minutes.MINUTE;
import static io.github.lastgood.decision.Minutes.minute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.lastgood.decision.Robust.Line;
import io.github.lastgood.decision.Series.Point;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrendTest {
  /// How far apart the first and the last of the sixty points are.
  private static final double LENGTH = 59;

  /// Its values go up and down by one, so their spread is that of one.
  private static final double SPREAD = 1.4826;

  private static Trend trend(IntToDoubleFunction value) {
    return Trend.of(
        new Series(
            MINUTE,
            IntStream.range(0, 60)
                .mapToObj(m -> new Point(minute(m), value.applyAsDouble(m)))
                .toList()));
  }

  private static double noise(int minute) {
    return minute % 2 == 0 ? 1 : -1;
  }

  @Test
  void whatStaysIsALevelAndIsNotTakenForSteadierThanTwoPercentOfIt() {
    assertThat(trend(_ -> 100)).isEqualTo(new Trend(new Line(minute(0), 100, 0), false, 2));
    assertThat(trend(_ -> -100)).isEqualTo(new Trend(new Line(minute(0), -100, 0), false, 2));
    assertThat(trend(_ -> 0)).isEqualTo(new Trend(new Line(minute(0), 0, 0), false, 0));
  }

  @Test
  void upToThreeSpreadsAreChance() {
    assertThat(trend(_ -> 100).chance()).isEqualTo(6);
    assertThat(trend(TrendTest::noise).spread()).isEqualTo(SPREAD);
  }

  @Test
  void aLineOverMoreThanTwoSpreadsIsADriftThatGoesOn() {
    for (int way : new int[] {1, -1}) {
      var over = trend(m -> noise(m) + way * 3 * m / LENGTH);

      assertThat(over.drifts()).isTrue();
      assertThat(over.spread()).as("around the line").isEqualTo(SPREAD, within(1e-9));
      assertThat(over.expected(minute(118))).isEqualTo(way * 6, within(1e-9));
    }
  }

  @Test
  void aLineOverLessThanTwoSpreadsMayBeChanceAndIsALevel() {
    for (int way : new int[] {1, -1}) {
      var under = trend(m -> noise(m) + way * 2.9 * m / LENGTH);

      assertThat(under.drifts()).isFalse();
      assertThat(under.expected(minute(118))).isEqualTo(under.expected(minute(0)));
    }
  }

  @Test
  void nothingKnownIsALevelOfNothing() {
    assertThat(Trend.of(new Series(MINUTE, List.of())))
        .returns(false, Trend::drifts)
        .returns(0.0, Trend::chance);
  }
}
