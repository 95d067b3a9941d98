package io.github.lastgood.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.decision.Attribution.Verdict;
import io.github.lastgood.stage.Stage;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class FiguresTest {
  private static final Figures FIGURES = Figures.of(Attributions.SEED, Attributions.EACH);

  /// What was not done by the deployment must not be blamed on it; what cannot be told is asked.
  @Test
  void whereTheMetricTellsCausedIsSeldomWrongAndSeldomMissed() {
    assertThat(FIGURES.precision(Kind::tells)).isGreaterThan(0.97);
    assertThat(FIGURES.recall(Kind::tells)).isGreaterThan(0.95);
  }

  @Test
  void whatTheMetricCannotTellIsUnknown() {
    assertThat(FIGURES.count(Kind.LATE_STEP, Verdict.CAUSED)).isZero();
    assertThat(FIGURES.count(Kind.LATE_OTHER, Verdict.CAUSED)).isZero();
    assertThat(FIGURES.count(Kind.SPARSE, Verdict.UNKNOWN)).isGreaterThan(290);
    assertThat(FIGURES.count(Kind.SHARED_OUTAGE, Verdict.UNRELATED)).isEqualTo(Attributions.EACH);
  }

  @Test
  void anotherSeedSaysNearlyTheSame() {
    var other = Figures.of(Attributions.SEED + 1, 100);

    assertThat(other.precision(Kind::tells)).isGreaterThan(0.95);
    assertThat(other.recall(Kind::tells)).isGreaterThan(0.93);
  }

  @Test
  void theDocsHaveWhatTheCommandPrints() throws IOException {
    var docs = Files.readString(Stage.events().resolveSibling("docs/attribution.md"));

    assertThat(docs).contains(FIGURES.table());
  }
}
