package io.github.lastgood.story.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lastgood.account.Billing;
import io.github.lastgood.account.Fleet;
import io.github.lastgood.account.FleetRelease;
import io.github.lastgood.account.Shop;
import io.github.lastgood.account.World;
import io.github.lastgood.account.codepipeline.SimulatedPipeline;
import io.github.lastgood.stage.Stage;
import io.github.lastgood.target.Rollback.Status;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codepipeline.model.PipelineType;

/// Whatever a target is, the stage that deploys it hears of its rollbacks.
class EveryKindTest {
  private static final Duration LONG = Duration.ofMinutes(80);

  private final World world = World.create();
  private final Stage stage = new Stage(world);
  private final SimulatedPipeline pipeline =
      world
          .account()
          .codePipeline()
          .create("shop-pipeline", PipelineType.V2, List.of("Source", "Prod"));

  @AfterEach
  void close() {
    stage.close();
  }

  private void register(String file, String onRollback) throws JsonProcessingException {
    var json = new ObjectMapper();
    var command = (ObjectNode) json.readTree(Stage.event("operator/" + file));
    ((ObjectNode) command.path("target"))
        .putObject("pipeline")
        .put("name", "shop-pipeline")
        .put("stage", "Prod")
        .put("onRollback", onRollback);
    assertThat(stage.operate(command.toString()).has("error")).isFalse();
    stage.hear(UnaryOperator.identity());
    stage.tickEveryMinute();
  }

  private void assertRecovered(String target) {
    assertThat(stage.ledger().rollbacks(target).getLast().status()).isEqualTo(Status.RECOVERED);
    assertThat(stage.ledger().followUps()).isEmpty();
  }

  @Test
  void anAutoScalingGroup() throws JsonProcessingException {
    var fleet = Fleet.in(world);
    register("register-auto-scaling-group.json", "stopTransition");
    pipeline.release(() -> fleet.refresh(FleetRelease.BAD));
    world.advance(LONG);

    assertRecovered(Fleet.TARGET);
    assertThat(pipeline.stopped().orElseThrow()).startsWith("Lastgood rolled web-fleet back from");
  }

  @Test
  void recordsInDns() throws JsonProcessingException {
    var shop = Shop.in(world);
    register("register-route53-split.json", "stopTransition");
    pipeline.release(() -> {
      shop.deployBadGreen(10);
      shop.weighRecords(75, 25);
      return "shifted";
    });
    world.advance(LONG);

    assertRecovered("shop-dns");
    assertThat(pipeline.stopped().orElseThrow()).startsWith("Lastgood rolled shop-dns back from");
  }

  @Test
  void aTrafficSplitOfALoadBalancer() throws JsonProcessingException {
    var shop = Shop.in(world);
    register("register-alb-split.json", "stopTransition");
    pipeline.release(() -> {
      shop.deployBadGreen(10);
      shop.weigh(75, 25);
      return "shifted";
    });
    world.advance(LONG);

    assertRecovered("shop-front");
    assertThat(pipeline.stopped().orElseThrow()).startsWith("Lastgood rolled shop-front back from");
  }

  @Test
  void aCodeDeployGroupWhoseStageIsRolledBackToTheProvenExecution() throws JsonProcessingException {
    var billing = Billing.onEcs(world, Duration.ofMinutes(1));
    pipeline.ranBefore(billing.newest().deploymentId(), () -> billing.deploy(Billing.FIXED));
    register("register-code-deploy.json", "rollbackStage");
    pipeline.release(() -> billing.deploy(Billing.BAD));
    world.advance(LONG);

    assertRecovered("billing");
    assertThat(pipeline.runs())
        .containsExactly("STANDARD SUCCEEDED", "STANDARD SUCCEEDED", "ROLLBACK SUCCEEDED");
    assertThat(pipeline.stopped()).isEmpty();
  }
}
