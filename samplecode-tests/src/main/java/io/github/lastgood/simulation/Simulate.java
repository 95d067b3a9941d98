package io.github.lastgood.simulation;

public final class Simulate {
  public static void main(String[] args) throws Exception {
    long from = Long.parseLong(args[0]), to = Long.parseLong(args[1]);
    boolean steps = args.length > 2;
    var all = new Tally();
    long t = System.nanoTime();
    var th = Thread.ofVirtual().start(() -> {
      for (long seed = from; seed <= to; seed++) {
        var v = Simulation.of(seed, new LedgerTable(), steps ? Chronicle.to(System.out::println) : Chronicle.silent()).run();
        all.addAll(v.tally());
        if (v.violation() != null) System.out.println(seed + " " + v.violation());
      }
    });
    th.join();
    System.out.println((System.nanoTime() - t) / 1e9 / (to - from + 1) + " s/seed, states " + all.states() + " " + all.under(""));
  }
}
