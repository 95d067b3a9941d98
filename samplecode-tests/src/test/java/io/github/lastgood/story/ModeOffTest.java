package io.github.lastgood.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.account.Release;
import io.github.lastgood.stage.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Mode off: Lastgood keeps its ledger and leaves the target alone, until its owner wants another
/// mode.
class ModeOffTest extends Story {

  @BeforeEach
  void modeOffAndABadDeployment() {
    register("off");
    deploy(Release.BAD);
    until("10:20:30");
  }

  private void register(String mode) {
    var registration = Stage.event("operator/register.json");
    assertThat(registration).contains("\"auto\"");
    var answer = stage.operate(registration.replace("\"auto\"", "\"" + mode + "\""));
    assertThat(answer.has("error")).isFalse();
  }

  @Test
  void nothingIsMovedAndNobodyIsTold() {
    until("10:40");
    assertThat(moves()).isEmpty();
    assertThat(subjects()).isEmpty();
    assertThat(decisions()).hasSize(3).containsOnly("IGNORE TARGET_OFF");
  }

  @Test
  void registeredWithModeAutoTheNextTickRollsBackWhatIsRed() {
    assertThat(moves()).isEmpty();
    register("auto");
    until("10:21");
    assertThat(moves()).containsExactly("UpdateService orders-api:41");
    until("10:40");
    assertThat(rollbacks())
        .containsExactly("orders-api:42 -> orders-api:41 UPDATE_SERVICE RECOVERED");
  }
}
