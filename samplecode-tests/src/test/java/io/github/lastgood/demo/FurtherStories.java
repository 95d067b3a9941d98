package io.github.lastgood.demo;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMinutes;

import io.github.lastgood.account.Billing;
import io.github.lastgood.account.Fleet;
import io.github.lastgood.account.FleetRelease;
import io.github.lastgood.account.Release;
import io.github.lastgood.account.Shop;
import io.github.lastgood.account.Strategy;
import io.github.lastgood.account.World;
import io.github.lastgood.account.autoscaling.GroupSpec;
import io.github.lastgood.account.event.Delivery;
import io.github.lastgood.stage.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.codepipeline.model.PipelineType;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;

/// What the demo does not tell because it looks like what it tells: the same rollbacks of every
/// kind begun by each of the other functions, also where what was good has to be made again.
final class FurtherStories {
  private static final Duration LENGTH = ofMinutes(40);
  private static final Duration IN_FLIGHT = ofMinutes(1);
  private static final Duration CLEANED_UP = ofMinutes(7);
  private static final Duration AFTERWARDS = ofMinutes(8);
  private static final Duration AGAIN = ofMinutes(24);

  /// The listener's own traffic, beside that of its rule.
  private static final String LISTENER_TARGET = "shop-default";

  /// Who begins the rollback.
  private enum Beginner {
    ALARM("by its alarm"),
    OPERATOR("by an operator"),
    PIPELINE("by a pipeline"),
    DEPLOYMENT("because it was bad before");

    private final String words;

    Beginner(String words) {
      this.words = words;
    }

    void begin(Play play, Duration when, String target) {
      switch (this) {
        case ALARM -> {}
        case OPERATOR -> play.then(play.at(when), () -> order(play, target));
        case PIPELINE ->
            play.then(
                play.at(when),
                () ->
                    play.world()
                        .account()
                        .codePipeline()
                        .run("{\"mode\":\"rollback\",\"target\":\"" + target + "\"}"));
        case DEPLOYMENT -> {
          play.then(play.at(when), () -> order(play, target));
          play.then(play.at(AGAIN), () -> play.subject().deployBad(play));
        }
      }
    }

    private static void order(Play play, String target) {
      operate(
          play,
          "{\"command\":\"rollback\",\"target\":\"%s\",\"by\":\"ana\",\"reason\":\"wrong prices\"}"
              .formatted(target));
    }
  }

  private FurtherStories() {}

  static List<Story> all() {
    var stories = new ArrayList<>(List.of(hookBeforeTheEvent(), imageByParameter()));
    for (var beginner : Beginner.values()) {
      stories.add(
          story(
              beginner,
              AFTERWARDS,
              "orders-api",
              FurtherStories::orders,
              FurtherStories::deregister));
      stories.add(
          story(
              beginner,
              AFTERWARDS,
              "web-fleet",
              FurtherStories::fleet,
              FurtherStories::deleteVersion));
      stories.add(
          story(beginner, AFTERWARDS, "shop-front", FurtherStories::front, listener(beginner)));
      stories.add(story(beginner, AFTERWARDS, "shop-dns", FurtherStories::dns, _ -> {}));
      stories.add(story(beginner, AFTERWARDS, "billing", FurtherStories::billing, _ -> {}));
      if (beginner != Beginner.ALARM) {
        stories.add(story(beginner, IN_FLIGHT, "orders-api", FurtherStories::orders, _ -> {}));
        stories.add(story(beginner, IN_FLIGHT, "billing", FurtherStories::billing, _ -> {}));
        stories.add(story(beginner, IN_FLIGHT, "web-fleet", FurtherStories::fleet, _ -> {}));
      }
    }
    return stories;
  }

  private static Story story(
      Beginner beginner,
      Duration when,
      String name,
      Function<World, Subject> subject,
      Consumer<Play> more) {
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
                  beginner.begin(play, when, play.subject().target());
                }));
  }

  /// What is known to be bad is rolled back when it is deployed again; a candidate is scaled in.
  private static void registerAgain(Play play) {
    var bad = "\"onQuarantined\": \"rollBack\", ";
    operate(
        play,
        Stage.event("operator/" + play.subject().registration())
            .replace("\"mode\":", bad + "\"mode\":")
            .replace("\"keep\"", "\"zero\""));
  }

  private static void operate(Play play, String command) {
    var answer = play.stage().operate(command);
    if (answer.has("error")) {
      throw new IllegalStateException("Refused: " + answer);
    }
  }

  private static void deregister(Play play) {
    play.then(play.at(CLEANED_UP), () -> play.world().deregister(Release.GOOD));
  }

  private static void deleteVersion(Play play) {
    var ec2 = play.world().account().ec2();
    play.then(
        play.at(CLEANED_UP),
        () -> ec2.deleteVersion(Fleet.TEMPLATE_ID, FleetRelease.GOOD.version()));
  }

  private static Consumer<Play> listener(Beginner beginner) {
    return play -> {
      operate(
          play,
          Stage.event("operator/register-alb-split.json")
              .replace("\"shop-front\"", "\"" + LISTENER_TARGET + "\"")
              .replaceAll(
                  "listener-rule/[^\"]*",
                  Shop.LISTENER.substring(Shop.LISTENER.indexOf("listener/"))));
      play.then(
          play.at(ZERO),
          () ->
              play.world()
                  .account()
                  .elb()
                  .modifyListener(r ->
                      r.listenerArn(Shop.LISTENER)
                          .defaultActions(Shop.actions(75, 25, false, false))));
      beginner.begin(play, AFTERWARDS, LISTENER_TARGET);
    };
  }

  /// The lifecycle hook asks before the deployment's own event has arrived, and while an alarm is
  /// red.
  private static Story hookBeforeTheEvent() {
    return Story.of(
            Chapter.MODES,
            "hook-before-event",
            "",
            ofMinutes(15),
            world ->
                Scene.of(
                    new Orders(world),
                    play -> {
                      world.configure(
                          Strategy.hooked(
                              Strategy.blueGreen(ofMinutes(5)),
                              "PRE_SCALE_UP",
                              "PRODUCTION_TRAFFIC_SHIFT"));
                      play.then(play.at(ZERO), () -> play.deploys(Release.BAD));
                      play.then(
                          play.at(Duration.ofSeconds(30)),
                          () -> world.account().alarms().hold(World.ALARM_5XX, StateValue.ALARM));
                    }))
        .delivering((_, listener) -> Delivery.dropping(_ -> true, listener));
  }

  /// A launch template that names its AMI by a parameter of Systems Manager.
  private static Story imageByParameter() {
    return Story.of(
        Chapter.MODES,
        "image-by-parameter",
        "",
        LENGTH,
        world ->
            Scene.of(
                fleet(world),
                play ->
                    play.then(
                        play.at(ZERO),
                        () -> {
                          var ec2 = world.account().ec2();
                          ec2.putImageParameter("/web/ami", FleetRelease.BAD.imageId());
                          var version =
                              ec2.addVersion(
                                  Fleet.TEMPLATE_ID,
                                  ResponseLaunchTemplateData.builder()
                                      .imageId("resolve:ssm:/web/ami")
                                      .iamInstanceProfile(profile -> profile.name("web-instance"))
                                      .build());
                          world
                              .account()
                              .autoScaling()
                              .startInstanceRefresh(request ->
                                  request
                                      .autoScalingGroupName(Fleet.GROUP)
                                      .desiredConfiguration(desired ->
                                          desired.launchTemplate(
                                              Fleet.specification(Long.toString(version)))));
                        })));
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
