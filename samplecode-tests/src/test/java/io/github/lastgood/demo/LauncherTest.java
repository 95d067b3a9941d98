package io.github.lastgood.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.stage.Stage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `./lastgood` says in one sentence what keeps it from working.
class LauncherTest {
  private static final Path LAUNCHER = Stage.events().resolveSibling("lastgood");

  @TempDir private Path elsewhere;

  @Test
  void anUnknownCommandIsOneSentence() throws Exception {
    assertThat(run(LAUNCHER, "rollback", "orders-api"))
        .isEqualTo(
            new Said(2, "lastgood: there is no command \"rollback\"; see ./lastgood help.\n"));
  }

  @Test
  void helpNamesEveryCommand() throws Exception {
    var said = run(LAUNCHER);

    assertThat(said.exitCode()).isZero();
    assertThat(said.words()).contains("demo --event FILE", "demo --story NAME", "format", "help");
    assertThat(said.words().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(100));
  }

  @Test
  void aMachineWithoutANewEnoughJdkIsToldSo() throws Exception {
    assertThat(run(needing("999"), "demo"))
        .isEqualTo(
            new Said(
                1,
                "lastgood: no JDK 999 or newer was found; install one, or set JAVA_HOME to it.\n"));
  }

  /// The launcher, asking for another JDK.
  private Path needing(String version) throws IOException {
    var text = Files.readString(LAUNCHER);
    assertThat(text).contains("\nreadonly NEEDED=25\n");
    return Files.writeString(
        elsewhere.resolve("lastgood"),
        text.replace("\nreadonly NEEDED=25\n", "\nreadonly NEEDED=" + version + "\n"));
  }

  private record Said(int exitCode, String words) {}

  private static Said run(Path launcher, String... arguments) throws Exception {
    var command = new ArrayList<>(List.of("bash", launcher.toString()));
    command.addAll(List.of(arguments));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Said(process.waitFor(), words);
  }
}
