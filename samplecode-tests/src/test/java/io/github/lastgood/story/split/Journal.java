package io.github.lastgood.story.split;

import io.github.lastgood.account.call.Call;
import io.github.lastgood.account.call.JournalEntry;
import io.github.lastgood.stage.Stage;
import java.util.List;
import java.util.Set;

/// The calls that a story is about.
final class Journal {
  private static final Set<String> SERVICES =
      Set.of("elasticloadbalancing", "route53", "autoscaling");

  private Journal() {}

  /// Calls that changed something, in order.
  static List<String> changes(Stage stage) {
    return stage.world().account().calls().journal().stream()
        .map(JournalEntry::call)
        .filter(call -> SERVICES.contains(call.service()))
        .map(Call::name)
        .filter(name -> !name.contains(":Describe") && !name.contains(":Get"))
        .filter(name -> !name.contains(":List"))
        .toList();
  }
}
