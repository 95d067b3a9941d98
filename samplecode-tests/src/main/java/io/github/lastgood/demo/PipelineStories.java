package io.github.lastgood.demo;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMinutes;

import io.github.lastgood.account.Release;
import io.github.lastgood.account.World;
import io.github.lastgood.target.Rollback.Status;
import java.util.List;

/// Stories of a pipeline that asks Lastgood before it goes on.
final class PipelineStories {
  private static final String VERIFY = "{\"mode\":\"verify\",\"target\":\"orders-api\"}";

  private PipelineStories() {}

  static List<Story> all() {
    return List.of(verify());
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
                      play.then(play.at(ZERO), () -> play.deploys(Release.BAD));
                      play.then(
                          play.at(ofMinutes(10)),
                          () -> {
                            play.says(Who.TEAM, "The pipeline comes to its verify action.");
                            world.account().codePipeline().run(VERIFY);
                          });
                    },
                    Claim.runs(Release.GOOD),
                    Claim.alarmsOk(World.SERVICE),
                    Claim.ended(Status.RECOVERED),
                    Claim.moves("ecs:UpdateService")))
        .afterwards("PipelineTest");
  }
}
