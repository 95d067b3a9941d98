package io.github.lastgood.demo;

import io.github.lastgood.account.event.AwsEvent;
import io.github.lastgood.decision.InWords;
import io.github.lastgood.stage.Stage;
import io.github.lastgood.target.Rollback;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// The closing line of a story: how long it took.
final class Figures {
  private Figures() {}

  /// From the first red alarm to the move and to the end, and how many calls were made; empty when
  /// nothing was rolled back.
  static Optional<String> of(Play play) {
    return play.rollbacks().stream()
        .findFirst()
        .map(last -> words(play.stage(), last, play.timeline().roundTripsToTheMove()));
  }

  private static String words(Stage stage, Rollback rollback, int roundTrips) {
    var red = alarm(stage, "\"value\":\"ALARM\"");
    var words = new StringBuilder();
    var moved = rollback.movedAt();
    var ended = rollback.endedAt();
    if (red.isPresent() && moved != null) {
      words.append("Alarm to move ").append(seconds(red.get(), moved));
    }
    if (red.isPresent() && ended != null) {
      words.append(words.isEmpty() ? "" : ", ");
      words
          .append("alarm to ")
          .append(rollback.status())
          .append(' ')
          .append(span(red.get(), ended));
    } else if (ended != null) {
      words
          .append("Claim to ")
          .append(rollback.status())
          .append(' ')
          .append(span(rollback.claimedAt(), ended));
    }
    if (roundTrips > 0) {
      words.append(", ").append(roundTrips - 1).append(" AWS round trips before the move");
    }
    var calls = stage.world().account().calls().journal().size();
    return words.append(", ").append(calls).append(" AWS calls in all.").toString();
  }

  /// When the account first saw such an alarm event.
  private static Optional<Instant> alarm(Stage stage, String state) {
    return stage.world().account().events().emitted().stream()
        .filter(AwsEvent::isAlarm)
        .filter(event ->
            EventWords.json(event.json()).path("detail").path("state").toString().contains(state))
        .map(AwsEvent::time)
        .findFirst();
  }

  private static String seconds(Instant from, Instant to) {
    var span = Duration.between(from, to);
    return span.compareTo(Duration.ofMinutes(2)) < 0
        ? String.format(Locale.ROOT, "%.1f s", span.toMillis() / 1000.0)
        : InWords.span(span);
  }

  private static String span(Instant from, Instant to) {
    return InWords.span(Duration.between(from, to));
  }
}
