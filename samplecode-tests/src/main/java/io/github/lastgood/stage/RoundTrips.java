package io.github.lastgood.stage;

import io.github.lastgood.account.call.Call;
import io.github.lastgood.account.call.CallHook;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;

/// Counts which calls of an invocation would wait for one another.
///
/// The stage asks everything in the caller's own thread. As the executor of `Parallel` this class
/// still sees what is handed over to be asked at the same time: such a question, and the first call
/// that is made after handing it over, are one round trip; what comes after that has waited for
/// both. That is so as long as nobody asks and then waits before making a call of his own.
final class RoundTrips implements Executor, CallHook {
  private final Map<Integer, Integer> roundOf = new HashMap<>();
  private Line line = new Line(0);

  /// One sequence of calls: the function's own, or that of a question.
  private static final class Line {
    /// The round trip of its newest call.
    private int round;

    /// The last round trip of the questions that are being asked beside it; 0 for none.
    private int beside;

    Line(int round) {
      this.round = round;
    }

    int call() {
      var made = ++round;
      round = Math.max(round, beside);
      beside = 0;
      return made;
    }
  }

  /// A new invocation begins.
  void begin() {
    line = new Line(0);
  }

  /// In which round trip of its invocation a call was made, from 1.
  int of(Call call) {
    return roundOf.getOrDefault(call.number(), 0);
  }

  @Override
  public void execute(Runnable question) {
    var asking = line;
    line = new Line(asking.round);
    try {
      question.run();
    } finally {
      asking.beside = Math.max(asking.beside, Math.max(line.round, line.beside));
      line = asking;
    }
  }

  @Override
  public void before(Call call) {
    roundOf.put(call.number(), line.call());
  }
}
