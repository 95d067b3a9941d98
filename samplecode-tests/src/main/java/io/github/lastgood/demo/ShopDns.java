package io.github.lastgood.demo;

import io.github.lastgood.account.Shop;
import io.github.lastgood.account.World;
import java.util.List;

/// `shop-dns`, two weighted records that share a name.
record ShopDns(World world, Shop shop) implements Subject {
  /// Its name in Lastgood.
  static final String TARGET = "shop-dns";

  /// What is behind green hurts from this share of the traffic on.
  private static final int HURTS_FROM = 10;

  @Override
  public String target() {
    return TARGET;
  }

  @Override
  public String opening() {
    return "shop.example.com has had all its traffic on the record blue for four days.";
  }

  @Override
  public String registration() {
    return "register-route53-split.json";
  }

  @Override
  public List<String> alarms() {
    return List.of(Shop.ALARM_DNS);
  }

  @Override
  public String running() {
    var blue = shop.records("blue").weight();
    var green = shop.records("green").weight();
    return "The records of shop.example.com have the weights blue "
        + blue
        + ", green "
        + green
        + ".";
  }

  @Override
  public void deployBad(Play play) {
    shop.deployBadGreen(HURTS_FROM);
    play.says(
        Who.TEAM,
        "has a new version behind the record green and gives it a quarter of shop.example.com.");
    shop.weighRecords(75, 25);
  }

  @Override
  public void soothe() {
    world.account().route53().behave("green", null);
  }
}
