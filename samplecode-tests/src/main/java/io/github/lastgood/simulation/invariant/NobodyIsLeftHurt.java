package io.github.lastgood.simulation.invariant;

import io.github.lastgood.account.message.PublishedNotice;
import io.github.lastgood.simulation.team.Team;
import io.github.lastgood.target.Mode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A target that is red through what its team deployed ends on a good revision, or a person was
/// told since it is red. Whoever registers what is red already is told so by the answer. Only who
/// chose silence (mode off, a mute) is left in it. An alarm that was red before the newest
/// deployment began is not blamed on that.
public final class NobodyIsLeftHurt implements Invariant {
  /// Long enough for every retry, tick and timeout of the first answer.
  private static final Duration LONG = Duration.ofMinutes(10);

  @Override
  public String sentence() {
    return "Red through a deployment ends on a good revision or with a person told.";
  }

  @Override
  public Optional<String> ended(Scene scene) {
    return scene.teams().stream()
        .filter(Team::isHurt)
        .flatMap(team -> objection(scene, team).stream())
        .findFirst();
  }

  private static Optional<String> objection(Scene scene, Team team) {
    var state = scene.state(team.name());
    if (state.isEmpty()
        || state.get().target().policy().mode() == Mode.OFF
        || state.get().rollback() != null) {
      return Optional.empty();
    }
    return team.alarms().stream()
        .flatMap(alarm -> Optional.ofNullable(scene.alarms().of(alarm)).stream())
        .filter(since -> since.state().equals("ALARM") && !since.muted())
        .map(AlarmHistory.Since::at)
        .filter(since -> since.plus(LONG).isBefore(scene.now()))
        .min(Instant::compareTo)
        .filter(since -> scene.isRegisteredSince(team.name(), since))
        .filter(since -> isFresh(team, since))
        .filter(since -> !isTold(scene, team, since))
        .map(since ->
            "%s runs %s, is red since %s, and nobody was told"
                .formatted(team.name(), team.running(), since));
  }

  private static boolean isFresh(Team team, Instant since) {
    return team.deployed().stream().noneMatch(deployed -> deployed.at().isAfter(since));
  }

  /// What was told about the deployment that hurts counts as well, and so does the one notice of a
  /// shared cause.
  private static boolean isTold(Scene scene, Team team, Instant since) {
    var from =
        team.deployed().stream()
            .filter(Team.Deployed::isStarted)
            .map(Team.Deployed::at)
            .filter(at -> !at.isAfter(since))
            .max(Instant::compareTo)
            .orElse(since);
    return scene.account().sns().published().stream()
        .filter(notice -> !notice.at().isBefore(from))
        .map(PublishedNotice::subject)
        .anyMatch(subject -> subject.contains(team.name()) || subject.endsWith("one cause"));
  }
}
