package io.github.lastgood.story;

import io.github.lastgood.account.World;
import io.github.lastgood.account.call.Call;
import io.github.lastgood.account.message.PublishedEvent;
import io.github.lastgood.account.message.PublishedNotice;
import io.github.lastgood.stage.Stage;
import io.github.lastgood.target.KnownGood;
import io.github.lastgood.target.Quarantined;
import io.github.lastgood.target.Revision;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ecs.model.DescribeServiceDeploymentsRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServiceRevisionsRequest;
import software.amazon.awssdk.services.ecs.model.ListServiceDeploymentsRequest;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentBrief;

/// What a user sees of a story, as short lines that a test can list. All of it is about
/// `orders-api`, oldest first.
final class Story {
  private static final Map<String, String> MOVES =
      Map.of(
          "ecs:UpdateService", "taskDefinition",
          "ecs:StopServiceDeployment", "stopType",
          "ecs:RegisterTaskDefinition", "family");

  private Story() {}

  /// What the service runs: `orders-api:41`.
  static String running(Stage stage) {
    return label(stage.world().primary().taskDefinition());
  }

  /// Every deployment that ECS knows, whoever made it: `orders-api:42 SUCCESSFUL`.
  static List<String> deployments(Stage stage) {
    var ecs = stage.world().account().ecs();
    var list =
        ListServiceDeploymentsRequest.builder()
            .cluster(World.CLUSTER)
            .service(World.SERVICE)
            .build();
    return ecs.listServiceDeployments(list).serviceDeployments().reversed().stream()
        .map(brief -> taskDefinition(stage, brief) + " " + brief.statusAsString())
        .toList();
  }

  private static String taskDefinition(Stage stage, ServiceDeploymentBrief brief) {
    var ecs = stage.world().account().ecs();
    var deployment =
        ecs.describeServiceDeployments(
                DescribeServiceDeploymentsRequest.builder()
                    .serviceDeploymentArns(brief.serviceDeploymentArn())
                    .build())
            .serviceDeployments()
            .getFirst();
    var revision =
        DescribeServiceRevisionsRequest.builder()
            .serviceRevisionArns(deployment.targetServiceRevision().arn())
            .build();
    return label(
        ecs.describeServiceRevisions(revision).serviceRevisions().getFirst().taskDefinition());
  }

  /// What Lastgood asked ECS to change, and ECS accepted: `UpdateService orders-api:41`.
  static List<String> moves(Stage stage) {
    return stage.world().account().calls().journal().stream()
        .filter(entry -> MOVES.containsKey(entry.call().name()) && entry.succeeded())
        .map(entry -> move(entry.call()))
        .toList();
  }

  private static String move(Call call) {
    return call.operation() + " " + label(call.argument(MOVES.get(call.name())));
  }

  /// The receipts, `ROLL_BACK ALARM_AFTER_DEPLOYMENT`, without those that only note something.
  static List<String> decisions(Stage stage) {
    return stage.receipts().reversed().stream()
        .map(receipt -> receipt.decision() + " " + receipt.reason())
        .filter(decision -> !decision.equals("IGNORE NOT_RED"))
        .toList();
  }

  /// The subjects of what people were told.
  static List<String> subjects(Stage stage) {
    return stage.notices().stream().map(PublishedNotice::subject).toList();
  }

  /// The types of Lastgood's events on the bus, from when the target was registered.
  static List<String> busEvents(Stage stage) {
    return stage.busEvents().stream().map(PublishedEvent::detailType).toList();
  }

  /// The ledger's rollbacks: `orders-api:42 -> orders-api:41 UPDATE_SERVICE RECOVERED`.
  static List<String> rollbacks(Stage stage) {
    return stage.lastgood().ledger().rollbacks(World.SERVICE).reversed().stream()
        .map(rollback ->
            "%s -> %s %s %s"
                .formatted(
                    rollback.from().label(),
                    rollback.to().label(),
                    rollback.method(),
                    rollback.status()))
        .toList();
  }

  /// The known-good revisions, newest first.
  static List<String> knownGood(Stage stage) {
    return stage.orders().knownGood().stream()
        .map(KnownGood::revision)
        .map(Revision::label)
        .toList();
  }

  /// The quarantined revisions, newest first.
  static List<String> quarantine(Stage stage) {
    return stage.orders().quarantine().stream()
        .map(Quarantined::revision)
        .map(Revision::label)
        .toList();
  }

  /// How often each line comes.
  static Map<String, Long> counted(List<String> lines) {
    return lines.stream().collect(Collectors.groupingBy(line -> line, Collectors.counting()));
  }

  /// `family:revision` of an ARN; anything without a slash stays as it is.
  static String label(String arn) {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }
}
