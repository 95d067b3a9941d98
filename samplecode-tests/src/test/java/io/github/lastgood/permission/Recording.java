package io.github.lastgood.permission;

import io.github.lastgood.demo.PlayedStories;
import io.github.lastgood.stage.Invoked;
import io.github.lastgood.stage.Stage;
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
  static Recording ofEveryStory() {
    var recording = new Recording();
    PlayedStories.forEach(recording::add);
    return recording;
  }

  private void add(String story, Stage stage) {
    add(story, stage, stage.invoked());
  }

  /// Adds what these invocations called.
  void add(String story, Stage stage, List<Invoked> invocations) {
    var table = new Authorizations(stage.world().account());
    for (var invoked : invocations) {
      var function = asked.computeIfAbsent(invoked.function(), _ -> new LinkedHashMap<>());
      for (var step : invoked.steps()) {
        table
            .of(step.entry().call())
            .forEach(each -> function.computeIfAbsent(each, _ -> new LinkedHashSet<>()).add(story));
      }
    }
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
