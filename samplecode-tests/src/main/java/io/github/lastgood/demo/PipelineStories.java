package io.github.lastgood.demo;

import static io.github.lastgood.account.Release.BAD;
import static io.github.lastgood.account.Release.GOOD;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMinutes;

import io.github.lastgood.account.Release;
import io.github.lastgood.account.World;
import io.github.lastgood.target.Rollback.Status;
import java.util.List;
import software.amazon.awssdk.services.codepipeline.model.PipelineType;

/// Stories of a pipeline that asks Lastgood before it goes on.
final class PipelineStories {
  private static final String VERIFY = "{\"mode\":\"verify\",\"target\":\"orders-api\"}";

  private PipelineStories() {}

  static List<Story> all() {
    return List.of(verify(), stop(), rollbackStage());
  }

  private static Story verify() {
    return Story.of(
            Chapter.PIPELINE,
            "pipeline",
            "A pipeline verifies its deployment and fails when it is rolled back.",
            ofMinutes(37),
            world ->
                Scene.of(
                    new Orders(world),
                    play -> {
                      play.then(play.at(ZERO), () -> play.deploys(BAD));
                      play.then(
                          play.at(ofMinutes(10)),
                          () -> {
                            play.says(Who.TEAM, "The pipeline comes to its verify action.");
                            world.account().codePipeline().run(VERIFY);
                          });
                    },
                    Claim.runs(GOOD),
                    Claim.alarmsOk(World.SERVICE),
                    Claim.ended(Status.RECOVERED),
                    Claim.moves("ecs:UpdateService")))
        .afterwards("PipelineTest");
  }

  private static Story stop() {
    return Story.of(
            Chapter.PIPELINE,
            "pipeline-stop",
            "A rollback also stops the way into the pipeline's stage.",
            ofMinutes(37),
            world -> {
              var pipeline =
                  world
                      .account()
                      .codePipeline()
                      .create("shop-pipeline", PipelineType.V2, List.of("Source", "Build", "Prod"));
              return Scene.of(
                  new Orders(world, "register-pipeline.json"),
                  play -> {
                    play.then(play.at(ZERO), () -> pipeline.release(() -> bring(play, BAD)));
                    play.then(
                        play.at(ofMinutes(30)),
                        () -> {
                          play.says(Who.TEAM, "The pipeline is run again with the same source.");
                          pipeline.release(() -> bring(play, BAD));
                        });
                  },
                  Claim.runs(GOOD),
                  Claim.alarmsOk(World.SERVICE),
                  Claim.ended(Status.RECOVERED),
                  Claim.moves("ecs:UpdateService", "codepipeline:DisableStageTransition"));
            })
        .afterwards("pipeline.TransitionStoppedTest");
  }

  private static Story rollbackStage() {
    return Story.of(
            Chapter.PIPELINE,
            "pipeline-back",
            "Once recovered, the pipeline's stage is rolled back as well.",
            ofMinutes(60),
            world -> {
              var pipeline =
                  world
                      .account()
                      .codePipeline()
                      .create("shop-pipeline", PipelineType.V2, List.of("Source", "Build", "Prod"));
              pipeline.ranBefore("ecs-svc/" + World.GOOD_NUMBER, () -> bringGoodAgain(world));
              return Scene.of(
                  new Orders(world, "register-pipeline-rollback-stage.json"),
                  play -> play.then(play.at(ZERO), () -> pipeline.release(() -> bring(play, BAD))),
                  Claim.knownGood("orders-api:46"),
                  Claim.alarmsOk(World.SERVICE),
                  Claim.ended(Status.RECOVERED),
                  Claim.moves("ecs:UpdateService", "codepipeline:RollbackStage"));
            })
        .afterwards("pipeline.StageRolledBackTest");
  }

  /// The pipeline's ECS action registers a task definition of its own from the good image.
  private static String bringGoodAgain(World world) {
    var ecs = world.account().ecs();
    var good =
        ecs.describeTaskDefinition(d -> d.taskDefinition(World.taskDefinitionArn(GOOD)))
            .taskDefinition();
    var again =
        ecs.registerTaskDefinition(
                r -> r.family(good.family()).containerDefinitions(good.containerDefinitions()))
            .taskDefinition();
    world.deploy(World.SERVICE, again.taskDefinitionArn());
    return world.primary().id();
  }

  private static String bring(Play play, Release release) {
    play.deploys(release);
    return play.world().primary().id();
  }
}
