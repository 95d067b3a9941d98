package io.github.lastgood.account.ecs;

import io.github.lastgood.account.setting.Place;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.ecs.model.Attribute;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

/// The task definitions of the account. Revision numbers only go up; a deregistered revision stays
/// readable as INACTIVE.
final class TaskDefinitions {
  private final Place place;
  private final InstantSource clock;
  private final Map<String, TreeMap<Integer, TaskDefinition>> families = new LinkedHashMap<>();
  private final Map<String, Integer> nextRevisions = new LinkedHashMap<>();
  private final Map<String, List<Tag>> tags = new LinkedHashMap<>();

  TaskDefinitions(Place place, InstantSource clock) {
    this.place = place;
    this.clock = clock;
  }

  void nextRevision(String family, int revision) {
    nextRevisions.put(family, revision);
  }

  TaskDefinition register(RegisterTaskDefinitionRequest request) {
    String family = request.family();
    int revision = nextRevisions.getOrDefault(family, 1);
    nextRevisions.put(family, revision + 1);
    String arn = place.taskDefinitionArn(family, revision);
    TaskDefinition registered = registered(request, arn, revision);
    families.computeIfAbsent(family, _ -> new TreeMap<>()).put(revision, registered);
    tags.put(arn, List.copyOf(request.tags()));
    return registered;
  }

  /// What AWS adds on its own (requiresAttributes, compatibilities, registeredAt, ...) is what a
  /// copy must leave out again.
  private TaskDefinition registered(
      RegisterTaskDefinitionRequest request, String arn, int revision) {
    return TaskDefinition.builder()
        .taskDefinitionArn(arn)
        .family(request.family())
        .revision(revision)
        .status(TaskDefinitionStatus.ACTIVE)
        .containerDefinitions(request.containerDefinitions())
        .taskRoleArn(request.taskRoleArn())
        .executionRoleArn(request.executionRoleArn())
        .networkMode(request.networkMode())
        .volumes(request.volumes())
        .placementConstraints(request.placementConstraints())
        .requiresCompatibilities(request.requiresCompatibilities())
        .cpu(request.cpu())
        .memory(request.memory())
        .pidMode(request.pidMode())
        .ipcMode(request.ipcMode())
        .proxyConfiguration(request.proxyConfiguration())
        .inferenceAccelerators(request.inferenceAccelerators())
        .ephemeralStorage(request.ephemeralStorage())
        .runtimePlatform(request.runtimePlatform())
        .enableFaultInjection(request.enableFaultInjection())
        .compatibilities(Compatibility.EC2, Compatibility.FARGATE)
        .requiresAttributes(
            Attribute.builder().name("com.amazonaws.ecs.capability.docker-remote-api.1.18").build())
        .registeredAt(clock.instant())
        .registeredBy(place.roleArn("deployer"))
        .build();
  }

  TaskDefinition deregister(TaskDefinition definition) {
    TaskDefinition inactive =
        definition.toBuilder()
            .status(TaskDefinitionStatus.INACTIVE)
            .deregisteredAt(clock.instant())
            .build();
    revisionsOf(definition.family()).put(definition.revision(), inactive);
    return inactive;
  }

  /// Forgets a revision wholly, as after DeleteTaskDefinitions.
  void delete(TaskDefinition definition) {
    revisionsOf(definition.family()).remove(definition.revision());
  }

  /// @param name an ARN, `family:revision`, or a family alone, which means its latest ACTIVE
  ///   revision
  Optional<TaskDefinition> find(String name) {
    String shortName = name.substring(name.lastIndexOf('/') + 1);
    int colon = shortName.lastIndexOf(':');
    if (colon < 0) {
      return revisionsOf(shortName).descendingMap().values().stream()
          .filter(definition -> definition.status() == TaskDefinitionStatus.ACTIVE)
          .findFirst();
    }
    String revision = shortName.substring(colon + 1);
    if (!revision.matches("[1-9][0-9]{0,8}")) {
      return Optional.empty();
    }
    return Optional.ofNullable(
        revisionsOf(shortName.substring(0, colon)).get(Integer.valueOf(revision)));
  }

  List<Tag> tagsOf(TaskDefinition definition) {
    return tags.getOrDefault(definition.taskDefinitionArn(), List.of());
  }

  @SuppressWarnings("NonApiType") // A sorted map with its descending view is what callers need.
  private TreeMap<Integer, TaskDefinition> revisionsOf(String family) {
    return families.getOrDefault(family, new TreeMap<>());
  }
}
