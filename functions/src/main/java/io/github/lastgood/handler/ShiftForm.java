package io.github.lastgood.handler;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lastgood.Refusal;
import io.github.lastgood.Refusal.Code;
import io.github.lastgood.Shifter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The `shift` command.
///
///     {"command": "shift", "target": "shop-front", "by": "ana", "reason": "v8",
///      "to": "candidate", "steps": [5, 25, 50, 100], "interval": "5m", "action": "start"}
///
/// `action` is start (the usual one), plan, halt or resume; halt and resume take no steps.
final class ShiftForm {
  static final Set<String> FIELDS = Set.of("action", "to", "steps", "interval");

  private ShiftForm() {}

  static Shifter.Order read(Fields command) {
    return new Shifter.Order(
        toCandidate(command),
        steps(command),
        command.duration("interval", Shifter.USUAL_INTERVAL),
        command.text("by").orElse("nobody named"),
        command.text("reason").orElse(""));
  }

  private static boolean toCandidate(Fields command) {
    return switch (command.text("to").orElse("candidate")) {
      case "candidate" -> true;
      case "stable" -> false;
      default ->
          throw new Refusal(
              Code.BAD_VALUE, "The command's to must be candidate or stable; it names the side.");
    };
  }

  private static List<Integer> steps(Fields command) {
    var node = command.node().path("steps");
    if (node.isMissingNode() || node.isNull()) {
      return Shifter.USUAL_STEPS;
    }
    var steps = new ArrayList<Integer>();
    for (var step : node) {
      if (!isNext(step, steps.isEmpty() ? 0 : steps.getLast())) {
        throw wrong();
      }
      steps.add(step.intValue());
    }
    if (!node.isArray() || steps.isEmpty()) {
      throw wrong();
    }
    return steps;
  }

  private static boolean isNext(JsonNode step, int last) {
    return step.isInt() && step.intValue() > last && step.intValue() <= 100;
  }

  private static Refusal wrong() {
    return new Refusal(
        Code.BAD_VALUE,
        "The command's steps must be rising percentages up to 100, such as [5, 25, 50, 100].");
  }
}
