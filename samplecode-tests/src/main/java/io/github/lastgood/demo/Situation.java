package io.github.lastgood.demo;

import io.github.lastgood.account.World;
import io.github.lastgood.target.Rollback;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How things stand at the end of a play that claims nothing.
final class Situation {
  private Situation() {}

  static void tell(Play play) {
    var page = play.page();
    var world = play.world();
    var running = world.primary();
    var arn = running.taskDefinition();
    page.line("");
    page.strong("How it stands:");
    page.line(
        "  prod/orders-api runs "
            + arn.substring(arn.lastIndexOf('/') + 1)
            + ", its deployment is "
            + running.rolloutStateAsString()
            + ".");
    var red =
        Stream.of(
                World.ALARM_5XX,
                World.ALARM_P99,
                World.ALARM_COMPOSITE,
                World.ALARM_LOGS,
                World.ALARM_BY_ZONE,
                World.ALARM_OTHER)
            .filter(world.account().alarms()::isRed)
            .collect(Collectors.joining(", "));
    page.line(red.isEmpty() ? "  No alarm is red." : "  Red: " + red + ".");
    var rollbacks =
        play.stage().ledger().rollbacks(World.SERVICE).stream()
            .map(Situation::words)
            .collect(Collectors.joining("; "));
    page.line("  " + (rollbacks.isEmpty() ? "Nothing was rolled back." : rollbacks + "."));
    page.line(
        "  Not shown: "
            + play.timeline().silentTicks()
            + " looks of the watch with nothing to do.");
  }

  private static String words(Rollback rollback) {
    return "The rollback from "
        + rollback.from().label()
        + " to "
        + rollback.to().label()
        + " is "
        + rollback.status();
  }
}
