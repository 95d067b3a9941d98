package io.github.lastgood.story.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lastgood.account.Release;
import io.github.lastgood.account.World;
import io.github.lastgood.account.WorldOptions;
import io.github.lastgood.account.call.CallHook;
import io.github.lastgood.account.call.JournalEntry;
import io.github.lastgood.account.codepipeline.SimulatedPipeline;
import io.github.lastgood.account.message.PublishedEvent;
import io.github.lastgood.account.message.PublishedNotice;
import io.github.lastgood.stage.Stage;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.PipelineType;

/// The usual world, in which `shop-pipeline` deploys `orders-api` by its stage `Prod`.
final class PipelineStory implements AutoCloseable {
  private static final LocalDate DAY = LocalDate.parse("2026-11-02");

  final World world;
  final Stage stage;
  final SimulatedPipeline pipeline;

  private PipelineStory(World world, PipelineType type) {
    this.world = world;
    this.stage = new Stage(world);
    this.pipeline =
        world
            .account()
            .codePipeline()
            .create("shop-pipeline", type, List.of("Source", "Build", "Prod"));
    pipeline.ranBefore("ecs-svc/" + World.GOOD_NUMBER, this::deployGoodAnew);
  }

  /// Nothing is registered yet.
  static PipelineStory unregistered(PipelineType type) {
    return new PipelineStory(World.create(WorldOptions.usual()), type);
  }

  /// `orders-api` is registered.
  ///
  /// @param registration a file of `events/operator/`
  static PipelineStory open(String registration) {
    var opened = unregistered(PipelineType.V2);
    var answer = opened.operate(registration);
    if (answer.has("error")) {
      throw new IllegalStateException("The target was refused: " + answer);
    }
    opened.stage.hear(UnaryOperator.identity());
    opened.stage.tickEveryMinute();
    return opened;
  }

  /// The ECS action registers a task definition of its own from the image that the artifact names.
  private String deployGoodAnew() {
    var ecs = world.account().ecs();
    var good =
        ecs.describeTaskDefinition(d -> d.taskDefinition(World.taskDefinitionArn(Release.GOOD)))
            .taskDefinition();
    var anew =
        ecs.registerTaskDefinition(r ->
                r.family(good.family())
                    .containerDefinitions(good.containerDefinitions())
                    .cpu(good.cpu())
                    .memory(good.memory()))
            .taskDefinition();
    world.deploy(World.SERVICE, anew.taskDefinitionArn());
    return world.primary().id();
  }

  /// A commit comes in that leads to that release.
  void release(Release release) {
    pipeline.release(() -> {
      world.deploy(release);
      return world.primary().id();
    });
  }

  void until(String time) {
    world.advanceTo(DAY.atTime(LocalTime.parse(time)).toInstant(ZoneOffset.UTC));
  }

  JsonNode operate(String file) {
    return stage.operate(Stage.event("operator/" + file));
  }

  void trouble(CallHook hook) {
    world.account().calls().hook(hook);
  }

  /// The calls to CodePipeline that Lastgood made, with how each ended: `GetPipelineState OK`.
  List<String> pipelineCalls() {
    return world.account().calls().journal().stream()
        .filter(entry -> entry.call().service().equals("codepipeline"))
        .map(PipelineStory::words)
        .toList();
  }

  private static String words(JournalEntry entry) {
    return entry.call().operation() + (entry.succeeded() ? "" : " " + entry.outcome());
  }

  /// What ECS and CodePipeline were asked to change, in order.
  List<String> changes() {
    return world.account().calls().journal().stream()
        .filter(JournalEntry::succeeded)
        .map(entry -> entry.call().operation())
        .filter(List.of("UpdateService", "DisableStageTransition", "RollbackStage")::contains)
        .toList();
  }

  /// What the service runs: `orders-api:41`.
  String running() {
    var arn = world.primary().taskDefinition();
    return arn.substring(arn.lastIndexOf('/') + 1);
  }

  /// `UPDATE_SERVICE RECOVERED`, oldest first.
  List<String> rollbacks() {
    return stage.ledger().rollbacks(World.SERVICE).reversed().stream()
        .map(rollback -> rollback.method() + " " + rollback.status())
        .toList();
  }

  List<String> subjects() {
    return stage.notices().stream().map(PublishedNotice::subject).toList();
  }

  /// The text of the notice with that subject.
  String notice(String subject) {
    return stage.notices().stream()
        .filter(notice -> notice.subject().equals(subject))
        .map(PublishedNotice::message)
        .findFirst()
        .orElseThrow();
  }

  /// The bus events about the pipeline.
  List<String> pipelineEvents() {
    return stage.busEvents().stream()
        .map(PublishedEvent::detailType)
        .filter(type -> type.startsWith("Pipeline"))
        .toList();
  }

  @Nullable String stopped() {
    return pipeline.stopped().orElse(null);
  }

  @Override
  public void close() {
    stage.close();
  }
}
