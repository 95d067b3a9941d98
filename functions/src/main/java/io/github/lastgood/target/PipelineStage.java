package io.github.lastgood.target;

/// The stage of a CodePipeline pipeline that deploys a target.
///
/// A pipeline does not know that its target was rolled back: its next release, or a retry, deploys
/// what hurt once more. So a rollback also does what [OnRollback] says, after its own move.
///
/// @param pipeline the pipeline's name, in the target's account and region
/// @param stage the stage's name; never the first one, which has no inbound transition
/// @param onRollback what a rollback does there
public record PipelineStage(String pipeline, String stage, OnRollback onRollback) {

  /// What a rollback does at the stage.
  public enum OnRollback {
    /// Its inbound transition is stopped as soon as the move was made, until a person opens it.
    STOP_TRANSITION("stopTransition"),
    /// `RollbackStage` when the target has recovered, to the execution that is proven to have
    /// deployed the good revision. When there is no proof, or the target did not recover, the
    /// inbound transition is stopped instead.
    ROLLBACK_STAGE("rollbackStage");

    private final String written;

    OnRollback(String written) {
      this.written = written;
    }

    /// As people write it in `targets.yaml`.
    public String written() {
      return written;
    }
  }

  /// What people call it in a sentence.
  public String label() {
    return "stage " + stage + " of pipeline " + pipeline;
  }

  /// The command that lets the pipeline deploy again.
  public String openAgain() {
    return "aws codepipeline enable-stage-transition --pipeline-name "
        + pipeline
        + " --stage-name "
        + stage
        + " --transition-type Inbound";
  }
}
