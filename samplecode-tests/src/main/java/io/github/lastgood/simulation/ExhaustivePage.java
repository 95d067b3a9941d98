package io.github.lastgood.simulation;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// The exhaustive run as `docs/exhaustive.md`.
final class ExhaustivePage {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final String HEAD =
      """
      # Every way to disturb the main story

      This file is what `./lastgood simulate --exhaustive` prints; a test holds that it still does.

      The story: `orders-api:42` is deployed at 10:00:00, ECS calls it complete at 10:05:00, its alarm goes red at
      10:15:30, and Lastgood rolls back to `orders-api:41`. It is played again and again to 10:40:00, each time with one
      thing going wrong, at every place at which it can: at every call to AWS that a function makes at an instant at which
      it changes anything (ticks that only look are all alike; one stands for all), and with every event. An event whose
      function fails is delivered again after one and after two minutes; a tick comes every minute.

      | what goes wrong | plays | ends | latest move |
      |---|---|---|---|
      """;

  private ExhaustivePage() {}

  static String of(Exhaustive run) {
    var page = new StringBuilder(HEAD);
    for (var line : run.lines()) {
      page.append("| ").append(line.what()).append(" | ").append(line.plays()).append(" | ");
      page.append(counts(line.ends()))
          .append(" | ")
          .append(TIME.format(line.latestMove()))
          .append(" |\n");
    }
    page.append("\n## The ends\n");
    run.ends()
        .forEach((end, letter) -> {
          page.append("\n### ").append(letter).append("\n\n");
          end.lines().forEach(line -> page.append(line).append('\n'));
        });
    return page.toString();
  }

  private static String counts(Map<String, Integer> ends) {
    return ends.entrySet().stream()
        .map(each -> each.getValue() + " " + each.getKey())
        .collect(Collectors.joining(", "));
  }
}
