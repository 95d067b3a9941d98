package io.github.lastgood.simulation.invariant;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// A drill goes the whole way of an alarm up to the move, and writes down how long it took.
public final class DrillsMoveNothing implements Invariant {
  private static final String DRILL = "{\"command\":\"drill\"";
  private static final Pattern READING = Pattern.compile("(Describe|List|Get|BatchGet|Query).*");
  private static final Set<String> WRITING_DOWN =
      Set.of("dynamodb", "sns", "events", "eventbridge");

  @Override
  public String sentence() {
    return "A drill moves nothing.";
  }

  @Override
  public Optional<String> calling(Scene scene, Called called) {
    var call = called.call();
    return called.run().event().startsWith(DRILL)
            && !READING.matcher(call.operation()).matches()
            && !WRITING_DOWN.contains(call.service())
        ? Optional.of("the drill makes the call " + call.name())
        : Optional.empty();
  }

  /// Neither in the ledger.
  @Override
  public Optional<String> written(Scene scene, Written written) {
    return written.run().event().startsWith(DRILL) && written.opened().isPresent()
        ? Optional.of("the drill opened a rollback of " + written.team().name())
        : Optional.empty();
  }
}
