package io.github.lastgood.simulation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lastgood.account.setting.Agenda;
import io.github.lastgood.simulation.team.AlbTeam;
import io.github.lastgood.simulation.team.DnsTeam;
import io.github.lastgood.simulation.team.Team;
import java.time.Duration;
import java.util.List;

/// Operators: they look, order, freeze, change their minds, and name revisions that may be gone.
final class People {
  private static final List<String> NAMES = List.of("ana", "ben", "chi");

  private final Agenda agenda;
  private final Chance chance;
  private final Functions functions;
  private final List<Team> teams;
  private final TargetsFile targets;
  private final Chronicle chronicle;
  private final Tally tally;
  private boolean atWork = true;

  People(
      Agenda agenda,
      Chance chance,
      Functions functions,
      List<Team> teams,
      TargetsFile targets,
      Chronicle chronicle,
      Tally tally) {
    this.agenda = agenda;
    this.chance = chance;
    this.functions = functions;
    this.teams = teams;
    this.targets = targets;
    this.chronicle = chronicle;
    this.tally = tally;
  }

  /// They give a command now and then until they go home.
  void work(Duration busy) {
    agenda.after(
        chance.millis(20_000, (int) busy.toMillis()),
        () -> {
          if (atWork) {
            command();
            work(busy);
          }
        });
  }

  void goHome() {
    atWork = false;
  }

  private void command() {
    var team = chance.oneOf(teams);
    var draw = chance.between(1, 110);
    if (draw <= 20) {
      rollBack(team);
    } else if (draw <= 25) {
      give(order(chance.once(0.75) ? "approve" : "reject", team));
    } else if (draw <= 35) {
      give(order("plan", team));
    } else if (draw <= 40) {
      give(named("status", team));
    } else if (draw <= 44) {
      give(named("history", team));
    } else if (draw <= 58) {
      freeze(team);
    } else if (draw <= 68) {
      give(order("mark-bad", team).put("revision", team.anyRevision()));
    } else if (draw <= 78) {
      give(order("mark-good", team).put("revision", team.anyRevision()));
    } else if (draw <= 80) {
      setBarrier(team);
    } else if (draw <= 88) {
      give(order("pardon", team).put("revision", team.anyRevision()));
    } else if (draw <= 97) {
      shift(team);
    } else if (draw <= 100) {
      registerAgain(team);
    } else if (draw <= 104) {
      give(order("drill", team));
    } else if (draw <= 107) {
      replay(team);
    } else {
      give(targets.registration(team, anotherEdition()));
    }
  }

  private void rollBack(Team team) {
    var order = order("rollback", team);
    if (chance.once(0.4)) {
      order.put("to", team.anyRevision());
    }
    if (chance.once(0.3)) {
      order.put("force", true);
    }
    give(order);
  }

  /// For a while; sometimes it is forgotten.
  private void freeze(Team team) {
    var whole = chance.once(0.25);
    give(whole ? signed("freeze") : order("freeze", team));
    if (chance.once(0.8)) {
      agenda.after(
          chance.minutes(3, 40), () -> give(whole ? signed("unfreeze") : order("unfreeze", team)));
    }
  }

  /// For a while.
  private void setBarrier(Team team) {
    var revision = team.anyRevision();
    give(order("record", team).put("revision", revision).put("barrier", true));
    agenda.after(
        chance.minutes(5, 60),
        () -> give(order("record", team).put("revision", revision).put("barrier", false)));
  }

  /// A stack is removed, and comes back a while later.
  private void registerAgain(Team team) {
    give(order("unregister", team));
    agenda.after(chance.minutes(1, 8), () -> give(targets.registration(team)));
  }

  /// Would another policy have done better?
  private void replay(Team team) {
    var order = named("replay", team);
    order.set("policy", targets.policy(team, anotherEdition()));
    give(order);
  }

  private int anotherEdition() {
    return chance.between(2, 9);
  }

  private void shift(Team team) {
    if (!(team instanceof AlbTeam) && !(team instanceof DnsTeam)) {
      return;
    }
    var order = order("shift", team);
    switch (chance.between(1, 4)) {
      case 1 -> order.put("action", "halt");
      case 2 -> order.put("action", "resume");
      default -> {
        order.put("to", chance.once(0.6) ? "candidate" : "stable").put("interval", "2m");
        order.putArray("steps").add(10).add(50).add(100);
      }
    }
    give(order);
  }

  private ObjectNode named(String command, Team team) {
    return JsonNodeFactory.instance.objectNode().put("command", command).put("target", team.name());
  }

  private ObjectNode order(String command, Team team) {
    return sign(named(command, team));
  }

  private ObjectNode signed(String command) {
    return sign(JsonNodeFactory.instance.objectNode().put("command", command));
  }

  private ObjectNode sign(ObjectNode order) {
    return order.put("by", chance.oneOf(NAMES)).put("reason", "so the day goes");
  }

  private void give(ObjectNode command) {
    tally.add("commands: " + command.path("command").asText());
    chronicle.step(agenda.now(), () -> "command: " + command);
    functions.operate(command.toString());
  }
}
