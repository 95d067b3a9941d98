package io.github.lastgood.target;

import java.util.Optional;
import java.util.regex.Pattern;

/// How two sides share the traffic, in percent; they sum up to 100. As a revision it reads
/// `stable=95,candidate=5`.
///
/// @param stable the stable side's share
/// @param candidate the candidate side's share
public record Split(int stable, int candidate) {
  private static final Pattern ID = Pattern.compile("stable=(\\d{1,3}),candidate=(\\d{1,3})");
  private static final int ALL = 100;

  public Split {
    if (stable < 0 || candidate < 0 || stable + candidate != ALL) {
      throw new IllegalArgumentException("Shares must sum up to 100: " + stable + ", " + candidate);
    }
  }

  /// The shares that weights come to; 2:1 and 200:100 are the same split. A side with any weight
  /// keeps at least one percent.
  ///
  /// @return empty when both weights are zero
  public static Optional<Split> ofWeights(long stable, long candidate) {
    var sum = stable + candidate;
    if (sum == 0) {
      return Optional.empty();
    }
    var share = Math.round(100.0 * candidate / sum);
    if (candidate > 0 && stable > 0) {
      share = Math.clamp(share, 1, ALL - 1);
    }
    return Optional.of(toCandidate((int) share));
  }

  /// The split that gives the candidate that much.
  public static Split toCandidate(int percent) {
    return new Split(ALL - percent, percent);
  }

  /// The split that a revision id names; empty when it names none.
  public static Optional<Split> parse(String id) {
    var parts = ID.matcher(id);
    if (!parts.matches()) {
      return Optional.empty();
    }
    var stable = Integer.parseInt(parts.group(1));
    var candidate = Integer.parseInt(parts.group(2));
    return stable + candidate == ALL ? Optional.of(new Split(stable, candidate)) : Optional.empty();
  }

  public Revision revision() {
    return Revision.of("stable=" + stable + ",candidate=" + candidate);
  }

  /// True when one side gets everything: only then nothing older runs beside it.
  public boolean isWhole() {
    return stable == ALL || candidate == ALL;
  }
}
