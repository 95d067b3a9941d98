package io.github.lastgood;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.decision.Change;
import io.github.lastgood.decision.Happening;
import io.github.lastgood.ledger.FollowUp;
import io.github.lastgood.target.Orders;
import io.github.lastgood.target.PipelineStage;
import io.github.lastgood.target.PipelineStage.OnRollback;
import io.github.lastgood.target.Rollback;
import io.github.lastgood.target.Rollback.Status;
import io.github.lastgood.target.Target;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Which steps of a rollback leave something to be done at a pipeline.
class FollowUpsTest {
  private static final Rollback CLAIMED = Orders.rollback();
  private static final Rollback MOVED = CLAIMED.moved(Orders.NOW, Orders.ROLLBACK_DEPLOYMENT_ID);
  private static final Rollback RECOVERED = MOVED.ended(Status.RECOVERED, Orders.NOW);

  private static List<FollowUp> of(@Nullable OnRollback onRollback, Happening happening) {
    var old = Orders.state().target();
    var stage = onRollback == null ? null : new PipelineStage("shop", "Prod", onRollback);
    var target = new Target(old.name(), old.resource(), old.alarms(), old.policy(), stage);
    var state = Orders.state().withTarget(target);
    return FollowUps.of(Change.none(state).and(state, happening), Orders.NOW);
  }

  private static Happening moved() {
    return new Happening.RollbackMoved(MOVED, Duration.ZERO);
  }

  @Test
  void aTargetWithoutAPipelineLeavesNothing() {
    assertThat(of(null, moved())).isEmpty();
  }

  @Test
  void aTransitionIsStoppedAfterTheMove() {
    assertThat(of(OnRollback.STOP_TRANSITION, moved()))
        .containsExactly(new FollowUp("orders-api", MOVED, Orders.NOW));
    assertThat(of(OnRollback.STOP_TRANSITION, new Happening.RollbackEnded(RECOVERED, "Over.")))
        .isEmpty();
  }

  @Test
  void aStageIsRolledBackAtTheEnd() {
    assertThat(of(OnRollback.ROLLBACK_STAGE, moved())).isEmpty();
    assertThat(of(OnRollback.ROLLBACK_STAGE, new Happening.RollbackEnded(RECOVERED, "Over.")))
        .containsExactly(new FollowUp("orders-api", RECOVERED, Orders.NOW));
  }

  @Test
  void aRollbackThatNeverMovedLeavesNothing() {
    var failed = CLAIMED.ended(Status.FAILED, Orders.NOW);

    assertThat(of(OnRollback.ROLLBACK_STAGE, new Happening.RollbackEnded(failed, "Refused.")))
        .isEmpty();
  }
}
