package io.github.lastgood.account.ecs;

import software.amazon.awssdk.services.ecs.model.DeregisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DeregisterTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionField;

/// DescribeTaskDefinition, RegisterTaskDefinition, DeregisterTaskDefinition.
final class TaskDefinitionCalls {
  private final TaskDefinitions definitions;

  TaskDefinitionCalls(TaskDefinitions definitions) {
    this.definitions = definitions;
  }

  DescribeTaskDefinitionResponse describe(DescribeTaskDefinitionRequest request) {
    TaskDefinition definition = known(request.taskDefinition(), "Unable to describe");
    boolean withTags = request.include().contains(TaskDefinitionField.TAGS);
    return DescribeTaskDefinitionResponse.builder()
        .taskDefinition(definition)
        .tags(withTags ? definitions.tagsOf(definition) : null)
        .build();
  }

  RegisterTaskDefinitionResponse register(RegisterTaskDefinitionRequest request) {
    if (request.family() == null) {
      throw EcsRefusals.client("Family must be specified.");
    }
    if (request.containerDefinitions().isEmpty()) {
      throw EcsRefusals.client("Container list cannot be empty.");
    }
    return RegisterTaskDefinitionResponse.builder()
        .taskDefinition(definitions.register(request))
        .tags(request.tags())
        .build();
  }

  DeregisterTaskDefinitionResponse deregister(DeregisterTaskDefinitionRequest request) {
    TaskDefinition definition = known(request.taskDefinition(), "Unable to deregister");
    return DeregisterTaskDefinitionResponse.builder()
        .taskDefinition(definitions.deregister(definition))
        .build();
  }

  private TaskDefinition known(String name, String unable) {
    return definitions
        .find(name)
        .orElseThrow(() -> EcsRefusals.client(unable + " task definition."));
  }
}
