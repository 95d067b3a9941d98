package io.github.lastgood.attribution;

/// Prints how often attribution is right: `./lastgood attribution [SEED [EPISODES]]`.
public final class Attributions {
  static final long SEED = 1;
  static final int EACH = 300;

  private Attributions() {}

  public static void main(String[] arguments) {
    var seed = arguments.length > 0 ? Long.parseLong(arguments[0]) : SEED;
    var each = arguments.length > 1 ? Integer.parseInt(arguments[1]) : EACH;
    System.out.printf("Seed %d, %d episodes of each kind.%n%n", seed, each);
    System.out.print(Figures.of(seed, each).table());
  }
}
