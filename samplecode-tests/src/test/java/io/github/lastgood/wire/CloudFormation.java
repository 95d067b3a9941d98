package io.github.lastgood.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.Export;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackResource;

/// CloudFormation: moto's, and what moto lacks of it: the requests to custom resources, and that a
/// stack fails when one of them does.
final class CloudFormation implements AutoCloseable {

  private final CloudFormationClient client;
  private final CustomResources customResources;
  private final ManagedPolicies policies;
  private final SortedSet<String> skipped = new TreeSet<>();

  CloudFormation(URI moto, DeployedFunctions functions) {
    client = AwsClients.at(moto, CloudFormationClient.builder());
    customResources = new CustomResources(moto, functions);
    policies = new ManagedPolicies(moto);
  }

  /// Creates a stack and everything in it.
  ///
  /// @throws StackFailed when a custom resource fails; the stack is gone again then
  void create(String name, String templateUrl)
      throws StackFailed, IOException, InterruptedException {
    client.createStack(request ->
        request
            .stackName(name)
            .templateURL(templateUrl)
            .capabilities(Capability.CAPABILITY_NAMED_IAM));
    skipped.addAll(notMade(name));
    try {
      customResources.apply(stack(name).stackId(), declared(template(name)));
    } catch (StackFailed failed) {
      delete(name);
      throw failed;
    }
    expect("CREATE_COMPLETE", name);
  }

  /// Brings a stack to what another template says; moto leaves its managed policies as they were.
  ///
  /// @throws StackFailed when a custom resource fails; the stack stays half updated then
  void update(String name, String templateUrl)
      throws StackFailed, IOException, InterruptedException {
    client.updateStack(request ->
        request
            .stackName(name)
            .templateURL(templateUrl)
            .capabilities(Capability.CAPABILITY_NAMED_IAM));
    customResources.apply(stack(name).stackId(), declared(template(name)));
    expect("UPDATE_COMPLETE", name);
  }

  /// Deletes a stack; what its template retains stays.
  void delete(String name) throws StackFailed, IOException, InterruptedException {
    customResources.apply(stack(name).stackId(), Map.of());
    client.deleteStack(request -> request.stackName(name));
    policies.deleteOf(name);
  }

  /// The names of the stacks that there are.
  List<String> stacks() {
    return client.describeStacks().stacks().stream().map(Stack::stackName).toList();
  }

  /// A stack's outputs by their keys.
  Map<String, String> outputs(String name) {
    return stack(name).outputs().stream()
        .collect(Collectors.toMap(Output::outputKey, Output::outputValue));
  }

  /// The name or id of what was made for a resource of a template.
  String physicalId(String name, String logicalId) {
    return made(name)
        .filter(resource -> resource.logicalResourceId().equals(logicalId))
        .map(StackResource::physicalResourceId)
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " made nothing for " + logicalId));
  }

  /// The types that stood in the templates and of which nothing was made: moto does not know them.
  SortedSet<String> skipped() {
    return skipped;
  }

  /// The template that a stack was made from.
  JsonNode template(String name) {
    return Json.read(client.getTemplate(request -> request.stackName(name)).templateBody());
  }

  private Stream<StackResource> made(String name) {
    return client
        .describeStackResources(request -> request.stackName(name))
        .stackResources()
        .stream()
        // moto lists what it skipped as well, as nothing.
        .filter(resource -> resource.logicalResourceId() != null);
  }

  private List<String> notMade(String name) {
    Set<String> made = made(name).map(StackResource::logicalResourceId).collect(Collectors.toSet());
    return template(name).path("Resources").properties().stream()
        .filter(declared -> !made.contains(declared.getKey()))
        .map(declared -> declared.getValue().path("Type").asText())
        .toList();
  }

  private Map<String, CustomResources.Declared> declared(JsonNode template) {
    Map<String, String> exports =
        client.listExportsPaginator().exports().stream()
            .collect(Collectors.toMap(Export::name, Export::value));
    Map<String, CustomResources.Declared> declared = new LinkedHashMap<>();
    template
        .path("Resources")
        .properties()
        .forEach(resource -> {
          String type = resource.getValue().path("Type").asText();
          if (type.startsWith("Custom::")) {
            JsonNode properties = resource.getValue().path("Properties");
            declared.put(
                resource.getKey(),
                new CustomResources.Declared(type, ResourceProperties.sent(properties, exports)));
          }
        });
    return declared;
  }

  private void expect(String status, String name) {
    if (!stack(name).stackStatusAsString().equals(status)) {
      throw new AssertionError(name + " is " + stack(name).stackStatusAsString());
    }
  }

  private Stack stack(String name) {
    return client.describeStacks(request -> request.stackName(name)).stacks().getFirst();
  }

  @Override
  public void close() {
    client.close();
    policies.close();
  }
}
