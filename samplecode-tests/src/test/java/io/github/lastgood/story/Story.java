package io.github.lastgood.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.lastgood.account.Release;
import io.github.lastgood.account.World;
import io.github.lastgood.account.WorldOptions;
import io.github.lastgood.account.call.Call;
import io.github.lastgood.account.call.CallHook;
import io.github.lastgood.account.event.AwsEventListener;
import io.github.lastgood.account.message.PublishedEvent;
import io.github.lastgood.account.message.PublishedNotice;
import io.github.lastgood.stage.Stage;
import io.github.lastgood.target.KnownGood;
import io.github.lastgood.target.Quarantined;
import io.github.lastgood.target.Revision;
import io.github.lastgood.target.Rollback;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.ecs.model.DescribeServiceDeploymentsRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServiceRevisionsRequest;
import software.amazon.awssdk.services.ecs.model.ListServiceDeploymentsRequest;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentBrief;

/// A story: the one world with Lastgood installed in it, the words to tell what happens, and what a
/// user sees of it as short lines that a test can list (about `orders-api`, oldest first).
///
/// After every story it holds that Lastgood never sent a desired count and made at most one
/// rollback of a deployment without an order.
class Story {
  private static final LocalDate DAY = LocalDate.parse("2026-11-02");
  private static final Map<String, String> MOVES =
      Map.of(
          "ecs:UpdateService", "taskDefinition",
          "ecs:StopServiceDeployment", "stopType",
          "ecs:RegisterTaskDefinition", "family");

  World world;
  Stage stage;

  /// The usual world, `orders-api` in mode `auto`.
  Story() {
    this(WorldOptions.usual(), "register.json");
  }

  /// Another world.
  Story(WorldOptions options) {
    this(options, "register.json");
  }

  /// @param registration a file of `events/operator/`
  Story(WorldOptions options, String registration) {
    world = World.create(options);
    stage = Stage.open(world, registration);
  }

  /// Begins anew in this world; only what `delivery` lets through arrives.
  final void begin(World other, UnaryOperator<AwsEventListener> delivery) {
    stage.close();
    world = other;
    stage = new Stage(other);
    stage.operate(Stage.event("operator/register.json"));
    stage.hear(delivery);
    stage.tickEveryMinute();
  }

  @AfterEach
  final void end() {
    try {
      assertThat(world.account().calls().callsOf("ecs:UpdateService"))
          .allSatisfy(call -> assertThat(call.arguments()).doesNotContainKey("desiredCount"));
      assertThat(stage.ledger().rollbacks(World.SERVICE))
          .filteredOn(rollback -> rollback.by().equals("lastgood"))
          .extracting(Rollback::deploymentId)
          .doesNotHaveDuplicates();
    } finally {
      stage.close();
    }
  }

  /// A developer deploys.
  final void deploy(Release release) {
    world.deploy(release);
  }

  /// Time goes by until that time of the day, such as `10:16` or `10:15:30`.
  final void until(String time) {
    world.advanceTo(DAY.atTime(LocalTime.parse(time)).toInstant(ZoneOffset.UTC));
  }

  /// A person gives a command.
  ///
  /// @param file of `events/operator/`
  final JsonNode operate(String file) {
    return stage.operate(Stage.event("operator/" + file));
  }

  /// A person gives a command that no file holds, signed by `ana`.
  ///
  /// @param more pairs of name and value
  final JsonNode order(String command, String... more) {
    var order = JsonNodeFactory.instance.objectNode().put("command", command);
    order.put("target", World.SERVICE).put("by", "ana").put("reason", "so the story goes");
    for (int i = 0; i < more.length; i += 2) {
      order.put(more[i], more[i + 1]);
    }
    return stage.operate(order.toString());
  }

  /// An alarm goes into that state and stays there.
  final void hold(String alarm, StateValue state) {
    world.account().alarms().hold(alarm, state);
  }

  /// An alarm follows what it watches again.
  final void release(String alarm) {
    world.account().alarms().release(alarm);
  }

  /// Something goes wrong at calls to AWS from now on.
  final void trouble(CallHook hook) {
    world.account().calls().hook(hook);
  }

  /// What the service runs: `orders-api:41`.
  final String running() {
    return label(stage.world().primary().taskDefinition());
  }

  /// Every deployment that ECS knows, whoever made it: `orders-api:42 SUCCESSFUL`.
  final List<String> deployments() {
    var ecs = stage.world().account().ecs();
    var list =
        ListServiceDeploymentsRequest.builder()
            .cluster(World.CLUSTER)
            .service(World.SERVICE)
            .build();
    return ecs.listServiceDeployments(list).serviceDeployments().reversed().stream()
        .map(brief -> taskDefinition(brief) + " " + brief.statusAsString())
        .toList();
  }

  private String taskDefinition(ServiceDeploymentBrief brief) {
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
  final List<String> moves() {
    return stage.world().account().calls().journal().stream()
        .filter(entry -> MOVES.containsKey(entry.call().name()) && entry.succeeded())
        .map(entry -> move(entry.call()))
        .toList();
  }

  private static String move(Call call) {
    return call.operation() + " " + label(call.argument(MOVES.getOrDefault(call.name(), "")));
  }

  /// The receipts, `ROLL_BACK ALARM_AFTER_DEPLOYMENT`, without those that only note something.
  final List<String> decisions() {
    return stage.receipts().reversed().stream()
        .map(receipt -> receipt.decision() + " " + receipt.reason())
        .filter(decision -> !decision.equals("IGNORE NOT_RED"))
        .toList();
  }

  /// The subjects of what people were told.
  final List<String> subjects() {
    return stage.notices().stream().map(PublishedNotice::subject).toList();
  }

  /// The types of Lastgood's events on the bus, from when the target was registered.
  final List<String> busEvents() {
    return stage.busEvents().stream().map(PublishedEvent::detailType).toList();
  }

  /// The notice with that subject.
  final String notice(String subject) {
    return stage.notices().stream()
        .filter(notice -> notice.subject().equals(subject))
        .map(PublishedNotice::message)
        .findFirst()
        .orElseThrow();
  }

  /// The ledger's rollbacks: `orders-api:42 -> orders-api:41 UPDATE_SERVICE RECOVERED`.
  final List<String> rollbacks() {
    return stage.ledger().rollbacks(World.SERVICE).reversed().stream()
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
  final List<String> knownGood() {
    return stage.orders().knownGood().stream()
        .map(KnownGood::revision)
        .map(Revision::label)
        .toList();
  }

  /// The quarantined revisions, newest first.
  final List<String> quarantine() {
    return stage.orders().quarantine().stream()
        .map(Quarantined::revision)
        .map(Revision::label)
        .toList();
  }

  /// `family:revision` of an ARN; anything without a slash stays as it is.
  static String label(String arn) {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }
}
