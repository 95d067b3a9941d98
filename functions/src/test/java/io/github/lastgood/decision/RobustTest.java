package io.github.lastgood.decision;

import static io.github.lastgood.decision.Minutes.minute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.lastgood.decision.Robust.Line;
import io.github.lastgood.decision.Series.Point;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RobustTest {
  /// A point a minute.
  private static List<Point> points(double... values) {
    return IntStream.range(0, values.length)
        .mapToObj(m -> new Point(minute(m), values[m]))
        .toList();
  }

  @Test
  void theMedianIsTheMiddleOneWhateverTheOrder() {
    assertThat(Robust.median(new double[] {3, 1, 200})).isEqualTo(3);
    assertThat(Robust.median(new double[] {200, 1, 4, 3})).isEqualTo(3.5);
    assertThat(Robust.median(new double[0])).isZero();
  }

  @Test
  void oneOddValueDoesNotMoveTheSpread() {
    assertThat(Robust.spread(new double[] {1, 2, 3, 4, 5})).isEqualTo(1.4826);
    assertThat(Robust.spread(new double[] {1, 2, 3, 4, 900})).isEqualTo(1.4826);
    assertThat(Robust.spread(new double[] {10, 20, 30, 40, 50})).isEqualTo(10 * 1.4826);
  }

  @Test
  void whereMostAreEqualTheSpreadIsFromTheMeanDistance() {
    assertThat(Robust.spread(new double[] {5, 5, 5, 13})).isEqualTo(2 * 1.2533);
    assertThat(Robust.spread(new double[] {5, 5, 5})).isZero();
    assertThat(Robust.spread(new double[0])).isZero();
  }

  @Test
  void theLineIsTheMedianOfAllSlopes() {
    assertThat(Robust.line(points(0, 6, 60)))
        .as("slopes of 6, 54 and 30 a minute; 0, -24 and 0 where it begins")
        .isEqualTo(new Line(minute(0), 0, 0.5));
  }

  @Test
  void oneOddPointDoesNotMoveTheLine() {
    var line = Robust.line(points(10, 16, 22, 28, 900));

    assertThat(line.slope()).isEqualTo(0.1, within(1e-12));
    assertThat(line.level()).isEqualTo(10, within(1e-12));
    assertThat(line.at(minute(10))).isEqualTo(70, within(1e-9));
    assertThat(line.at(minute(-1))).isEqualTo(4, within(1e-9));
  }

  @Test
  void lessThanTwoPointsHaveAFlatLine() {
    assertThat(Robust.line(points(7))).isEqualTo(new Line(minute(0), 7, 0));
    assertThat(Robust.line(List.of())).isEqualTo(new Line(Instant.EPOCH, 0, 0));
  }
}
