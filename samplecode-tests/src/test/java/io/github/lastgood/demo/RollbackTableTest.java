package io.github.lastgood.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.stage.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.util.EnumSet;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RollbackTableTest {

  @Test
  void theDocumentIsWhatTheStoriesDid() throws IOException {
    var shown = Shown.of("--table");

    assertThat(shown.exitCode()).isZero();
    assertThat(Stage.events().resolveSibling("docs").resolve("rollbacks.md"))
        .as("./lastgood demo --table > docs/rollbacks.md")
        .hasContent(shown.out());
  }

  @Test
  void everyKindOfRollbackHasAStory() {
    assertThat(EnumSet.range(Chapter.ECS_ROLLING, Chapter.PIPELINE))
        .allSatisfy(
            chapter -> assertThat(Stories.of(chapter)).anyMatch(story -> story.row() != null));
  }

  @Test
  void everyStoryTestIsThere() {
    var tests = Stage.events().resolveSibling("samplecode-tests").resolve("src/test/java");

    assertThat(Stories.all().stream().map(Story::row).filter(Objects::nonNull).map(Row::test))
        .allSatisfy(test ->
            assertThat(
                    tests.resolve("io/github/lastgood/story/" + test.replace('.', '/') + ".java"))
                .matches(Files::exists));
  }
}
