package io.github.lastgood.account.setting;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/// What is due when, and the clock that goes with it: the only source of time in the simulated
/// account.
///
/// Nothing happens by itself: time stands still until [#advance], which carries out everything that
/// falls due on the way, in the order of time and, at the same instant, in the order in which it
/// was put down. So two runs of the same story are the same to the last event.
public final class Agenda {
  private static final Comparator<Entry> BY_TIME_THEN_ORDER =
      Comparator.comparing(Entry::due).thenComparingLong(Entry::order);

  private final PriorityQueue<Entry> entries = new PriorityQueue<>(BY_TIME_THEN_ORDER);
  private final VirtualClock clock;
  private long order;
  private boolean advancing;

  /// @param start the first instant of this world
  public Agenda(Instant start) {
    this.clock = new VirtualClock(start);
  }

  /// The virtual clock, for code that wants a [Clock] or an [java.time.InstantSource].
  public Clock clock() {
    return clock;
  }

  /// The present virtual instant.
  public Instant now() {
    return clock.instant();
  }

  /// Puts down `action` for the instant `due`; an instant that has passed means now, at the next
  /// [#advance].
  public void at(Instant due, Runnable action) {
    entries.add(new Entry(due.isBefore(now()) ? now() : due, order++, action));
  }

  /// Puts down `action` for `delay` from now.
  public void after(Duration delay, Runnable action) {
    at(now().plus(delay), action);
  }

  /// Puts down `action` for every `period` from now on, for ever; first after one period.
  public void every(Duration period, Runnable action) {
    after(
        period,
        () -> {
          every(period, action);
          action.run();
        });
  }

  /// Lets `span` of virtual time go by. An exception of an action goes through to the caller; time
  /// then stands where the action was due, and the next call goes on from there.
  ///
  /// @throws IllegalStateException when an action calls it: a handler cannot make time pass
  public void advance(Duration span) {
    if (advancing) {
      throw new IllegalStateException("time is already advancing; an action cannot advance it");
    }
    Instant end = now().plus(span);
    advancing = true;
    try {
      for (Entry next = entries.peek();
          next != null && !next.due().isAfter(end);
          next = entries.peek()) {
        entries.remove();
        clock.set(next.due());
        next.action().run();
      }
      clock.set(end);
    } finally {
      advancing = false;
    }
  }

  private record Entry(Instant due, long order, Runnable action) {}
}
