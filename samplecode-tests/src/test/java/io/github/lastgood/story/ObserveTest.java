package io.github.lastgood.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.account.Release;
import io.github.lastgood.account.WorldOptions;
import org.junit.jupiter.api.Test;

/// Mode observe: Lastgood only says what it would have done.
class ObserveTest extends Story {

  ObserveTest() {
    super(WorldOptions.usual(), "register-observe.json");
  }

  @Test
  void itSaysOnceWhatItWouldHaveDoneAndTouchesNothing() {
    deploy(Release.BAD);
    until("10:40");
    assertThat(moves()).isEmpty();
    assertThat(running()).isEqualTo("orders-api:42");
    assertThat(decisions()).hasSize(3).containsOnly("WOULD_ROLL_BACK MODE_OBSERVE");
    assertThat(subjects()).containsExactly("orders-api would have gone back to orders-api:41");
    assertThat(busEvents()).containsExactly("Revision Known Good", "Rollback Would Start");
    assertThat(rollbacks()).isEmpty();
    assertThat(quarantine()).isEmpty();
  }
}
