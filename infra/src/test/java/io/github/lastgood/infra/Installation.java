package io.github.lastgood.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lastgood.cdk.Grant;
import io.github.lastgood.cdk.Template;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;

/// An app synthesized for the tests: its stacks, and its templates as they are deployed.
///
/// @param stacks the constructs
/// @param directory the cloud assembly
record Installation(LastgoodApp stacks, Path directory) {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String TWO =
      """
      targets:
        - name: orders-api
          ecs:
            cluster: prod
            service: orders-api
            taskFamily: orders
            taskRoles: ["arn:aws:iam::111122223333:role/task"]
            repositories: [shop/orders]
          alarms: [orders-api-5xx, orders-api-p99]
          policy: {mode: auto, bakeTime: 15m}
        - name: billing-api
          ecs: {cluster: prod, service: billing-api}
          alarms: [billing-api-5xx]
          policy: {mode: off}
      """;

  /// The shipped example, with the sample service.
  static final Installation EXAMPLE = synthesize(Path.of("targets.yaml"));

  /// Two targets: `orders-api` states its permissions, `billing-api` does not.
  static final Installation TWO_TARGETS = synthesize(file(TWO));

  /// As it is before the first target.
  static final Installation NO_TARGETS = synthesize("targets: []");

  static Installation synthesize(String targets) {
    return synthesize(file(targets));
  }

  /// The file of `TWO_TARGETS`.
  static Path twoTargets() {
    return file(TWO);
  }

  static Path file(String targets) {
    try {
      return Files.writeString(Files.createTempFile("targets", ".yaml"), targets);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Installation synthesize(Path targets) {
    App app = LastgoodApp.create();
    return of(app, LastgoodApp.addTo(app, settings(targets, SampleSettings.Version.GOOD)));
  }

  /// One without targets but the sample's own.
  static Installation with(Sample sample) {
    App app = LastgoodApp.create();
    return of(app, LastgoodApp.addTo(app, settings(sample)));
  }

  /// See `with`.
  static Settings settings(Sample sample) {
    return new Settings(
        file("targets: []"),
        standInForTheJar(),
        "default",
        Optional.empty(),
        true,
        false,
        Optional.empty(),
        Optional.of(sample));
  }

  static Installation of(App app, LastgoodApp stacks) {
    return new Installation(stacks, Path.of(app.synth().getDirectory()));
  }

  static Settings settings(Path targets, SampleSettings.Version version) {
    return new Settings(
        targets,
        standInForTheJar(),
        "default",
        Optional.empty(),
        true,
        false,
        Optional.of("oncall@example.com"),
        Optional.of(new Sample.Service(new SampleSettings(version, "nginx:1.29-alpine", "prod"))));
  }

  /// Everything that a function's role may do, from all stacks.
  List<Grant> grants(String handler) {
    return Stream.of(rollback(), targets())
        .flatMap(template -> Grant.of(template, handler))
        .toList();
  }

  Template ledger() {
    return template(stacks.ledger());
  }

  Template rollback() {
    return template(stacks.rollback());
  }

  Template targets() {
    return template(stacks.targets());
  }

  Template sample() {
    return template(stacks.sample().orElseThrow());
  }

  Template template(Stack stack) {
    return new Template(read(directory.resolve(stack.getTemplateFile())));
  }

  private static JsonNode read(Path file) {
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The templates name the jar by its content; the tests need no particular one.
  static Path standInForTheJar() {
    try {
      Path jar = Files.createTempDirectory("lastgood").resolve("lastgood-functions.jar");
      // An empty zip file.
      return Files.write(
          jar, new byte[] {'P', 'K', 5, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
