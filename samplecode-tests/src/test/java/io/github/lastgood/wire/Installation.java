package io.github.lastgood.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// Lastgood in an account: what a user types, from `cdk deploy --all` to `cdk destroy --all`.
///
/// @param first what the shipped app writes for the first `targets.yaml`
/// @param second what it writes for the second
record Installation(
    CloudAssembly first, CloudAssembly second, AssetBucket assets, CloudFormation cloudFormation) {

  private static final String FIRST_TARGETS =
      """
      targets:
        - name: orders-api
          ecs: {cluster: prod, service: orders-api, taskFamily: orders-api}
          alarms: [orders-api-5xx, orders-api-p99]
          policy: {mode: auto, bakeTime: 15m, suspectWindow: 60m}
        - name: billing-api
          ecs: {cluster: prod, service: billing-api}
          alarms: [billing-api-5xx]
          policy: {mode: approve}
      """;

  /// Somebody gave `orders-api` more time to bake, and took `billing-api` out.
  private static final String SECOND_TARGETS =
      """
      targets:
        - name: orders-api
          ecs: {cluster: prod, service: orders-api, taskFamily: orders-api}
          alarms: [orders-api-5xx, orders-api-p99]
          policy: {mode: auto, bakeTime: 20m, suspectWindow: 60m}
      """;

  /// The two assemblies.
  record Synthesized(CloudAssembly first, CloudAssembly second) {

    /// `cdk synth` of both, side by side.
    static Synthesized in(Path directory) {
      CompletableFuture<CloudAssembly> second =
          CompletableFuture.supplyAsync(
              () -> synthesize(directory.resolve("second"), SECOND_TARGETS));
      return new Synthesized(synthesize(directory.resolve("first"), FIRST_TARGETS), second.join());
    }

    private static CloudAssembly synthesize(Path directory, String targetsYaml) {
      try {
        return CloudAssembly.synthesize(directory, targetsYaml);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }

  /// `cdk deploy --all`.
  void install() throws IOException, InterruptedException {
    first.assets().forEach(assets::upload);
    for (String stack : first.stacks()) {
      try {
        cloudFormation.create(stack, assets.url(first.template(stack).key()));
      } catch (StackFailed failed) {
        throw new AssertionError(stack + " could not be created", failed);
      }
    }
  }

  /// `cdk deploy LastgoodTargets` with the second file.
  void deploySecondTargets() throws StackFailed, IOException, InterruptedException {
    CloudAssembly.Asset template = second.template(targets());
    assets.upload(template);
    cloudFormation.update(targets(), assets.url(template.key()));
  }

  /// Deploys another stack with one target, a service that the account does not have.
  void deployTargetThatIsNotThere(String stack)
      throws StackFailed, IOException, InterruptedException {
    String template = Json.file(second.template(targets()).file()).toString();
    assets.upload(stack, template.replace("orders-api", "no-such-api"));
    cloudFormation.create(stack, assets.url(stack));
  }

  /// `cdk destroy --all`.
  void remove() throws StackFailed, IOException, InterruptedException {
    for (String stack : first.stacks().reversed()) {
      cloudFormation.delete(stack);
    }
  }

  /// An output of whichever stack has it.
  String output(String key) {
    return first.stacks().stream()
        .flatMap(stack -> cloudFormation.outputs(stack).entrySet().stream())
        .filter(output -> output.getKey().equals(key))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no stack has the output " + key));
  }

  /// The role that its template gives a function: the role's name in the account.
  String roleOf(String function) {
    for (String stack : first.stacks()) {
      for (JsonNode resource : cloudFormation.template(stack).path("Resources")) {
        if (resource.path("Type").asText().equals("AWS::Lambda::Function")
            && resource.at("/Properties/FunctionName").asText().equals(function)) {
          return cloudFormation.physicalId(
              stack, resource.at("/Properties/Role/Fn::GetAtt/0").asText());
        }
      }
    }
    throw new AssertionError("no stack has the function " + function);
  }

  /// The stack with the targets, which needs all others.
  private String targets() {
    return first.stacks().getLast();
  }
}
