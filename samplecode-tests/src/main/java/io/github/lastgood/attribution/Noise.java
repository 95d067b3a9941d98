package io.github.lastgood.attribution;

import java.util.Random;

/// A metric that goes up and down around its level, and an alarm that fits it.
///
/// @param height how much more is surely too much
record Noise(Random random, double level, double sigma, double threshold, double height) {

  static Noise draw(Random random) {
    var level = 5 + 95 * random.nextDouble();
    var sigma = level * (0.02 + 0.23 * random.nextDouble());
    var margin = (4 + 4 * random.nextDouble()) * sigma;
    return new Noise(
        random, level, sigma, level + margin, margin * (1.3 + 2 * random.nextDouble()));
  }

  Metric metric() {
    return new Metric().plus(_ -> level + sigma * random.nextGaussian()).floored();
  }

  /// Red when two or three points in a row are too high.
  Case alarm(Metric metric) {
    return new Case(metric, threshold, 2 + random.nextInt(2));
  }

  /// A count of rare things (Poisson).
  static int count(Random random, double rate) {
    var limit = StrictMath.exp(-rate);
    var product = random.nextDouble();
    var count = 0;
    while (product > limit) {
      product *= random.nextDouble();
      count++;
    }
    return count;
  }
}
