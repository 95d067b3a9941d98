package io.github.lastgood.simulation.team;

import io.github.lastgood.account.Account;
import io.github.lastgood.simulation.Chance;
import io.github.lastgood.target.Revision;
import io.github.lastgood.target.Rollback;
import io.github.lastgood.target.Split;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Owners of two sides that share traffic. A new version comes behind the side that has none; then
/// traffic is moved to it, at once or by steps.
abstract class SplitTeam extends Team {
  private static final List<Integer> FIRST_SHARES = List.of(5, 10, 25, 50, 100);
  private static final int ALL = 100;

  private final Losses unhealthy = new Losses();

  SplitTeam(String name, Account account, Chance chance) {
    super(name, account, chance);
  }

  /// What the candidate side gets now, in percent.
  abstract int candidateShare();

  abstract void weigh(int stable, int candidate);

  /// What runs behind a side from now on.
  abstract void put(boolean candidate, Quality quality);

  /// Lets enough or too few of a side's servers be healthy.
  abstract void health(boolean candidate, boolean isHealthy);

  /// Whether a side could be found unhealthy at all.
  abstract boolean isChecked(boolean candidate);

  @Override
  public final String deploy() {
    var share = candidateShare();
    if (share == 0) {
      return begin(true, chance.oneOf(FIRST_SHARES));
    }
    if (share == ALL) {
      return begin(false, chance.oneOf(FIRST_SHARES));
    }
    var next = chance.once(0.7) ? ALL : chance.once(0.5) ? 0 : chance.between(1, 99);
    return weighed(next, "goes on with it");
  }

  private String begin(boolean toCandidate, int percent) {
    var quality = Quality.of(chance);
    put(toCandidate, quality);
    return weighed(
        toCandidate ? percent : ALL - percent,
        "a new version, " + quality.words() + ", behind " + side(toCandidate));
  }

  private String weighed(int candidate, String words) {
    weigh(ALL - candidate, candidate);
    noteDeployed(running());
    return "moves traffic to " + running() + ": " + words;
  }

  /// A side without traffic is scaled in, or comes back.
  @Override
  public final String lose() {
    var candidate = candidateShare() == 0;
    if (!isChecked(candidate) || (candidateShare() != 0 && candidateShare() != ALL)) {
      return "loses nothing";
    }
    var side = side(candidate);
    if (unhealthy.isLost(side)) {
      unhealthy.found(side);
      health(candidate, true);
      return side + " is healthy again";
    }
    unhealthy.lost(side, account.now());
    health(candidate, false);
    return side + " has too few healthy servers";
  }

  private static String side(boolean candidate) {
    return candidate ? "candidate" : "stable";
  }

  @Override
  public final String running() {
    return Split.toCandidate(candidateShare()).revision().id();
  }

  /// A split that a person orders need not have been there before.
  @Override
  public final String anyRevision() {
    return Split.toCandidate(chance.oneOf(List.of(0, 0, 5, 50, ALL))).revision().id();
  }

  @Override
  public final Optional<String> missing(Rollback rollback, Instant since) {
    return Split.parse(rollback.to().id()).stream()
        .flatMap(to ->
            List.of(to.stable() > 0 ? "stable" : "", to.candidate() > 0 ? "candidate" : "")
                .stream())
        .filter(side -> unhealthy.wasLost(side, since))
        .map(side -> side + " has too few healthy servers")
        .findFirst();
  }

  static Optional<String> split(long stable, long candidate) {
    return Split.ofWeights(stable, candidate).map(split -> split.revision().id());
  }

  /// A part of the traffic is nothing to go back to, whoever vouches for it.
  @Override
  public final boolean mayBeMissing(Revision revision) {
    return unhealthy.hasEverLost() || Split.parse(revision.id()).filter(Split::isWhole).isEmpty();
  }
}
