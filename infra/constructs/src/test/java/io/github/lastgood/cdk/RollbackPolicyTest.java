package io.github.lastgood.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.cdk.RollbackPolicy.Mode;
import io.github.lastgood.cdk.RollbackPolicy.OnQuarantined;
import io.github.lastgood.cdk.RollbackPolicy.OnUnknown;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.Duration;

final class RollbackPolicyTest {

  @Test
  void allOfItIsWrittenAsInTargetsYaml() {
    RollbackPolicy policy =
        RollbackPolicy.Builder.create(Mode.APPROVE)
            .bakeTime(Duration.minutes(15))
            .suspectWindow(Duration.hours(2))
            .settleTimeout(Duration.seconds(90))
            .recoveryTimeout(Duration.minutes(90))
            .approvalTimeout(Duration.seconds(7200))
            .maxRollbacksPerDay(3)
            .onQuarantined(OnQuarantined.ROLL_BACK)
            .onUnknown(OnUnknown.ASK)
            .build();
    assertThat(policy.written())
        .hasToString(
            "{mode=approve, bakeTime=15m, suspectWindow=2h, settleTimeout=90s,"
                + " recoveryTimeout=90m, approvalTimeout=2h, maxRollbacksPerDay=3,"
                + " onQuarantined=rollBack, onUnknown=ask}");
  }

  @Test
  void whatIsNotSaidIsNotWritten() {
    assertThat(RollbackPolicy.Builder.create(Mode.OFF).build().written()).hasToString("{mode=off}");
  }
}
