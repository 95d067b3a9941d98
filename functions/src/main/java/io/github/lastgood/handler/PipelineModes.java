package io.github.lastgood.handler;

import io.github.lastgood.Answer;
import io.github.lastgood.Gatekeeper.Asker;
import io.github.lastgood.Lastgood;
import io.github.lastgood.Refusal;
import io.github.lastgood.Refusal.Code;
import io.github.lastgood.decision.Proof;
import io.github.lastgood.ledger.Hint;
import io.github.lastgood.signal.Signal.Order;
import io.github.lastgood.target.LiveState;
import io.github.lastgood.target.Revision;
import io.github.lastgood.target.TargetState;
import java.time.Duration;
import java.time.Instant;

/// The modes of the pipeline's action.
///
/// - `gate`, before the deploy action: fails when the revision about to go out is quarantined. The
///   revision is the parameter `revision` (`family:42` or an ARN; a pipeline variable such as
///   `#{register.TASK_DEFINITION}` does). Without it, what the target last deployed is asked about:
///   that catches a pipeline that is run again with the same input, and nothing else.
/// - `verify`, after the deploy action: goes on until the deployment that runs when it is first
///   asked has finished its bake time, and fails when that was rolled back, was replaced, or took
///   longer than `timeout` (60 minutes unless stated).
/// - `rollback`: rolls the target back, as the operator's command does but to a known-good revision
///   only, and succeeds when that was begun or is under way.
final class PipelineModes {
  private static final Duration TIMEOUT = Duration.ofMinutes(60);
  private static final int HISTORY = 20;
  private static final String SEPARATOR = "|";

  private final Lastgood lastgood;

  PipelineModes(Lastgood lastgood) {
    this.lastgood = lastgood;
  }

  /// @throws Refusal when the parameters are wrong
  PipelineResult result(PipelineJob job) {
    var parameters = job.read();
    var mode = parameters.required("mode");
    var state = OperatorHandler.registered(lastgood, parameters.required("target"));
    return switch (mode) {
      case "gate" -> gate(job, parameters, state);
      case "verify" -> verify(job, parameters, state);
      case "rollback" -> rollback(job, parameters, state);
      default ->
          throw new Refusal(
              Code.BAD_VALUE, "The UserParameters's mode must be gate, verify or rollback.");
    };
  }

  private PipelineResult gate(PipelineJob job, Fields parameters, TargetState state) {
    var current = state.current();
    var revision =
        parameters
            .text("revision")
            .map(written -> Revision.of(OperatorHandler.revision(state, "revision", written)));
    if (revision.isEmpty() && current == null) {
      return new PipelineResult.Succeeded("Nothing of " + state.name() + " was deployed yet.");
    }
    var asked = revision.orElseGet(() -> current == null ? Revision.of("") : current.revision());
    var verdict =
        lastgood.gatekeeper().ask(state, asked, new Asker(job.id(), "gate of a pipeline"));
    return verdict.passes()
        ? new PipelineResult.Succeeded(verdict.message())
        : new PipelineResult.Failed(verdict.message());
  }

  private PipelineResult verify(PipelineJob job, Fields parameters, TargetState state) {
    var token = job.token().orElseGet(() -> firstToken(state));
    var at = token.lastIndexOf(SEPARATOR);
    if (at < 0) {
      throw new Refusal(Code.BAD_VALUE, "The continuation token is not one of Lastgood's.");
    }
    var until =
        Instant.parse(token.substring(at + 1)).plus(parameters.duration("timeout", TIMEOUT));
    var history = lastgood.ledger().deployments(state.name(), HISTORY);
    return switch (Proof.of(state, token.substring(0, at), history)) {
      case Proof.Proven proven -> new PipelineResult.Succeeded(proven.message());
      case Proof.Disproven disproven -> new PipelineResult.Failed(disproven.message());
      case Proof.Open open ->
          lastgood.clock().instant().isBefore(until)
              ? new PipelineResult.Later(token, open.message())
              : new PipelineResult.Failed("Not proven good in time: " + open.message());
    };
  }

  /// What is followed: the deployment that AWS shows now. Its event may still be on its way, so the
  /// ledger is not asked.
  private String firstToken(TargetState state) {
    return switch (lastgood.desk().look(state)) {
      case LiveState.Running running ->
          running.deployment().id() + SEPARATOR + lastgood.clock().instant();
      case LiveState.Unusable unusable -> throw new Refusal(Code.NOT_SUPPORTED, unusable.why());
      case LiveState.NotRead _ -> throw new IllegalStateException("AWS did not answer");
    };
  }

  private PipelineResult rollback(PipelineJob job, Fields parameters, TargetState state) {
    var order =
        new Order(
            job.id(),
            lastgood.clock().instant(),
            parameters.text("by").orElse("CodePipeline"),
            parameters.text("reason").orElse(""),
            parameters
                .text("revision")
                .map(written ->
                    knownGood(state, OperatorHandler.revision(state, "revision", written)))
                .orElse(null),
            false);
    return lastgood
        .pipeline()
        .handle(Hint.of(state), order)
        .map(PipelineModes::began)
        .orElseGet(() -> new PipelineResult.Failed(state.name() + " was unregistered meanwhile."));
  }

  /// Whoever may edit a pipeline is not thereby a person who may name any revision.
  private static String knownGood(TargetState state, String revision) {
    if (state.knownGood().stream().noneMatch(good -> good.revision().id().equals(revision))) {
      throw new Refusal(
          Code.BAD_VALUE,
          Revision.of(revision).label()
              + " is not known good, and a pipeline goes back to nothing else; a person can name it"
              + " to the operator function.");
    }
    return revision;
  }

  private static PipelineResult began(Answer answer) {
    return answer.decision().equals("ROLL_BACK") || answer.reason().equals("ROLLBACK_EXISTS")
        ? new PipelineResult.Succeeded(answer.message())
        : new PipelineResult.Failed(answer.decision() + ": " + answer.message());
  }
}
