package io.github.lastgood.permission;

import io.github.lastgood.account.call.JournalEntry;
import io.github.lastgood.demo.PlayedStories;
import io.github.lastgood.stage.Invoked;
import io.github.lastgood.stage.Stage;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// What IAM would have been asked for each function while the stories were played, and in which
/// stories.
final class Recording {
  private final SortedMap<String, Map<Authorization, Set<String>>> asked = new TreeMap<>();

  /// Plays every story.
  static Recording ofEveryStory() throws IOException {
    var recording = new Recording();
    PlayedStories.forEach(recording::add);
    Registrations.addTo(recording);
    return recording;
  }

  private void add(String story, Stage stage) {
    stage
        .invoked()
        .forEach(invoked ->
            add(
                story,
                invoked.function(),
                stage,
                invoked.steps().stream().map(Invoked.Step::entry).toList()));
  }

  /// Adds everything that was called on a stage where only that function ran.
  void add(String story, String function, Stage stage) {
    add(story, function, stage, stage.world().account().calls().journal());
  }

  private void add(String story, String function, Stage stage, List<JournalEntry> calls) {
    var table = new Authorizations(stage.world().account());
    var ofFunction = asked.computeIfAbsent(function, _ -> new LinkedHashMap<>());
    calls.stream()
        .flatMap(entry -> table.of(entry.call()).stream())
        .forEach(each -> ofFunction.computeIfAbsent(each, _ -> new LinkedHashSet<>()).add(story));
  }

  /// The handlers that were invoked.
  Set<String> functions() {
    return asked.keySet();
  }

  /// What was asked for a function, each with its stories.
  Map<Authorization, Set<String>> of(String function) {
    return asked.getOrDefault(function, Map.of());
  }
}
