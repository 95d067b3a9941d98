package io.github.lastgood.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.stage.Stage;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/// The main story, disturbed at every place at which it can be.
class ExhaustiveTest {
  @Test
  void everyDisturbanceEndsAsThePageSays() throws Exception {
    var run = Exhaustive.play();

    assertThat(ExhaustivePage.of(run))
        .isEqualTo(Files.readString(Stage.events().resolveSibling("docs/exhaustive.md")));
    assertThat(run.ends()).hasSize(1);
  }
}
