package io.github.lastgood.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.signal.Signal.DeploymentChange;
import io.github.lastgood.signal.Signal.Phase;
import io.github.lastgood.target.Mode;
import io.github.lastgood.target.OnQuarantined;
import io.github.lastgood.target.Orders;
import io.github.lastgood.target.Policy;
import io.github.lastgood.target.Quarantined;
import io.github.lastgood.target.Target;
import io.github.lastgood.target.TargetState;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RedeployedTest {
  private static final Instant BEFORE = Orders.bad().startedAt().minusSeconds(1);

  private static TargetState state(OnQuarantined policy, Instant badSince) {
    var usual = Policy.of(Mode.AUTO);
    var target = Orders.state().target();
    return Orders.state()
        .withTarget(
            new Target(
                target.name(),
                target.resource(),
                target.alarms(),
                new Policy(
                    usual.mode(),
                    usual.bakeTime(),
                    usual.suspectWindow(),
                    usual.settleTimeout(),
                    usual.recoveryTimeout(),
                    usual.approvalTimeout(),
                    policy,
                    usual.maxRollbacksPerDay(),
                    usual.onUnknown())))
        .withQuarantined(new Quarantined(Orders.BAD, badSince, "It was bad."));
  }

  private static Optional<DeploymentChange> complaint(TargetState state) {
    return Redeployed.complaint(state, Orders.NOW);
  }

  @Test
  void aDeploymentOfAQuarantinedRevisionIsAComplaintWhereThePolicySaysSo() {
    assertThat(complaint(state(OnQuarantined.ROLL_BACK, BEFORE)))
        .hasValueSatisfying(change -> {
          assertThat(change.phase()).isEqualTo(Phase.QUARANTINED);
          assertThat(change.isComplaint()).isTrue();
          assertThat(change.deploymentId()).isEqualTo(Orders.BAD_ID);
          assertThat(change.cause()).isEqualTo("It was bad.");
        });
    assertThat(complaint(state(OnQuarantined.TELL, BEFORE))).isEmpty();
  }

  @Test
  void whatWasQuarantinedByThisVeryDeploymentIsNotDeployedAgain() {
    assertThat(complaint(state(OnQuarantined.ROLL_BACK, Orders.bad().startedAt()))).isEmpty();
  }

  @Test
  void whatIsOrWasRolledBackIsNoNewComplaint() {
    var state = state(OnQuarantined.ROLL_BACK, BEFORE);
    assertThat(complaint(state.withRollback(Orders.rollback()))).isEmpty();
    assertThat(complaint(state.withCurrent(Orders.bad().rolledBackOnceMore()))).isEmpty();
    assertThat(complaint(TargetState.registered(state.target()))).isEmpty();
  }

  @Test
  void aNewRevisionIsNotBlamedForAnotherOnesQuarantine() {
    var clean = state(OnQuarantined.ROLL_BACK, BEFORE).withoutQuarantined(Orders.BAD);

    assertThat(complaint(clean.withQuarantined(new Quarantined(Orders.GOOD, BEFORE, "Bad."))))
        .isEmpty();
  }
}
