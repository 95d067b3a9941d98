package io.github.lastgood.demo;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMinutes;

import io.github.lastgood.account.Shop;
import io.github.lastgood.account.World;
import io.github.lastgood.target.Rollback.Status;
import java.util.List;

/// Stories of the command `shift`: Lastgood itself moves the traffic forward, step by step.
final class TrafficShiftStories {
  /// What is behind green hurts when it gets a quarter of the traffic.
  private static final int HURTS_FROM = 25;

  private TrafficShiftStories() {}

  static List<Story> all() {
    return List.of(bad(), good(), dns());
  }

  private static Story bad() {
    return Story.of(
            Chapter.SHIFT,
            "shift",
            "5, 25, 50, 100 %: at 25 % it hurts, is rolled back and stops.",
            ofMinutes(30),
            TrafficShiftStories::thatHurts)
        .inFlight("split.ShiftTest");
  }

  private static Scene thatHurts(World world) {
    var shop = Shop.in(world);
    shop.deployBadGreen(HURTS_FROM);
    return Scene.of(
        new ShopFront(world, shop),
        play -> play.then(play.at(ZERO), () -> play.orders("shift.json")),
        Claim.running("The load balancer's rule has the weights shop-blue 100, shop-green 0."),
        Claim.alarmsOk(ShopFront.TARGET),
        Claim.ended(Status.RECOVERED),
        Claim.moves(
            "elasticloadbalancing:ModifyRule",
            "elasticloadbalancing:ModifyRule",
            "elasticloadbalancing:ModifyRule"),
        Claim.quarantined("stable=75,candidate=25"),
        Claim.knownGood("stable=100,candidate=0"));
  }

  private static Story good() {
    return Story.of(
            Chapter.SHIFT,
            "shift-good",
            "The same with a good version: it gets all traffic and is known good.",
            ofMinutes(40),
            world ->
                Scene.of(
                    new ShopFront(world, Shop.in(world)),
                    play -> play.then(play.at(ZERO), () -> play.orders("shift.json")),
                    Claim.running(
                        "The load balancer's rule has the weights shop-blue 0, shop-green 100."),
                    Claim.alarmsOk(ShopFront.TARGET),
                    Claim.noRollback(),
                    Claim.moves(
                        "elasticloadbalancing:ModifyRule",
                        "elasticloadbalancing:ModifyRule",
                        "elasticloadbalancing:ModifyRule",
                        "elasticloadbalancing:ModifyRule"),
                    Claim.knownGood("stable=0,candidate=100")))
        .forward("split.ShiftTest");
  }

  private static Story dns() {
    return Story.of(
            Chapter.SHIFT,
            "shift-dns",
            "The same in DNS: a step counts when Route 53 is in sync.",
            ofMinutes(30),
            world ->
                Scene.of(
                    new ShopDns(world, Shop.in(world)),
                    play -> play.then(play.at(ZERO), () -> play.orders("shift-dns.json")),
                    Claim.running(
                        "The records of shop.example.com have the weights blue 0, green 100."),
                    Claim.alarmsOk(ShopDns.TARGET),
                    Claim.noRollback(),
                    Claim.moves(
                        "route53:ChangeResourceRecordSets", "route53:ChangeResourceRecordSets"),
                    Claim.knownGood("stable=0,candidate=100")))
        .forward("split.ShiftTest");
  }
}
