package io.github.lastgood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.CALLS_REAL_METHODS;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;

import io.github.lastgood.action.PipelineStages;
import io.github.lastgood.decision.Change;
import io.github.lastgood.decision.Happening;
import io.github.lastgood.ledger.Commit;
import io.github.lastgood.ledger.FollowUp;
import io.github.lastgood.ledger.Ledger;
import io.github.lastgood.ledger.MemoryTable;
import io.github.lastgood.notification.Announcer;
import io.github.lastgood.target.Orders;
import io.github.lastgood.target.PipelineStage;
import io.github.lastgood.target.PipelineStage.OnRollback;
import io.github.lastgood.target.Rollback;
import io.github.lastgood.target.Rollback.Status;
import io.github.lastgood.target.Target;
import io.github.lastgood.target.TargetState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.CodePipelineException;
import software.amazon.awssdk.services.codepipeline.model.DisableStageTransitionRequest;
import software.amazon.awssdk.services.codepipeline.model.DisableStageTransitionResponse;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineStateRequest;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineStateResponse;
import software.amazon.awssdk.services.codepipeline.model.StageState;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;

/// Which steps of a rollback leave something to be done at a pipeline, and how long it is tried.
class FollowUpsTest {
  private static final Rollback CLAIMED = Orders.rollback();
  private static final Rollback MOVED = CLAIMED.moved(Orders.NOW, Orders.ROLLBACK_DEPLOYMENT_ID);
  private static final Rollback RECOVERED = MOVED.ended(Status.RECOVERED, Orders.NOW);

  private static List<FollowUp> of(@Nullable OnRollback onRollback, Happening happening) {
    var old = Orders.state().target();
    var stage = onRollback == null ? null : new PipelineStage("shop", "Prod", onRollback);
    var target = new Target(old.name(), old.resource(), old.alarms(), old.policy(), stage, null);
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

  private final MemoryTable table = new MemoryTable();
  private final Ledger ledger = new Ledger(table, "table");
  private final CodePipelineClient client = mock(CodePipelineClient.class, CALLS_REAL_METHODS);
  private final List<String> told = new ArrayList<>();
  private Instant now = Orders.NOW;

  private FollowUps followUps() {
    var sns = mock(SnsClient.class, CALLS_REAL_METHODS);
    doAnswer(
            call -> {
              told.add(((PublishRequest) call.getArgument(0)).subject());
              return PublishResponse.builder().build();
            })
        .when(sns)
        .publish(any(PublishRequest.class));
    var bus = mock(EventBridgeClient.class, CALLS_REAL_METHODS);
    doAnswer(
            call -> {
              told.add(((PutEventsRequest) call.getArgument(0)).entries().getFirst().detailType());
              return PutEventsResponse.builder().failedEntryCount(0).build();
            })
        .when(bus)
        .putEvents(any(PutEventsRequest.class));
    return new FollowUps(
        ledger,
        new PipelineStages(() -> client),
        new Announcer(ledger, sns, "topic", bus, "bus"),
        () -> now);
  }

  /// The ledger holds a moved rollback, and what follows from it.
  private void due() {
    var old = Orders.state().target();
    var stage = new PipelineStage("shop", "Prod", OnRollback.STOP_TRANSITION);
    var target = new Target(old.name(), old.resource(), old.alarms(), old.policy(), stage, null);
    var state = TargetState.registered(target);
    ledger.commit(
        Commit.of(null, state).withFollowUps(List.of(new FollowUp("orders-api", MOVED, now))));
  }

  private void stageIsShown() {
    doReturn(
            GetPipelineStateResponse.builder()
                .stageStates(StageState.builder().stageName("Prod").build())
                .build())
        .when(client)
        .getPipelineState(any(GetPipelineStateRequest.class));
    doReturn(DisableStageTransitionResponse.builder().build())
        .when(client)
        .disableStageTransition(any(DisableStageTransitionRequest.class));
  }

  private void codePipelineFails() {
    doThrow(CodePipelineException.builder().statusCode(500).build())
        .when(client)
        .getPipelineState(any(GetPipelineStateRequest.class));
  }

  @Test
  void whatIsDoneIsToldAndForgotten() {
    due();
    stageIsShown();
    followUps().follow(ledger.followUps());

    assertThat(ledger.followUps()).isEmpty();
    assertThat(told).containsExactly("Pipeline Transition Stopped");
    assertThat(ledger.untold()).isEmpty();
  }

  @Test
  void whatSomebodyElseHasDoneMeanwhileIsNotToldTwice() {
    due();
    stageIsShown();
    var due = ledger.followUps();
    followUps().follow(due);
    followUps().follow(due);

    assertThat(told).hasSize(1);
  }

  @Test
  void whatIsYoungIsLeftToItsHandler() {
    due();
    stageIsShown();
    now = Orders.NOW.plusSeconds(59);
    followUps().followOverdue();
    assertThat(ledger.followUps()).hasSize(1);

    now = Orders.NOW.plusSeconds(61);
    followUps().followOverdue();
    assertThat(ledger.followUps()).isEmpty();
  }

  @Test
  void whatCannotBeDoneIsTriedForAnHourAndThenTold() {
    due();
    codePipelineFails();
    now = Orders.NOW.plus(Duration.ofMinutes(59));
    followUps().followOverdue();
    assertThat(told).isEmpty();

    now = Orders.NOW.plus(Duration.ofMinutes(60));
    followUps().followOverdue();
    assertThat(told)
        .containsExactlyInAnyOrder(
            "Could NOT stop stage Prod of pipeline shop", "Pipeline Not Stopped");
    assertThat(ledger.followUps()).isEmpty();
  }

  @Test
  void aTargetThatIsGoneLeavesNothingToDo() {
    ledger.commit(
        Commit.of(null, TargetState.registered(Orders.state().target()))
            .withFollowUps(List.of(new FollowUp("billing", MOVED, now))));
    followUps().follow(ledger.followUps());

    assertThat(ledger.followUps()).isEmpty();
    verifyNoInteractions(client);
  }
}
