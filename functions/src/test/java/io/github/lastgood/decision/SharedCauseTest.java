package io.github.lastgood.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.target.Orders;
import io.github.lastgood.target.RedTarget;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SharedCauseTest {
  private static final Instant TOLD = Orders.NOW;
  private static final Instant LONG_AFTER = TOLD.plus(SharedCause.WINDOW).plusMillis(1);

  private static RedTarget red(String target, Instant since) {
    return new RedTarget(target, since, null, false);
  }

  @Test
  void itIsAnotherCauseWhenEverybodyWentRedLongAfterPeopleWereTold() {
    var other = List.of(red("a", LONG_AFTER), red("b", LONG_AFTER));
    var same = List.of(red("a", LONG_AFTER), red("b", TOLD.plus(SharedCause.WINDOW)));

    assertThat(new SharedCause(other).beganAfter(TOLD)).isTrue();
    assertThat(new SharedCause(same).beganAfter(TOLD)).isFalse();
  }

  @Test
  void thoseWhoAreRedAreNamedInOrder() {
    assertThat(new SharedCause(List.of(red("a", TOLD))).names()).isEqualTo("a");
    assertThat(new SharedCause(List.of(red("c", TOLD), red("a", TOLD), red("b", TOLD))).names())
        .isEqualTo("a, b and c");
  }
}
