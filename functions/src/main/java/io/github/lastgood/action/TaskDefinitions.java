package io.github.lastgood.action;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lastgood.target.Candidate;
import io.github.lastgood.target.Candidate.AsCopy;
import io.github.lastgood.target.Candidate.Availability;
import io.github.lastgood.target.Candidate.Gone;
import io.github.lastgood.target.Candidate.Ready;
import io.github.lastgood.target.Image;
import io.github.lastgood.target.Revision;
import io.github.lastgood.target.Rollback;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionField;

/// Task definitions: whether one can be deployed, what is needed to register it again, and the copy
/// that is registered when it was deregistered (CloudFormation does that with every update).
final class TaskDefinitions {
  /// A task definition that bears it with the value `true` is never rolled back past.
  static final String BARRIER_TAG = "lastgood:barrier";

  static final String ROLLBACK_TAG = "lastgood:rollback";
  static final String COPY_OF_TAG = "lastgood:copy-of";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final EcsClient ecs;
  private final Images images;
  private final Parallel parallel;

  TaskDefinitions(EcsClient ecs, Images images, Parallel parallel) {
    this.ecs = ecs;
    this.images = images;
    this.parallel = parallel;
  }

  Candidate check(Revision revision) {
    var imagesNow = parallel.ask(() -> images.check(revision.images()));
    var definition = describe(revision.id());
    var found = imagesNow.answer();
    return new Candidate(revision, availability(revision, definition, found));
  }

  private static Availability availability(
      Revision revision,
      Optional<DescribeTaskDefinitionResponse> definition,
      Images.Checked imagesNow) {
    var status = definition.map(found -> found.taskDefinition().statusAsString()).orElse("unknown");
    return switch (imagesNow.finding()) {
      case GONE -> new Gone(imagesNow.words());
      case TAG_MOVED -> new AsCopy(imagesNow.words());
      case PRESENT ->
          status.equals("ACTIVE")
              ? new Ready()
              : new AsCopy("Task definition " + revision.label() + " is " + status + ".");
    };
  }

  /// Why a task definition cannot be deployed as it is; empty when it is ACTIVE.
  Optional<String> notActive(String arn) {
    var status =
        describe(arn).map(found -> found.taskDefinition().statusAsString()).orElse("unknown");
    return status.equals("ACTIVE")
        ? Optional.empty()
        : Optional.of("Task definition " + Revision.of(arn).label() + " is " + status + ".");
  }

  Optional<String> definitionOf(Revision revision) {
    return describe(revision.id())
        .map(found -> {
          var definition = SdkJson.write(found.taskDefinition());
          if (found.hasTags() && !found.tags().isEmpty()) {
            definition.set(
                "tags", JSON.valueToTree(found.tags().stream().map(SdkJson::write).toList()));
          }
          return definition.toString();
        });
  }

  /// Whether its tags say that nobody may roll back past it. One that ECS does not know says
  /// nothing.
  boolean isBarrier(Revision revision) {
    return describe(revision.id())
        .filter(found -> found.tags().contains(tag(BARRIER_TAG, "true")))
        .isPresent();
  }

  /// A definition that ECS does not know is a client error.
  private Optional<DescribeTaskDefinitionResponse> describe(String arn) {
    try {
      var request =
          DescribeTaskDefinitionRequest.builder()
              .taskDefinition(arn)
              .include(TaskDefinitionField.TAGS)
              .build();
      return Optional.of(ecs.describeTaskDefinition(request));
    } catch (EcsException e) {
      if (AwsErrors.isFinal(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /// `RegisterTaskDefinition` takes no client token. The copy carries the rollback's id as a tag,
  /// and the family's newest revision is looked at first, so that a second try finds the first
  /// one's copy.
  String registerCopy(Rollback rollback, String definition) {
    var stored = parse(definition);
    return describe(stored.path("family").asText())
        .filter(newest -> newest.tags().contains(tag(ROLLBACK_TAG, rollback.id())))
        .map(DescribeTaskDefinitionResponse::taskDefinition)
        .map(TaskDefinition::taskDefinitionArn)
        .orElseGet(() -> register(rollback, stored));
  }

  /// The roles that a stored definition names: the tasks' own, and the one that starts them.
  static List<String> rolesOf(String definition) {
    var stored = parse(definition);
    return Stream.of("taskRoleArn", "executionRoleArn")
        .map(member -> stored.path(member).asText())
        .filter(role -> !role.isEmpty())
        .distinct()
        .toList();
  }

  private String register(Rollback rollback, ObjectNode stored) {
    pinImages(rollback.to(), stored);
    var request = SdkJson.read(stored, RegisterTaskDefinitionRequest.builder());
    var tags = new ArrayList<Tag>();
    request.build().tags().stream()
        .filter(tag -> !tag.key().startsWith("aws:") && !tag.key().startsWith("lastgood:"))
        .forEach(tags::add);
    tags.add(tag(ROLLBACK_TAG, rollback.id()));
    tags.add(tag(COPY_OF_TAG, rollback.to().id()));
    return ecs.registerTaskDefinition(request.tags(tags).build())
        .taskDefinition()
        .taskDefinitionArn();
  }

  /// The copy names its images by digest, so that it runs what was proven, whatever the tags mean
  /// by now.
  private static void pinImages(Revision good, ObjectNode stored) {
    for (var container : stored.path("containerDefinitions")) {
      good.images().stream()
          .filter(image -> !image.digest().isEmpty())
          .filter(image -> image.container().equals(container.path("name").asText()))
          .map(Image::pinned)
          .forEach(pinned -> ((ObjectNode) container).put("image", pinned));
    }
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }

  private static ObjectNode parse(String definition) {
    try {
      return (ObjectNode) JSON.readTree(definition);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("A stored task definition is not JSON", e);
    }
  }
}
