package io.github.lastgood.story.split;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.account.Shop;
import io.github.lastgood.account.World;
import io.github.lastgood.account.message.PublishedNotice;
import io.github.lastgood.ledger.Receipt;
import io.github.lastgood.stage.Stage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/// AWS does not say when weights were changed, and CloudTrail's word of it comes minutes later or
/// never: what Lastgood knows is when it first saw them. Found by the simulation (seeds 111, 166).
class SplitSeenLateTest {
  private static final String FRONT = "shop-front";

  private final World world = World.create();
  private final Shop shop = Shop.in(world);

  @Test
  void alarmThatIsQuickerThanTheWatchIsBlamedOnTheShift() {
    try (var stage = Stage.open(world, "register-alb-split.json")) {
      world.advance(Duration.ofMinutes(30).plusSeconds(5));
      shop.weigh(75, 25);
      world.advance(Duration.ofSeconds(35));
      world.account().alarms().hold(Shop.ALARM_FRONT, StateValue.ALARM);
      world.advance(Duration.ofSeconds(10));

      assertThat(shop.weights()).containsEntry(Shop.BLUE, 100).containsEntry(Shop.GREEN, 0);
      assertThat(decisions(stage)).contains("ROLL_BACK ALARM_AFTER_DEPLOYMENT");
    }
  }

  @Test
  void splitThatWasThereBeforeItsRegistrationIsNotTakenBack() {
    try (var stage = Stage.open(world, "register-alb-split.json")) {
      stage.operate(
          """
          {"command": "mark-good", "target": "shop-front", "revision": "stable=0,candidate=100",
           "by": "ana", "reason": "green is as good"}
          """);
      world.account().alarms().hold(Shop.ALARM_FRONT, StateValue.ALARM);
      world.advance(Duration.ofMinutes(5));

      assertThat(shop.weights()).containsEntry(Shop.BLUE, 100).containsEntry(Shop.GREEN, 0);
      assertThat(decisions(stage)).containsOnly("IGNORE NO_RECENT_DEPLOYMENT");
    }
  }

  @Test
  void peopleHearOfItWhenTheWatchWasTooLateToTell() {
    try (var stage = new Stage(world)) {
      stage.operate(Stage.event("operator/register-alb-split.json"));
      world.advance(Duration.ofMinutes(10));
      shop.weigh(75, 25);
      world.account().alarms().hold(Shop.ALARM_FRONT, StateValue.ALARM);
      world.advance(Duration.ofMinutes(5));
      stage.tick();

      assertThat(decisions(stage)).containsExactly("IGNORE RED_BEFORE_DEPLOYMENT");
      assertThat(stage.notices())
          .extracting(PublishedNotice::subject)
          .containsExactly("shop-front is red, but was red before its traffic was moved");
    }
  }

  private static List<String> decisions(Stage stage) {
    return stage.lastgood().ledger().receipts(FRONT, 100).stream()
        .filter(receipt -> !receipt.reason().equals("NOT_RED"))
        .map(SplitSeenLateTest::words)
        .toList();
  }

  private static String words(Receipt receipt) {
    return receipt.decision() + " " + receipt.reason();
  }
}
