package io.github.lastgood.demo;

import io.github.lastgood.target.Rollback;
import java.util.stream.Collectors;

/// How things stand at the end of a play that claims nothing.
final class Situation {
  private Situation() {}

  static void tell(Play play) {
    var page = play.page();
    page.line("");
    page.strong("How it stands:");
    page.line("  " + play.subject().running());
    var alarms = play.world().account().alarms();
    var red = alarms.names().stream().filter(alarms::isRed).collect(Collectors.joining(", "));
    page.line(red.isEmpty() ? "  No alarm is red." : "  Red: " + red + ".");
    var rollbacks =
        play.rollbacks().stream().map(Situation::words).collect(Collectors.joining("; "));
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
