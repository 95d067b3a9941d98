package io.github.lastgood.decision;

import io.github.lastgood.signal.Signal;
import io.github.lastgood.signal.Signal.AlarmChange;
import io.github.lastgood.signal.Signal.Channel;
import io.github.lastgood.signal.Signal.DeploymentChange;
import io.github.lastgood.signal.Signal.Order;
import io.github.lastgood.signal.Signal.Phase;
import io.github.lastgood.signal.Signal.Silence;
import io.github.lastgood.target.AccountState;
import io.github.lastgood.target.AlarmState;
import io.github.lastgood.target.AlarmStatus;
import io.github.lastgood.target.BudgetSlot;
import io.github.lastgood.target.Candidate;
import io.github.lastgood.target.LiveState;
import io.github.lastgood.target.Orders;
import io.github.lastgood.target.RedTarget;
import io.github.lastgood.target.TargetState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What a decision looks at. It begins as the plain case, an alarm that went red ten minutes after
/// a deployment, and each test changes what it is about.
///
/// @param candidates null for every revision that there is to check, all of them ready
record Scene(
    Signal signal,
    TargetState state,
    AccountState account,
    LiveState live,
    @Nullable AlarmState readNow,
    @Nullable List<Candidate> candidates,
    @Nullable Attribution attribution,
    Instant now) {

  static Scene plain() {
    return new Scene(
        red(),
        Orders.state(),
        new AccountState(null),
        new LiveState.Running(Orders.bad(), false, false),
        AlarmState.ALARM,
        null,
        null,
        Orders.NOW);
  }

  /// The alarm went from OK to ALARM at 10:15:30.
  static AlarmChange red() {
    return alarm(AlarmState.ALARM, Orders.RED, AlarmState.OK, null);
  }

  static AlarmChange alarm(
      AlarmState state, Instant since, @Nullable AlarmState previous, @Nullable Silence silence) {
    return new AlarmChange(
        "event-1",
        Orders.RED,
        Orders.ALARM,
        state,
        since,
        previous,
        silence,
        false,
        Channel.EVENTBRIDGE,
        "Threshold Crossed.");
  }

  /// What the watch makes of an alarm that `DescribeAlarms` shows red.
  static AlarmChange watched(Instant since) {
    return new AlarmChange(
        "watch.orders-api-5xx",
        since,
        Orders.ALARM,
        AlarmState.ALARM,
        since,
        null,
        null,
        false,
        Channel.WATCH,
        "");
  }

  static DeploymentChange deployment(Phase phase) {
    return deployment(Orders.BAD_ID, phase);
  }

  static DeploymentChange deployment(String id, Phase phase) {
    return new DeploymentChange(
        "event-2", Orders.RED, Orders.SERVICE_ARN, id, phase, "tasks failed to start.");
  }

  static Order order() {
    return order(null, false);
  }

  static Order forced() {
    return order(null, true);
  }

  static Order order(@Nullable String to, boolean force) {
    return new Order("request-1", Orders.RED, "ana", "wrong prices", to, force);
  }

  Scene hears(Signal other) {
    return new Scene(other, state, account, live, readNow, candidates, attribution, now);
  }

  Scene where(UnaryOperator<TargetState> change) {
    return new Scene(
        signal, change.apply(state), account, live, readNow, candidates, attribution, now);
  }

  Scene frozenAccount() {
    var frozen = new AccountState(Orders.freeze());
    return new Scene(signal, state, frozen, live, readNow, candidates, attribution, now);
  }

  /// Those who are or were red beside the target.
  Scene besides(RedTarget... red) {
    var seen = new AccountState(account.freeze(), List.of(red), account.slots(), null);
    return new Scene(signal, state, seen, live, readNow, candidates, attribution, now);
  }

  /// So many slots of the account's budget were taken then.
  Scene taken(int slots, Instant at) {
    var taken =
        IntStream.range(0, slots)
            .mapToObj(number -> new BudgetSlot(number, at.plus(AccountState.BUDGET_PERIOD)))
            .toList();
    var seen = new AccountState(account.freeze(), account.red(), taken, null);
    return new Scene(signal, state, seen, live, readNow, candidates, attribution, now);
  }

  Scene live(LiveState seen) {
    return new Scene(signal, state, account, seen, readNow, candidates, attribution, now);
  }

  /// What `DescribeAlarms` says of the alarm now; null when it does not show it.
  Scene readsNow(@Nullable AlarmState reading) {
    return new Scene(signal, state, account, live, reading, candidates, attribution, now);
  }

  Scene candidates(Candidate... checked) {
    return new Scene(signal, state, account, live, readNow, List.of(checked), attribution, now);
  }

  Scene at(Instant time) {
    return new Scene(signal, state, account, live, readNow, candidates, attribution, time);
  }

  /// What the alarm's metric said.
  Scene says(Attribution.Verdict verdict) {
    var said = new Attribution(verdict, List.of("The level is what it was."), null);
    return new Scene(signal, state, account, live, readNow, candidates, said, now);
  }

  Facts facts() {
    Map<String, AlarmStatus> readings =
        readNow == null
            ? Map.of()
            : Map.of(Orders.ALARM, AlarmStatus.of(readNow, Orders.RED.plusSeconds(1)));
    var checked =
        candidates != null
            ? candidates
            : Candidates.toCheck(state, signal).stream()
                .map(revision -> new Candidate(revision, new Candidate.Ready()))
                .toList();
    return new Facts(signal, state, account, live, readings, checked, attribution);
  }

  Decision decide() {
    return DecisionTable.decide(facts(), now);
  }
}
