package io.github.lastgood.cdk;

import io.github.lastgood.cdk.targets.Kind;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ecs.BaseService;
import software.amazon.awscdk.services.ecs.ContainerDefinition;
import software.amazon.awscdk.services.ecs.IBaseService;
import software.amazon.awscdk.services.ecs.TaskDefinition;
import software.amazon.awscdk.services.iam.IRole;

/// Reads what Lastgood needs out of the CDK's ECS services.
final class EcsServices {
  private EcsServices() {}

  static Kind.EcsService read(BaseService service) {
    TaskDefinition task = service.getTaskDefinition();
    Stack stack = Stack.of(service);
    List<String> repositories =
        task.getNode().getChildren().stream()
            .filter(ContainerDefinition.class::isInstance)
            .map(container -> ((ContainerDefinition) container).getImageName())
            .flatMap(image -> ImageRepository.of(stack, image).stream())
            .distinct()
            .toList();
    return kind(
        service,
        task.getFamily(),
        Stream.of(task.getTaskRole(), task.getExecutionRole()).filter(Objects::nonNull).toList(),
        repositories);
  }

  static Kind.EcsService read(IBaseService service, EcsRevisions revisions) {
    return kind(
        service,
        revisions.family(),
        revisions.roles(),
        revisions.repositories().stream().map(ImageRepository::arn).toList());
  }

  private static Kind.EcsService kind(
      IBaseService service, String family, List<IRole> roles, List<String> repositories) {
    return new Kind.EcsService(
        service.getCluster().getClusterName(),
        service.getServiceName(),
        Optional.of(family),
        Optional.of(roles.stream().map(IRole::getRoleArn).distinct().toList()),
        Optional.of(repositories));
  }
}
