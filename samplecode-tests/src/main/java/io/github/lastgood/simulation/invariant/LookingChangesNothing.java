package io.github.lastgood.simulation.invariant;

import java.util.Optional;
import java.util.regex.Pattern;

/// `plan`, `status`, `history` and `replay` change nothing, neither in AWS nor in the ledger.
public final class LookingChangesNothing implements Invariant {
  private static final Pattern LOOK =
      Pattern.compile("\\{\"command\":\"(plan|status|history|replay)\".*");
  private static final Pattern READING = Pattern.compile("(Describe|List|Get|BatchGet|Query).*");

  @Override
  public String sentence() {
    return "Commands that look change nothing.";
  }

  @Override
  public Optional<String> calling(Scene scene, Called called) {
    return LOOK.matcher(called.run().event()).matches()
            && !READING.matcher(called.call().operation()).matches()
        ? Optional.of(called.run().event() + " makes the call " + called.call().name())
        : Optional.empty();
  }
}
