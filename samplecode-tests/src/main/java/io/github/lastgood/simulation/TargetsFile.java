package io.github.lastgood.simulation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lastgood.simulation.team.Team;

/// What the owners have written about their targets, in one edition after the other: they differ in
/// the policies.
final class TargetsFile {
  private static final int FIRST = 1;

  private final Chance chance;

  TargetsFile(Chance chance) {
    this.chance = chance;
  }

  /// The command that registers a team's target as it is in the file at first.
  ObjectNode registration(Team team) {
    return registration(team, FIRST);
  }

  /// The command that registers a team's target with the policy of another edition.
  ObjectNode registration(Team team, int edition) {
    var command = JsonNodeFactory.instance.objectNode().put("command", "register");
    command.set("target", team.target(policy(team, edition)));
    return command.put("by", "ana");
  }

  /// A team's policy in an edition, the same each time.
  ObjectNode policy(Team team, int edition) {
    return policy(chance.of(edition + " " + team.name()));
  }

  private static ObjectNode policy(Chance chance) {
    var draw = chance.between(1, 100);
    var mode = draw <= 78 ? "auto" : draw <= 87 ? "approve" : draw <= 96 ? "observe" : "off";
    return JsonNodeFactory.instance
        .objectNode()
        .put("mode", mode)
        .put("bakeTime", chance.between(4, 15) + "m")
        .put("suspectWindow", chance.between(15, 60) + "m")
        .put("settleTimeout", chance.between(12, 30) + "m")
        .put("recoveryTimeout", chance.between(5, 15) + "m")
        .put("maxRollbacksPerDay", chance.between(1, 6));
  }
}
