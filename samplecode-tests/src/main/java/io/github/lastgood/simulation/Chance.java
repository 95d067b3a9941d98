package io.github.lastgood.simulation;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// The only source of chance of a simulation. Each purpose has a stream of its own, so that one
/// more draw for one of them changes nothing for the others.
public final class Chance {
  private final long seed;
  private final RandomGenerator random;

  /// @param seed the same seed gives the same draws, on every machine
  public Chance(long seed) {
    this.seed = seed;
    this.random = new SplittableRandom(seed);
  }

  /// The stream for a purpose. It depends on the seed and the purpose alone.
  public Chance of(String purpose) {
    var mixed = seed * 0x9E3779B97F4A7C15L + purpose.hashCode();
    mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8FEB86659FD93L;
    return new Chance(mixed ^ (mixed >>> 32));
  }

  /// The seed of this stream, for those who keep their own generator.
  public long seed() {
    return seed;
  }

  /// True as often as `probability` says.
  public boolean once(double probability) {
    return probability > 0 && random.nextDouble() < probability;
  }

  /// A number from `least` to `most`, both included.
  public int between(int least, int most) {
    return random.nextInt(least, most + 1);
  }

  /// A whole number of minutes.
  public Duration minutes(int least, int most) {
    return Duration.ofMinutes(between(least, most));
  }

  /// A whole number of milliseconds.
  public Duration millis(int least, int most) {
    return Duration.ofMillis(between(least, most));
  }

  /// One of them, each as likely as the others.
  public <T> T oneOf(List<T> several) {
    return several.get(random.nextInt(several.size()));
  }
}
