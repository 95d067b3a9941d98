package io.github.lastgood.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class CfnLintTest {

  @Test
  void cfnLintFindsNothingInTheTemplates() throws Exception {
    assumeTrue(
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "cfn-lint"))),
        "cfn-lint is not on the PATH; pip install cfn-lint runs this test");
    // It reads .cfnlintrc here.
    List<String> command = new ArrayList<>(List.of("cfn-lint", "--"));
    for (Sample sample : SampleStacksTest.SAMPLES) {
      Installation each = Installation.with(sample);
      String template = each.stacks().sample().orElseThrow().getTemplateFile();
      command.add(each.directory().resolve(template).toString());
    }
    for (String hub : List.of("o-a1b2c3d4e5", "222233334444,555566667777")) {
      command.add(HubStackTest.file(hub).toString());
    }
    for (Installation each :
        List.of(
            Installation.EXAMPLE,
            Installation.TWO_TARGETS,
            ForwardingTest.FORWARDING,
            SnapStartTest.SNAP_START)) {
      try (Stream<Path> files = Files.list(each.directory())) {
        files
            .filter(file -> file.toString().endsWith(".template.json"))
            .forEach(file -> command.add(file.toString()));
      }
    }
    Process lint = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(lint.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(lint.waitFor()).as(said).isZero();
  }
}
