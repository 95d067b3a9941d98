package io.github.lastgood.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShiftTest {
  private static final Shift BEGUN = Shop.shift(5, 100);

  @Test
  void eachStepGivesTheSideItsShare() {
    assertThat(BEGUN.lastSplit()).isNull();
    assertThat(BEGUN.nextSplit()).isEqualTo(new Split(95, 5));

    var once = BEGUN.stepped(Shop.NOW.plusSeconds(1), "/change/C1");
    assertThat(once.lastSplit()).isEqualTo(new Split(95, 5));
    assertThat(once.nextSplit()).isEqualTo(Shop.CANDIDATE);
    assertThat(once.change()).isEqualTo("/change/C1");
    assertThat(once.steppedAt()).isEqualTo(Shop.NOW.plusSeconds(1));
    assertThat(once.isComplete()).isFalse();
    assertThat(once.stepped(Shop.NOW, null).isComplete()).isTrue();
  }

  @Test
  void aShiftToTheStableSideGivesThatSideItsShare() {
    var back =
        new Shift(false, List.of(25, 100), BEGUN.interval(), 0, Shop.NOW, null, "ana", "v7", null);

    assertThat(back.nextSplit()).isEqualTo(new Split(25, 75));
    assertThat(back.share(new Split(25, 75))).isEqualTo(25);
    assertThat(BEGUN.share(new Split(25, 75))).isEqualTo(75);
  }

  @Test
  void aHaltKeepsWhatIsMadeAndAPersonBeginsTheIntervalAgain() {
    var once = BEGUN.stepped(Shop.NOW, "/change/C1");
    var halted = once.haltedBecause("web-5xx is ALARM.");
    assertThat(halted)
        .returns("web-5xx is ALARM.", Shift::halted)
        .returns(1, Shift::made)
        .returns("/change/C1", Shift::change)
        .returns(Shop.NOW, Shift::steppedAt);

    assertThat(halted.resumed(Shop.NOW.plusSeconds(60)))
        .returns(null, Shift::halted)
        .returns(1, Shift::made)
        .returns(Shop.NOW.plusSeconds(60), Shift::steppedAt);
  }
}
