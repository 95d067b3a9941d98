package io.github.lastgood.simulation;

import java.util.List;
import java.util.Optional;

/// What was asked for on the command line.
///
/// @param from the first seed
/// @param count how many seeds
record SimulateWish(long from, int count, Tells tells) {

  /// What is wanted of it.
  enum Tells {
    STEPS,
    SUMMARY,
    EXHAUSTIVE
  }

  /// Empty when it is nothing that can be done.
  static Optional<SimulateWish> of(List<String> args) {
    try {
      return switch (args.size()) {
        case 1 ->
            args.getFirst().equals("--exhaustive")
                ? Optional.of(new SimulateWish(0, 1, Tells.EXHAUSTIVE))
                : Optional.empty();
        case 2 -> two(args.get(0), args.get(1));
        case 3 ->
            args.get(0).equals("--seed") && args.get(2).equals("--steps")
                ? Optional.of(new SimulateWish(Long.parseLong(args.get(1)), 1, Tells.STEPS))
                : Optional.empty();
        case 4 ->
            args.get(0).equals("--seeds") && args.get(2).equals("--from")
                ? some(Long.parseLong(args.get(3)), args.get(1))
                : Optional.empty();
        default -> Optional.empty();
      };
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<SimulateWish> two(String option, String number) {
    return switch (option) {
      case "--seed" -> Optional.of(new SimulateWish(Long.parseLong(number), 1, Tells.SUMMARY));
      case "--seeds" -> some(1, number);
      default -> Optional.empty();
    };
  }

  private static Optional<SimulateWish> some(long from, String count) {
    var seeds = Integer.parseInt(count);
    return seeds > 0 ? Optional.of(new SimulateWish(from, seeds, Tells.SUMMARY)) : Optional.empty();
  }
}
