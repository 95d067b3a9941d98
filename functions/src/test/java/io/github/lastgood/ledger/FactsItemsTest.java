package io.github.lastgood.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.decision.Facts;
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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The facts of a decision are stored with its receipt and come back as they were: every kind of
/// signal, of live state and of candidate.
class FactsItemsTest {

  private static AlarmChange alarm(@Nullable Silence silence) {
    return new AlarmChange(
        "event-1",
        Orders.RED,
        Orders.ALARM,
        AlarmState.ALARM,
        Orders.RED,
        AlarmState.OK,
        silence,
        true,
        Channel.SNS,
        "");
  }

  static List<Signal> signals() {
    return List.of(
        alarm(null),
        alarm(new Silence.Muted("arn:aws:cloudwatch:eu-west-1:1:alarm-mute-rule:m", Orders.NOW)),
        alarm(new Silence.Muted("m", null)),
        alarm(new Silence.Suppressed("WaitPeriod")),
        new DeploymentChange(
            "event-2", Orders.RED, Orders.SERVICE_ARN, Orders.BAD_ID, Phase.FAILED, "It failed."),
        new Order("request-1", Orders.NOW, "ana", "wrong prices", Orders.GOOD.id(), true),
        new Order("request-2", Orders.NOW, "ana", "", null, false));
  }

  static List<LiveState> lives() {
    return List.of(
        new LiveState.NotRead(),
        new LiveState.Unusable("It is gone."),
        new LiveState.Running(Orders.bad(), true, false));
  }

  private static Facts facts(Signal signal, LiveState live) {
    var account =
        new AccountState(
            Orders.freeze(),
            List.of(new RedTarget("billing", Orders.RED, null, false)),
            List.of(new BudgetSlot(3, Orders.NOW)),
            Orders.NOW);
    return new Facts(
        signal,
        Orders.state().withRollbackClaimed(Orders.rollback()),
        account,
        live,
        Map.of(Orders.ALARM, new AlarmStatus(AlarmState.ALARM, Orders.RED, Instant.MAX)),
        List.of(
            new Candidate(Orders.GOOD, new Candidate.Ready()),
            new Candidate(Orders.GOOD, new Candidate.AsCopy("It is INACTIVE.")),
            new Candidate(Orders.GOOD, new Candidate.Gone("It is gone."))),
        null);
  }

  private static Receipt receipt(Facts facts) {
    return new Receipt(
            "event-1",
            Orders.RED,
            Orders.NOW,
            "alarm",
            "HOLD",
            "R",
            "M.",
            null,
            null,
            null,
            null,
            Map.of(),
            null)
        .with(facts);
  }

  @ParameterizedTest
  @MethodSource("signals")
  void everySignalComesBack(Signal signal) {
    var receipt = receipt(facts(signal, new LiveState.NotRead()));

    assertThat(LedgerItems.read(LedgerItems.write(receipt), Receipt.class)).isEqualTo(receipt);
  }

  @ParameterizedTest
  @MethodSource("lives")
  void everyLiveStateComesBack(LiveState live) {
    var receipt = receipt(facts(alarm(null), live));

    assertThat(LedgerItems.read(LedgerItems.write(receipt), Receipt.class)).isEqualTo(receipt);
  }
}
