package io.github.lastgood.simulation.invariant;

import io.github.lastgood.account.message.PublishedEvent;
import io.github.lastgood.simulation.team.Team;
import io.github.lastgood.target.Method;
import io.github.lastgood.target.PipelineStage.OnRollback;
import io.github.lastgood.target.Rollback;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Where a pipeline deploys the target, each move is followed up there: the way into its stage is
/// stopped, or the stage is rolled back, or it is told that neither could be done.
public final class PipelinesHearOfIt implements Invariant {
  private static final Duration ON_ITS_WAY = Duration.ofMinutes(3);
  private static final Set<String> HEARD =
      Set.of("Pipeline Transition Stopped", "Pipeline Stage Rolled Back", "Pipeline Not Stopped");

  @Override
  public String sentence() {
    return "Every move is followed up in the pipeline that deploys the target.";
  }

  @Override
  public Optional<String> ended(Scene scene) {
    var undone =
        scene.ledger().followUps().stream()
            .filter(due -> due.since().plus(ON_ITS_WAY).isBefore(scene.now()))
            .map(due -> "nobody followed up " + due.rollback().id())
            .findFirst();
    return undone.or(() ->
        scene.teams().stream()
            .filter(Team::hasPipeline)
            .flatMap(team -> unheard(scene, team.name()))
            .findFirst());
  }

  private static Stream<String> unheard(Scene scene, String name) {
    var events = scene.account().eventBridge().published();
    return scene.ledger().rollbacks(name).stream()
        .filter(rollback -> isToBeHeardOf(scene, name, rollback))
        .filter(rollback -> isUnheard(rollback, events))
        .map(rollback -> "no pipeline heard of " + rollback.id());
  }

  /// Who was unregistered meanwhile names no pipeline any more.
  private static boolean isToBeHeardOf(Scene scene, String name, Rollback rollback) {
    var stage = scene.state(name).map(state -> state.target().pipeline()).orElse(null);
    return rollback.method() != Method.BY_AWS
        && rollback.movedAt() != null
        && stage != null
        && scene.isRegisteredSince(name, rollback.claimedAt())
        && (stage.onRollback() == OnRollback.STOP_TRANSITION || rollback.status().isEnd());
  }

  private static boolean isUnheard(Rollback rollback, List<PublishedEvent> events) {
    return events.stream()
        .filter(event -> HEARD.contains(event.detailType()))
        .noneMatch(event -> event.detail().contains("\"" + rollback.id() + "\""));
  }
}
