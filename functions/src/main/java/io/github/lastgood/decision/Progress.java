package io.github.lastgood.decision;

import io.github.lastgood.signal.Signal.AlarmChange;
import io.github.lastgood.target.AlarmState;
import io.github.lastgood.target.AlarmStatus;
import io.github.lastgood.target.Rollback;
import io.github.lastgood.target.Rollback.Status;
import io.github.lastgood.target.Rollout;
import io.github.lastgood.target.TargetState;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What an open rollback needs next. It ends RECOVERED, or with a person told; it never just stops.
public sealed interface Progress {

  /// Nothing yet.
  record Wait() implements Progress {}

  /// The handler that claimed it is gone before it finished the move: make it.
  record Move() implements Progress {}

  /// It is over.
  ///
  /// @param status the end
  /// @param why one sentence
  record End(Status status, String why) implements Progress {}

  /// Judges an open rollback.
  ///
  /// @param alarms what they say now; one that is missing counts as not OK
  static Progress of(
      TargetState state, Rollback open, Map<String, AlarmStatus> alarms, Instant now) {
    return of(state, open, alarms, Rollout.UNKNOWN, now);
  }

  /// The same when it is known how AWS deploys the target.
  static Progress of(
      TargetState state,
      Rollback open,
      Map<String, AlarmStatus> alarms,
      Rollout rollout,
      Instant now) {
    return switch (open.status()) {
      case PENDING -> pending(state, open, now);
      case SETTLING -> settling(state, open, rollout, now);
      case RECOVERING -> recovering(state, open, alarms, now);
      case RECOVERED, NOT_RECOVERED, FAILED ->
          throw new IllegalStateException("Rollback " + open.id() + " ended but is still open");
    };
  }

  private static Progress pending(TargetState state, Rollback open, Instant now) {
    var timeout = state.target().policy().settleTimeout();
    if (now.isBefore(open.leaseUntil())) {
      return new Wait();
    }
    return now.isBefore(open.claimedAt().plus(timeout))
        ? new Move()
        : new End(
            Status.FAILED,
            "AWS did not take the move to "
                + open.to().label()
                + " within "
                + InWords.span(timeout)
                + ".");
  }

  /// A new deployment goes through every step and bake time that AWS was told; stopping one does
  /// not.
  private static Progress settling(TargetState state, Rollback open, Rollout rollout, Instant now) {
    var ownTime =
        switch (open.method()) {
          case UPDATE_SERVICE, REGISTER_COPY -> rollout.least();
          case STOP_SERVICE_DEPLOYMENT,
              STOP_DEPLOYMENT,
              CREATE_DEPLOYMENT,
              ROLLBACK_INSTANCE_REFRESH,
              START_INSTANCE_REFRESH,
              COPY_TEMPLATE_VERSION,
              SHIFT_TRAFFIC,
              BY_AWS ->
              null;
        };
    var settleTimeout = state.target().policy().settleTimeout();
    var timeout = ownTime == null ? settleTimeout : settleTimeout.plus(ownTime);
    var moved = open.movedAt() == null ? open.claimedAt() : open.movedAt();
    return now.isBefore(moved.plus(timeout))
        ? new Wait()
        : new End(
            Status.FAILED,
            open.to().label()
                + " does not run alone "
                + InWords.span(timeout)
                + " after the move.");
  }

  private static Progress recovering(
      TargetState state, Rollback open, Map<String, AlarmStatus> alarms, Instant now) {
    var notOk =
        Stream.concat(
                open.alarms().stream().filter(arn -> !is(AlarmState.OK, alarms.get(arn))),
                state.target().alarms().stream()
                    .filter(arn -> is(AlarmState.ALARM, alarms.get(arn))))
            .distinct()
            .toList();
    if (notOk.isEmpty()) {
      return new End(Status.RECOVERED, "Every alarm that complained is OK.");
    }
    var timeout = state.target().policy().recoveryTimeout();
    var settled = open.settledAt() == null ? now : open.settledAt();
    return now.isBefore(settled.plus(timeout))
        ? new Wait()
        : new End(
            Status.NOT_RECOVERED,
            notOk.stream()
                    .map(arn -> AlarmChange.nameOf(arn) + " is " + stateOf(alarms.get(arn)))
                    .collect(Collectors.joining(", "))
                + " "
                + InWords.span(timeout)
                + " after "
                + open.to().label()
                + " ran alone.");
  }

  private static boolean is(AlarmState wanted, @Nullable AlarmStatus status) {
    return status != null && status.state() == wanted;
  }

  private static String stateOf(@Nullable AlarmStatus status) {
    return status == null ? "not readable" : status.state().name();
  }
}
