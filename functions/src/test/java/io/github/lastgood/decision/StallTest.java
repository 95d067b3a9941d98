package io.github.lastgood.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.signal.Signal.DeploymentChange;
import io.github.lastgood.signal.Signal.Phase;
import io.github.lastgood.target.Deployment;
import io.github.lastgood.target.LiveState;
import io.github.lastgood.target.Orders;
import io.github.lastgood.target.Rollout;
import io.github.lastgood.target.TargetState;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StallTest {
  private static final Instant STARTED = Orders.badInFlight().startedAt();
  private static final Duration ALLOWED = Duration.ofMinutes(30);
  private static final Rollout WITHOUT_STEPS = new Rollout(Duration.ZERO, null, null, Map.of());

  private static TargetState inFlight() {
    return Orders.state().withCurrent(Orders.badInFlight());
  }

  private static Optional<DeploymentChange> after(Duration time, Duration least) {
    var rollout = new Rollout(least, null, null, Map.of());
    var live = new LiveState.Running(Orders.badInFlight(), false, true, rollout);
    return Stall.complaint(inFlight(), live, STARTED.plus(time));
  }

  @Test
  void aDeploymentInFlightForTheSettleTimeoutIsStalled() {
    assertThat(after(ALLOWED.minusNanos(1), Duration.ZERO)).isEmpty();
    assertThat(after(ALLOWED, Duration.ZERO))
        .hasValueSatisfying(change -> {
          assertThat(change.phase()).isEqualTo(Phase.STALLED);
          assertThat(change.deploymentId()).isEqualTo(Orders.BAD_ID);
          assertThat(change.cause())
              .isEqualTo("It has been in flight for 30 min; 30 min are allowed.");
        });
  }

  @Test
  void theTimeThatAwsTakesOnPurposeIsNoStall() {
    var steps = Duration.ofMinutes(54);

    assertThat(after(ALLOWED.plus(steps).minusNanos(1), steps)).isEmpty();
    assertThat(after(ALLOWED.plus(steps), steps)).isPresent();
  }

  @Test
  void aSettledDeploymentNeverStalls() {
    var live = new LiveState.Running(Orders.bad(), false, false, WITHOUT_STEPS);

    assertThat(Stall.complaint(Orders.state(), live, STARTED.plus(Duration.ofDays(9)))).isEmpty();
  }

  /// ECS went back to it from a deployment that came and went unseen.
  @Test
  void aDeploymentThatWasDoneAndIsInFlightAgainHasNotBeenSoSinceItBegan() {
    var live = new LiveState.Running(Orders.badInFlight(), false, true, WITHOUT_STEPS);

    assertThat(Stall.complaint(Orders.state(), live, STARTED.plus(Duration.ofDays(9)))).isEmpty();
  }

  @Test
  void aDeploymentThatAwsGaveUpFailed() {
    assertThat(failed(false, Duration.ofHours(1)).phase()).isEqualTo(Phase.FAILED);
  }

  @Test
  void awsHasTwoMinutesToBeginTheRollbackThatItIsSetToMake() {
    assertThat(failed(true, Duration.ofSeconds(119)).phase()).isEqualTo(Phase.FAILED);
    assertThat(failed(true, Duration.ofMinutes(2)).phase()).isEqualTo(Phase.STALLED);
  }

  private static DeploymentChange failed(boolean rollsBackItself, Duration ago) {
    var gaveUp = STARTED.plus(Duration.ofMinutes(3));
    var rollout = new Rollout(Duration.ZERO, null, gaveUp, Map.of());
    var live = new LiveState.Running(Orders.badInFlight(), true, rollsBackItself, rollout);
    return Stall.complaint(inFlight(), live, gaveUp.plus(ago)).orElseThrow();
  }

  @Test
  void whatARollbackBroughtAndWhatIsBeingRolledBackIsNotComplainedOf() {
    var live = new LiveState.Running(Orders.badInFlight(), true, false);
    var open = inFlight().withRollback(Orders.rollback());
    var byRollback = inFlight().withCurrent(returned());

    assertThat(Stall.complaint(open, live, STARTED)).isEmpty();
    assertThat(Stall.complaint(byRollback, live, STARTED)).isEmpty();
    assertThat(Stall.complaint(inFlight(), new LiveState.NotRead(), STARTED)).isEmpty();
  }

  private static Deployment returned() {
    return Orders.badInFlight().withOrigin(Deployment.Origin.AWS);
  }
}
