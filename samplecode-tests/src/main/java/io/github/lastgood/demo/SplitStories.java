package io.github.lastgood.demo;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMinutes;

import io.github.lastgood.account.Shop;
import io.github.lastgood.account.World;
import io.github.lastgood.target.Rollback.Status;
import java.util.List;

/// Stories of a version that gets its traffic by weights, of a load balancer or in DNS.
final class SplitStories {
  private SplitStories() {}

  static List<Story> all() {
    return List.of(albSwitch(), albCanary(), albSticky(), route53Canary());
  }

  private static Scene front(World world, boolean sticky, int blue, int green) {
    var subject = new ShopFront(world, Shop.in(world, sticky, false));
    return new Scene(
        subject,
        play -> play.then(play.at(ZERO), () -> subject.weighs(play, blue, green)),
        List.of(
            Claim.running(
                "The load balancer's rule has the weights shop-blue 100"
                    + (sticky ? "." : ", shop-green 0.")),
            Claim.alarmsOk(ShopFront.TARGET),
            Claim.ended(Status.RECOVERED),
            Claim.moves("elasticloadbalancing:ModifyRule"),
            Claim.quarantined("stable=" + blue + ",candidate=" + green),
            Claim.knownGood("stable=100,candidate=0")));
  }

  private static Story albSwitch() {
    return Story.of(
            Chapter.ALB_SWITCH,
            "alb-switch",
            "All traffic was switched to green, which hurts: it goes back to blue.",
            ofMinutes(30),
            world -> front(world, false, 0, 100))
        .afterwards("split.AlbSplitTest");
  }

  private static Story albCanary() {
    return Story.of(
            Chapter.ALB_CANARY,
            "alb-canary",
            "A canary has a quarter of the traffic and hurts: it gets none.",
            ofMinutes(30),
            world -> front(world, false, 75, 25))
        .inFlight("split.AlbSplitTest");
  }

  private static Story albSticky() {
    return Story.of(
            Chapter.ALB_CANARY,
            "alb-sticky",
            "The same with clients pinned by cookies: the canary leaves the rule.",
            ofMinutes(30),
            world -> front(world, true, 75, 25))
        .inFlight("split.AlbSplitTest");
  }

  private static Story route53Canary() {
    return Story.of(
            Chapter.ROUTE53_CANARY,
            "route53-canary",
            "A canary record has a quarter of the weight and hurts: it gets none.",
            ofMinutes(30),
            SplitStories::dns)
        .inFlight("split.Route53SplitTest");
  }

  private static Scene dns(World world) {
    var subject = new ShopDns(world, Shop.in(world));
    return Scene.of(
        subject,
        play -> play.then(play.at(ZERO), () -> subject.deployBad(play)),
        Claim.running("The records of shop.example.com have the weights blue 100, green 0."),
        Claim.alarmsOk(ShopDns.TARGET),
        Claim.ended(Status.RECOVERED),
        Claim.moves("route53:ChangeResourceRecordSets"),
        Claim.quarantined("stable=75,candidate=25"),
        Claim.knownGood("stable=100,candidate=0"));
  }
}
