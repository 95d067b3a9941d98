package io.github.lastgood.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// What the shipped CDK app writes for one `targets.yaml`: templates, and the files that go with
/// them. The same that `cdk deploy` would upload and create.
///
/// @param directory its `cdk.out`
record CloudAssembly(Path directory) {

  private static final Path SYNTH = Path.of("..", "infra", "synth").toAbsolutePath().normalize();

  /// A file and where `cdk bootstrap` made room for it.
  ///
  /// @param bucket name, of this account and region
  record Asset(String bucket, String key, Path file) {}

  /// Runs the app as the CDK's command line does, with `-c targets=FILE`.
  ///
  /// @param directory where to write
  /// @throws AssertionError when the app refuses, or is not built
  static CloudAssembly synthesize(Path directory, String targetsYaml)
      throws IOException, InterruptedException {
    Path targets = Files.createDirectories(directory).resolve("targets.yaml");
    Files.writeString(targets, targetsYaml);
    Path out = directory.resolve("cdk.out");
    Path log = directory.resolve("synth.log");
    var builder = new ProcessBuilder(SYNTH.toString());
    builder
        .environment()
        .putAll(
            Map.of(
                "JAVA_HOME",
                System.getProperty("java.home"),
                "CDK_OUTDIR",
                out.toString(),
                "CDK_CONTEXT_JSON",
                Json.object().put("targets", targets.toString()).toString()));
    Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (!process.waitFor(3, TimeUnit.MINUTES)) {
      process.destroyForcibly();
    }
    if (process.onExit().join().exitValue() != 0) {
      throw new AssertionError(
          "There is nothing to deploy: run 'mvn verify' in the project's root, which builds infra"
              + " first. infra/synth said: "
              + Files.readString(log).strip());
    }
    return new CloudAssembly(out);
  }

  /// The stacks' names, each after those that it depends on.
  List<String> stacks() {
    List<String> ordered = new ArrayList<>();
    manifest().path("artifacts").fieldNames().forEachRemaining(name -> add(name, ordered));
    return ordered;
  }

  /// Every file that is to be uploaded; the stacks share some.
  List<Asset> assets() {
    return manifest()
        .path("artifacts")
        .valueStream()
        .filter(artifact -> artifact.path("type").asText().equals("cdk:asset-manifest"))
        .map(artifact -> artifact.path("properties").path("file").asText())
        .flatMap(file -> Json.file(directory.resolve(file)).path("files").valueStream())
        .map(this::asset)
        .distinct()
        .toList();
  }

  /// The template of a stack, which is an asset too.
  Asset template(String stack) {
    Path file = directory.resolve(artifact(stack).path("properties").path("templateFile").asText());
    return assets().stream().filter(asset -> asset.file().equals(file)).findFirst().orElseThrow();
  }

  private void add(String name, List<String> ordered) {
    JsonNode artifact = artifact(name);
    artifact.path("dependencies").forEach(needed -> add(needed.asText(), ordered));
    if (artifact.path("type").asText().equals("aws:cloudformation:stack")
        && !ordered.contains(name)) {
      ordered.add(name);
    }
  }

  private Asset asset(JsonNode described) {
    JsonNode destination = described.path("destinations").elements().next();
    return new Asset(
        inThisAccount(destination.path("bucketName").asText()),
        destination.path("objectKey").asText(),
        directory.resolve(described.path("source").path("path").asText()));
  }

  private static String inThisAccount(String name) {
    return name.replace("${AWS::AccountId}", Arns.ACCOUNT).replace("${AWS::Region}", Arns.REGION);
  }

  private JsonNode artifact(String name) {
    return manifest().path("artifacts").path(name);
  }

  private JsonNode manifest() {
    return Json.file(directory.resolve("manifest.json"));
  }
}
