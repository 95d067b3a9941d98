package io.github.lastgood.demo;

import io.github.lastgood.account.Shop;
import io.github.lastgood.account.World;
import java.util.List;
import java.util.stream.Collectors;

/// `shop-front`, two target groups that share a rule's traffic.
record ShopFront(World world, Shop shop) implements Subject {
  /// Its name in Lastgood.
  static final String TARGET = "shop-front";

  /// What is behind green hurts from this share of the traffic on.
  private static final int HURTS_FROM = 10;

  @Override
  public String target() {
    return TARGET;
  }

  @Override
  public String opening() {
    return "shop-blue has had all the traffic of the shop's load balancer for four days.";
  }

  @Override
  public String registration() {
    return "register-alb-split.json";
  }

  @Override
  public List<String> alarms() {
    return List.of(Shop.ALARM_FRONT);
  }

  @Override
  public String running() {
    var weights =
        shop.weights().entrySet().stream()
            .map(side -> side.getKey().split("/", -1)[1] + " " + side.getValue())
            .collect(Collectors.joining(", "));
    return "The load balancer's rule has the weights " + weights + ".";
  }

  @Override
  public void deployBad(Play play) {
    weighs(play, 75, 25);
  }

  /// The team gives a version that hurts that share of the traffic.
  void weighs(Play play, int blue, int green) {
    shop.deployBadGreen(HURTS_FROM);
    play.says(
        Who.TEAM,
        "has a new version behind shop-green and gives it " + green + " % of the traffic.");
    shop.weigh(blue, green);
  }

  @Override
  public void soothe() {
    world.account().elb().behave(Shop.GREEN, null);
  }
}
