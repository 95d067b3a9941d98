package io.github.lastgood.account.codepipeline;

import io.github.lastgood.account.setting.Agenda;
import io.github.lastgood.account.setting.Ids;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.ExecutionType;
import software.amazon.awssdk.services.codepipeline.model.PipelineType;
import software.amazon.awssdk.services.codepipeline.model.StageExecutionStatus;

/// One pipeline: stages that pass at once, and a last one whose action deploys for five minutes.
/// What comes to the last stage while its inbound transition is stopped waits there; when it is
/// opened the newest that waits goes on (execution mode SUPERSEDED).
public final class SimulatedPipeline {
  private static final Duration DEPLOYING = Duration.ofMinutes(5);

  final String name;
  final PipelineType type;
  final List<String> stages;
  final List<Execution> executions = new ArrayList<>();
  private final Agenda agenda;
  private final Ids ids;
  private int version = 1;
  private @Nullable String stoppedFor;
  private @Nullable Execution latest;

  SimulatedPipeline(String name, PipelineType type, List<String> stages, Agenda agenda, Ids ids) {
    this.name = name;
    this.type = type;
    this.stages = new ArrayList<>(stages);
    this.agenda = agenda;
    this.ids = ids;
  }

  /// An execution that succeeded long ago.
  ///
  /// @param externalId what it deployed, as its deploy action calls it
  /// @param deploy what the deploy action does when it runs once more, and what it calls that
  public void ranBefore(String externalId, Supplier<String> deploy) {
    Execution past = execution(ExecutionType.STANDARD, deploy);
    past.externalId = externalId;
    past.status = StageExecutionStatus.SUCCEEDED;
    latest = past;
  }

  /// A new source revision comes in and goes as far as it may.
  ///
  /// @param deploy what the deploy action does, and what it calls that
  public void release(Supplier<String> deploy) {
    Execution run = execution(ExecutionType.STANDARD, deploy);
    if (stoppedFor == null) {
      enter(run);
    }
  }

  /// Somebody edits the pipeline: earlier executions can no longer be rolled back to.
  public void edit() {
    version++;
  }

  /// Somebody renames the last stage.
  public void renameLastStage(String other) {
    stages.set(stages.size() - 1, other);
  }

  /// Why the inbound transition of the last stage is stopped; empty when it is open.
  public Optional<String> stopped() {
    return Optional.ofNullable(stoppedFor);
  }

  /// Somebody stops it.
  public void stop(String reason) {
    stoppedFor = reason;
  }

  /// Somebody opens it.
  public void open() {
    stoppedFor = null;
    executions.stream()
        .filter(Execution::isWaiting)
        .reduce((older, newer) -> newer)
        .ifPresent(this::enter);
  }

  /// What its last stage ran, oldest first: `STANDARD SUCCEEDED`, `ROLLBACK IN_PROGRESS`.
  public List<String> runs() {
    return executions.stream()
        .filter(run -> !run.isWaiting())
        .map(run -> run.type + " " + run.status.name())
        .toList();
  }

  /// The newest execution that came into the last stage.
  Optional<Execution> latest() {
    return Optional.ofNullable(latest);
  }

  int version() {
    return version;
  }

  Execution rollBackTo(Execution target) {
    Execution run = execution(ExecutionType.ROLLBACK, target.deploy);
    enter(run);
    return run;
  }

  private Execution execution(ExecutionType executionType, Supplier<String> deploy) {
    Execution run = new Execution(ids.uuid(), executionType, version, agenda.now(), deploy);
    executions.add(run);
    return run;
  }

  private void enter(Execution run) {
    latest = run;
    run.status = StageExecutionStatus.IN_PROGRESS;
    run.externalId = run.deploy.get();
    agenda.after(DEPLOYING, () -> run.status = StageExecutionStatus.SUCCEEDED);
  }
}
