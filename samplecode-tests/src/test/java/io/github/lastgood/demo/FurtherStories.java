package io.github.lastgood.demo;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMinutes;

import io.github.lastgood.account.Billing;
import io.github.lastgood.account.Fleet;
import io.github.lastgood.account.Shop;
import io.github.lastgood.account.World;
import io.github.lastgood.account.autoscaling.GroupSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import software.amazon.awssdk.services.codepipeline.model.PipelineType;

/// What the demo does not tell because it looks like what it tells: the same rollbacks of every
/// kind, begun by each of the other functions.
final class FurtherStories {
  private static final Duration LENGTH = ofMinutes(40);
  private static final Duration IN_FLIGHT = ofMinutes(1);
  private static final Duration AFTERWARDS = ofMinutes(8);

  /// Who begins the rollback.
  private enum Beginner {
    OPERATOR("by an operator"),
    PIPELINE("by a pipeline"),
    DEPLOYMENT("because it was bad before");

    private final String words;

    Beginner(String words) {
      this.words = words;
    }

    void begin(Play play, Duration when) {
      var target = play.subject().target();
      switch (this) {
        case OPERATOR -> play.then(play.at(when), () -> orders(play, target));
        case PIPELINE -> play.then(play.at(when), () -> pipelineOrders(play, target));
        case DEPLOYMENT -> {
          play.then(play.at(when), () -> orders(play, target));
          play.then(play.at(ofMinutes(24)), () -> play.subject().deployBad(play));
        }
      }
    }

    private static void orders(Play play, String target) {
      play.stage()
          .operate(
              "{\"command\":\"rollback\",\"target\":\"%s\",\"by\":\"ana\",\"reason\":\"wrong prices\"}"
                  .formatted(target));
    }

    private static void pipelineOrders(Play play, String target) {
      play.world()
          .account()
          .codePipeline()
          .run("{\"mode\":\"rollback\",\"target\":\"%s\"}".formatted(target));
    }
  }

  private FurtherStories() {}

  static List<Story> all() {
    var stories = new ArrayList<Story>();
    for (var beginner : Beginner.values()) {
      for (var when : List.of(IN_FLIGHT, AFTERWARDS)) {
        stories.add(story(beginner, when, "orders-api", FurtherStories::orders, _ -> {}));
        stories.add(story(beginner, when, "billing", FurtherStories::billing, _ -> {}));
        stories.add(story(beginner, when, "web-fleet", FurtherStories::fleet, _ -> {}));
      }
      stories.add(story(beginner, AFTERWARDS, "shop-front", FurtherStories::front, _ -> {}));
      stories.add(story(beginner, AFTERWARDS, "shop-dns", FurtherStories::dns, _ -> {}));
    }
    return stories;
  }

  private static Story story(
      Beginner beginner,
      Duration when,
      String name,
      Function<World, Subject> subject,
      java.util.function.Consumer<Play> more) {
    return Story.of(
        Chapter.MODES,
        name + (when.equals(IN_FLIGHT) ? ", in flight, " : ", afterwards, ") + beginner.words,
        "",
        LENGTH,
        world ->
            Scene.of(
                subject.apply(world),
                play -> {
                  registerAgain(play);
                  more.accept(play);
                  play.then(play.at(ZERO), () -> play.subject().deployBad(play));
                  beginner.begin(play, when);
                }));
  }

  /// What is known to be bad is rolled back when it is deployed again.
  private static void registerAgain(Play play) {
    var answer =
        play.stage()
            .operate(
                io.github.lastgood.stage.Stage.event("operator/" + play.subject().registration())
                    .replace(
                        "\"mode\": \"auto\"", "\"mode\": \"auto\", \"onQuarantined\": \"rollBack\"")
                    .replace("\"keep\"", "\"zero\""));
    if (answer.has("error")) {
      throw new IllegalStateException("The target was refused: " + answer);
    }
  }

  private static Subject orders(World world) {
    var pipeline =
        world
            .account()
            .codePipeline()
            .create("shop-pipeline", PipelineType.V2, List.of("Source", "Build", "Prod"));
    pipeline.ranBefore("ecs-svc/" + World.GOOD_NUMBER, () -> "ecs-svc/" + World.GOOD_NUMBER);
    return new Orders(world, "register-pipeline-rollback-stage.json");
  }

  private static Subject billing(World world) {
    return new BillingGroup(world, Billing.onEcs(world, ofMinutes(1)));
  }

  private static Subject fleet(World world) {
    return new WebFleet(world, Fleet.in(world));
  }

  private static Subject front(World world) {
    Fleet.in(world);
    world
        .account()
        .autoScaling()
        .createGroup(
            new GroupSpec(
                "web-green",
                "0c9f6a2e-51d3-4b7e-8f60-3a1d2b4c5e6f",
                Fleet.specification("7"),
                null,
                2,
                world.account().now()));
    return new ShopFront(world, Shop.in(world));
  }

  private static Subject dns(World world) {
    return new ShopDns(world, Shop.in(world));
  }
}
