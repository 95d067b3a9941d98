package io.github.lastgood.demo;

import io.github.lastgood.account.Billing;
import io.github.lastgood.account.Fleet;
import io.github.lastgood.account.Shop;
import io.github.lastgood.account.World;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import software.amazon.awssdk.services.codepipeline.model.PipelineType;

/// Which target an event of the user's choice speaks of. What speaks of none plays beside
/// `orders-api`.
enum Casting {
  ORDERS_API(World.SERVICE, World.ALARM_5XX, "aws.ecs"),
  BILLING(BillingGroup.TARGET, Billing.ALARM, "aws.codedeploy"),
  WEB_FLEET(Fleet.TARGET, Fleet.ALARM, "aws.autoscaling"),
  SHOP_FRONT(ShopFront.TARGET, Shop.ALARM_FRONT, "aws.elasticloadbalancing"),
  SHOP_DNS(ShopDns.TARGET, Shop.ALARM_DNS, "aws.route53");

  private final String target;
  private final String alarm;
  private final String source;

  Casting(String target, String alarm, String source) {
    this.target = target;
    this.alarm = alarm;
    this.source = source;
  }

  /// The target of a command, the service behind a deployment event, the owner of an alarm.
  static Casting of(Parcel parcel) {
    var json = parcel.json();
    var named = json.path("target");
    var name = named.isObject() ? named.path("name").asText() : named.asText();
    var source = json.path("source").asText();
    var alarms = parcel.alarms().stream().map(AlarmWord::name).toList();
    return Arrays.stream(values())
        .filter(each ->
            each.target.equals(name) || each.source.equals(source) || alarms.contains(each.alarm))
        .findFirst()
        .orElse(ORDERS_API);
  }

  /// The target in a world that has none of it yet, registered so that the event has something to
  /// say.
  Subject in(World world, Parcel parcel) {
    return switch (this) {
      case ORDERS_API -> orders(world, parcel);
      case BILLING -> new BillingGroup(world, Billing.onEcs(world, Duration.ofMinutes(30)));
      case WEB_FLEET -> new WebFleet(world, Fleet.in(world));
      case SHOP_FRONT -> new ShopFront(world, Shop.in(world));
      case SHOP_DNS -> new ShopDns(world, Shop.in(world));
    };
  }

  /// A yes and a no need a question; a target's pipeline must be there to be named.
  private static Orders orders(World world, Parcel parcel) {
    if (parcel.json().path("target").has("pipeline")) {
      world
          .account()
          .codePipeline()
          .create("shop-pipeline", PipelineType.V2, List.of("Source", "Build", "Prod"));
    }
    return switch (parcel.json().path("command").asText()) {
      case "approve", "reject" -> new Orders(world, "register-approve.json");
      default -> new Orders(world);
    };
  }
}
