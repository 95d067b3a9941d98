package io.github.lastgood.simulation;

import io.github.lastgood.account.call.AwsErrors;
import io.github.lastgood.account.call.Call;
import io.github.lastgood.account.call.CallHook;
import io.github.lastgood.account.call.ProcessCrash;
import io.github.lastgood.account.setting.Agenda;
import java.time.Duration;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/// What goes wrong at a call to AWS: it takes time, is refused, is done but its answer is lost, or
/// the function dies before or after it. Between all that stands the inspector, who sees the call
/// at the very moment at which AWS does it.
final class Trouble implements CallHook {
  private static final double HANGS = 0.01;

  private final Agenda agenda;
  private final Chance chance;
  private final Functions functions;
  private final Inspector inspector;
  private final Chronicle chronicle;
  private final Tally tally;
  private Weather weather = Weather.CALM;

  Trouble(
      Agenda agenda,
      Chance chance,
      Functions functions,
      Inspector inspector,
      Chronicle chronicle,
      Tally tally) {
    this.agenda = agenda;
    this.chance = chance;
    this.functions = functions;
    this.inspector = inspector;
    this.chronicle = chronicle;
    this.tally = tally;
  }

  void weather(Weather from) {
    weather = from;
  }

  @Override
  public void before(Call call) {
    var run = functions.current();
    if (run == null) {
      return;
    }
    tally.add("calls");
    takeTime(run, call);
    dieIf(chance.once(weather.crash() / 2), run, call, "before");
    if (chance.once(weather.refused())) {
      tally.add("faults: refused by AWS");
      var refusal = refusal(call);
      chronicle.step(
          agenda.now(), () -> run + ": AWS refuses " + call.name() + ", " + refusal.getMessage());
      throw refusal;
    }
    inspector.before(run, call);
  }

  @Override
  public void after(Call call) {
    var run = functions.current();
    if (run == null) {
      return;
    }
    if (!Words.isReading(call)) {
      chronicle.step(agenda.now(), () -> run + ": " + Words.call(call));
    }
    inspector.after(run, call);
    takeTime(run, call);
    dieIf(chance.once(weather.crash() / 2), run, call, "after");
    if (chance.once(weather.answerLost())) {
      tally.add("faults: done, answer lost");
      chronicle.step(agenda.now(), () -> run + ": the answer of " + call.name() + " is lost");
      throw AwsErrors.serverError(call);
    }
  }

  private RuntimeException refusal(Call call) {
    if (call.operation().equals("TransactWriteItems") && chance.once(0.5)) {
      return TransactionCanceledException.builder()
          .message("Transaction is ongoing for the item")
          .cancellationReasons(CancellationReason.builder().code("TransactionConflict").build())
          .build();
    }
    return chance.once(0.6) ? AwsErrors.throttled(call) : AwsErrors.serverError(call);
  }

  private void takeTime(Run run, Call call) {
    dieIf(run.isDead(), run, call, "long before");
    if (run.isSlow()) {
      var span = chance.once(HANGS) ? chance.millis(2_000, 40_000) : chance.millis(1, 400);
      var inTime = functions.pause(span.compareTo(Duration.ZERO) > 0 ? span : Duration.ofMillis(1));
      dieIf(!inTime, run, call, "at its timeout, at");
    }
  }

  private void dieIf(boolean dies, Run run, Call call, String when) {
    if (!dies) {
      return;
    }
    if (!run.isDead()) {
      run.die();
      tally.add("crashes");
      chronicle.step(agenda.now(), () -> run + " DIES " + when + " " + call.name());
    }
    throw new ProcessCrash(call);
  }
}
