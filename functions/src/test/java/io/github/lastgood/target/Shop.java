package io.github.lastgood.target;

import io.github.lastgood.target.Deployment.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The traffic splits that the unit tests speak of: `shop-front` behind a load balancer and
/// `shop-dns` in DNS. Everything on the stable side is known good.
public final class Shop {
  private Shop() {}

  private static final String ELB = "arn:aws:elasticloadbalancing:eu-west-1:111122223333:";
  public static final String LISTENER = ELB + "listener/app/shop/50dc6c495c0c9188/f2f7dc8efc522ab2";
  public static final String RULE =
      ELB + "listener-rule/app/shop/50dc6c495c0c9188/f2f7dc8efc522ab2/9683b2d02a6cabee";
  public static final String BLUE = ELB + "targetgroup/shop-blue/6d0ecf831eec9f09";
  public static final String GREEN = ELB + "targetgroup/shop-green/73e2d6bc24d8a067";

  public static final Resource.AlbTrafficSplit FRONT = front(2, false);
  public static final Resource.Route53TrafficSplit DNS =
      new Resource.Route53TrafficSplit(
          "Z0SHOPEXAMPLE", "shop.example.com", "A", "blue", "green", 60);

  public static final String ALARM = Orders.alarmArn("shop-front-5xx");
  public static final Instant NOW = Orders.NOW;
  public static final Split STABLE = new Split(100, 0);
  public static final Split CANDIDATE = new Split(0, 100);

  public static Resource.AlbTrafficSplit front(int minHealthyTargets, boolean scaleCandidateIn) {
    return new Resource.AlbTrafficSplit(
        RULE, BLUE, GREEN, "web-green", minHealthyTargets, scaleCandidateIn);
  }

  /// A deployment of that split as the actions see it: without an id of its own.
  public static Deployment seen(Split split) {
    return new Deployment(
        "",
        split.revision(),
        Origin.TEAM,
        Instant.EPOCH,
        split.isWhole() ? Instant.EPOCH : null,
        null,
        null,
        null,
        0);
  }

  public static LiveState.Running live(Split split) {
    return new LiveState.Running(seen(split), false, false);
  }

  /// The deployment of a split as the ledger holds it.
  public static Deployment deployment(String id, Split split, @Nullable Instant settledAt) {
    return new Deployment(
        id, split.revision(), Origin.TEAM, Orders.STARTED, settledAt, null, null, null, 0);
  }

  /// Everything is on the stable side, known good, and quiet.
  public static TargetState state() {
    return state(FRONT);
  }

  public static TargetState state(Resource resource) {
    return TargetState.registered(
            new Target("shop-front", resource, List.of(ALARM), Policy.of(Mode.AUTO)))
        .withKnownGood(new KnownGood(STABLE.revision(), "split-1", Orders.STARTED, "registration"))
        .withCurrent(deployment("split-1", STABLE, Orders.SETTLED))
        .withAlarm(ALARM, AlarmStatus.of(AlarmState.OK, Orders.QUIET));
  }

  /// A shift to the candidate, ordered now.
  public static Shift shift(Integer... steps) {
    return new Shift(true, List.of(steps), Duration.ofMinutes(5), 0, NOW, null, "ana", "v8", null);
  }

  /// The rollback of everything on the candidate side to that split, claimed and not moved yet.
  public static Rollback rollback(Split to) {
    return new Rollback(
        "shop-front.split-2",
        "split-2",
        (to.equals(STABLE) ? CANDIDATE : STABLE).revision(),
        to.revision(),
        Method.SHIFT_TRAFFIC,
        Rollback.Status.PENDING,
        "shop-front-5xx went red.",
        "lastgood",
        List.of(ALARM),
        NOW,
        NOW.plusSeconds(45),
        null,
        null,
        null,
        null,
        null,
        null);
  }
}
