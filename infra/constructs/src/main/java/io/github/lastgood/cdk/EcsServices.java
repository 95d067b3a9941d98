package io.github.lastgood.cdk;

import io.github.lastgood.cdk.targets.Kind;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
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
    return kind(service, revisions.family(), revisions.roles(), repositories(revisions).toList());
  }

  /// The service with what its earlier revisions are made of as well.
  static Kind.EcsService with(Kind.EcsService now, List<EcsRevisions> earlier) {
    return new Kind.EcsService(
        now.cluster(),
        now.service(),
        now.taskFamily(),
        now.taskRoles().map(roles -> joined(roles, earlier, EcsServices::roles)),
        now.repositories()
            .map(repositories -> joined(repositories, earlier, EcsServices::repositories)),
        earlier.stream()
            .map(EcsRevisions::family)
            .filter(family -> !now.taskFamily().equals(Optional.of(family)))
            .distinct()
            .toList());
  }

  private static List<String> joined(
      List<String> now, List<EcsRevisions> earlier, Function<EcsRevisions, Stream<String>> arns) {
    return Stream.concat(now.stream(), earlier.stream().flatMap(arns)).distinct().toList();
  }

  private static Stream<String> roles(EcsRevisions revisions) {
    return revisions.roles().stream().map(IRole::getRoleArn);
  }

  private static Stream<String> repositories(EcsRevisions revisions) {
    return revisions.repositories().stream().map(ImageRepository::arn);
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
