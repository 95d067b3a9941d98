package io.github.lastgood.permission;

import io.github.lastgood.stage.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// Synthesizes the shipped app as its user does: the script that `cdk.json` names, with a
/// `targets.yaml`.
final class Synthesis {
  private static final int MINUTES = 5;

  private Synthesis() {}

  /// @param targets the `targets.yaml`
  /// @param assembly an empty directory for what is written
  static Templates of(Path targets, Path assembly) throws IOException, InterruptedException {
    var infra = Stage.events().resolveSibling("infra");
    if (!Files.exists(infra.resolve("target/classpath.txt"))) {
      throw new IllegalStateException(
          "infra is not built; run 'mvn verify' in the project's root, not in one module.");
    }
    var out = assembly.resolve("synth.log");
    var synth =
        new ProcessBuilder(infra.resolve("synth").toString())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile());
    synth.environment().put("CDK_OUTDIR", assembly.toString());
    synth.environment().put("CDK_CONTEXT_JSON", "{\"targets\":\"" + targets + "\"}");
    var process = synth.start();
    if (!process.waitFor(MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IllegalStateException("The synthesis failed: " + Files.readString(out));
    }
    return Templates.in(assembly);
  }
}
