package io.github.lastgood.simulation.invariant;

import io.github.lastgood.target.KnownGood;
import io.github.lastgood.target.TargetState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A revision is known good when it ran settled for its bake time with every alarm OK, and not
/// before; INSUFFICIENT_DATA is not OK. One that was quarantined is not known good until a person
/// says so.
public final class KnownGoodHasBaked implements Invariant {
  /// An alarm's event and what is read of it may differ by a moment.
  private static final Duration MOMENT = Duration.ofSeconds(2);

  @Override
  public String sentence() {
    return "Known good is what ran for its bake time with every alarm OK.";
  }

  @Override
  public Optional<String> written(Scene scene, Written written) {
    var before = written.before();
    var after = written.after();
    var newest = after.knownGood().stream().findFirst();
    if (before == null || newest.isEmpty() || before.knownGood().contains(newest.get())) {
      return Optional.empty();
    }
    return newest.get().by().equals("bake time")
        ? objection(scene, written, after, newest.get())
        : Optional.empty();
  }

  private static Optional<String> objection(
      Scene scene, Written written, TargetState after, KnownGood good) {
    var bake = after.target().policy().bakeTime();
    var since = written.at().minus(bake).plus(MOMENT);
    if (after.isQuarantined(good.revision())) {
      return Optional.of(good.revision().label() + " is quarantined");
    }
    var current = after.current();
    if (current == null || isLater(current.settledAt(), since)) {
      return Optional.of(good.revision().label() + " did not run settled for " + bake);
    }
    return written.team().alarms().stream()
        .filter(alarm -> !wasOk(scene.alarms().of(alarm), since, written.run().startedAt()))
        .map(alarm -> alarm + " was not OK for " + bake)
        .findFirst();
  }

  /// What an alarm did after the handler had begun to read could not be known.
  private static boolean wasOk(
      AlarmHistory.@Nullable Since state, Instant since, Instant runBegan) {
    return state == null
        || !state.at().isBefore(runBegan.minus(MOMENT))
        || (state.state().equals("OK") && !state.at().isAfter(since));
  }

  private static boolean isLater(@Nullable Instant at, Instant since) {
    return at == null || at.isAfter(since);
  }
}
