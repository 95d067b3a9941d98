package io.github.lastgood.account.event;

import io.github.lastgood.account.setting.Agenda;
import java.time.Duration;
import java.util.function.Predicate;

/// What can go wrong between a happening and its handler, as wrappers around a listener. Only the
/// events that match are touched; two events change places when the first one is delayed.
public final class Delivery {
  private Delivery() {}

  /// Matching events never arrive.
  public static AwsEventListener dropping(Predicate<AwsEvent> which, AwsEventListener to) {
    return event -> {
      if (!which.test(event)) {
        to.on(event);
      }
    };
  }

  /// Matching events arrive `times` times in a row, with the same id.
  public static AwsEventListener repeating(
      Predicate<AwsEvent> which, int times, AwsEventListener to) {
    return event -> {
      int copies = which.test(event) ? times : 1;
      for (int i = 0; i < copies; i++) {
        to.on(event);
      }
    };
  }

  /// Matching events arrive `delay` later than they would.
  public static AwsEventListener delaying(
      Predicate<AwsEvent> which, Duration delay, Agenda agenda, AwsEventListener to) {
    return event -> {
      if (which.test(event)) {
        agenda.after(delay, () -> to.on(event));
      } else {
        to.on(event);
      }
    };
  }
}
