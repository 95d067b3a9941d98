package io.github.lastgood.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A traffic split behind a load balancer that moto plays.
@ExtendWith(WireExtension.class)
class AlbSplitIT {
  private static final Map<String, Integer> ALL_BLUE = Map.of("shop-blue", 100, "shop-green", 0);

  private final WireWorld world;
  private ShopFront shop;

  AlbSplitIT(WireWorld world) {
    this.world = world;
  }

  @BeforeEach
  void register() throws Exception {
    shop = new ShopFront(world.moto());
    world.scene().putAlarm("shop-front-5xx");
    world.operatorAnswer(shop.about(Events.file("operator/register-alb-split.json")));
    world.front().forget();
  }

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void aBadCandidateLosesItsTrafficWhenTheAlarmIsRed() throws Exception {
    shop.weigh(75, 25);
    Events modified = Events.file("cloudtrail/modify-rule.json").shiftedTo(Instant.now());
    world.deployment(shop.about(modified)).body();

    assertThat(world.redAlarm("shop-front-5xx").toString()).contains("ROLL_BACK");

    assertThat(shop.weights()).isEqualTo(ALL_BLUE);
    assertThat(world.front().calls().of("elasticloadbalancing", "ModifyRule"))
        .singleElement()
        .matches(Call::succeeded);
  }

  @Test
  void theFirstStepOfAShiftGivesTheCandidateItsShareAndARedAlarmTakesItBack() throws Exception {
    world.operatorAnswer("shift.json");
    world.tick();

    assertThat(shop.weights()).isEqualTo(Map.of("shop-blue", 95, "shop-green", 5));

    assertThat(world.redAlarm("shop-front-5xx").toString()).contains("ROLL_BACK");

    assertThat(shop.weights()).isEqualTo(ALL_BLUE);
  }
}
