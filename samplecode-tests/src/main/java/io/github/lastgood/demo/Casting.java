package io.github.lastgood.demo;

import io.github.lastgood.account.Billing;
import io.github.lastgood.account.Fleet;
import io.github.lastgood.account.Shop;
import io.github.lastgood.account.World;
import java.time.Duration;
import java.util.Arrays;

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

  /// The target in a world that has none of it yet.
  Subject in(World world) {
    return switch (this) {
      case ORDERS_API -> new Orders(world);
      case BILLING -> new BillingGroup(world, Billing.onEcs(world, Duration.ofMinutes(30)));
      case WEB_FLEET -> new WebFleet(world, Fleet.in(world));
      case SHOP_FRONT -> new ShopFront(world, Shop.in(world));
      case SHOP_DNS -> new ShopDns(world, Shop.in(world));
    };
  }
}
