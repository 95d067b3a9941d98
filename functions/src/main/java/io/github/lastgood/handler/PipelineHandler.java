package io.github.lastgood.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.lastgood.Lastgood;
import io.github.lastgood.Refusal;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.FailureType;
import software.amazon.awssdk.services.codepipeline.model.InvalidJobStateException;
import software.amazon.awssdk.services.codepipeline.model.JobNotFoundException;

/// CodePipeline's Lambda invoke action. Its `UserParameters` are JSON:
///
///     {"mode": "gate", "target": "orders-api", "revision": "orders-api:42"}
///     {"mode": "verify", "target": "orders-api", "timeout": "60m"}
///     {"mode": "rollback", "target": "orders-api", "by": "release team", "reason": "smoke test"}
///
/// See [PipelineModes] for what each does. CodePipeline takes no answer but by API; a job that was
/// answered already (Lambda runs a function twice now and then) is done. What goes wrong fails the
/// action with a sentence; it can be tried again in the pipeline.
///
/// The event is never logged: it has live credentials.
public final class PipelineHandler extends JsonFunction {
  private static final Logger log = LoggerFactory.getLogger(PipelineHandler.class);

  /// CodePipeline takes 2,048 characters of a summary.
  private static final int LONGEST = 2_000;

  private final CodePipelineClient codePipeline;
  private final PipelineModes modes;

  /// For Lambda.
  public PipelineHandler() {
    this(Wiring.lastgood(), Wiring.codePipeline());
  }

  public PipelineHandler(Lastgood lastgood, CodePipelineClient codePipeline) {
    super(lastgood);
    this.codePipeline = codePipeline;
    this.modes = new PipelineModes(lastgood);
  }

  @Override
  Object handle(JsonNode event, Context context) {
    var job = PipelineJob.of(event);
    correlate(job.id());
    var result = result(job);
    log.info("Job {}: {}", job.id(), result);
    try {
      put(job, result);
    } catch (InvalidJobStateException | JobNotFoundException e) {
      log.info("Job {} was answered already", job.id());
    }
    return Map.of("job", job.id(), "result", result.word(), "message", result.message());
  }

  private PipelineResult result(PipelineJob job) {
    try {
      return modes.result(job);
    } catch (Refusal refusal) {
      return new PipelineResult.Misconfigured(refusal.sentence());
    } catch (RuntimeException e) {
      log.error("Could not work on job {}", job.id(), e);
      return job.token()
          .<PipelineResult>map(token -> new PipelineResult.Later(token, "AWS did not answer."))
          .orElseGet(() ->
              new PipelineResult.Failed(
                  "Lastgood could not answer ("
                      + e.getClass().getSimpleName()
                      + "); its log has the details. Retry the stage."));
    }
  }

  private void put(PipelineJob job, PipelineResult result) {
    switch (result) {
      case PipelineResult.Succeeded done ->
          codePipeline.putJobSuccessResult(
              put -> put.jobId(job.id()).executionDetails(d -> d.summary(summary(done.message()))));
      case PipelineResult.Later later ->
          codePipeline.putJobSuccessResult(put ->
              put.jobId(job.id())
                  .continuationToken(later.token())
                  .executionDetails(d -> d.summary(summary(later.message()))));
      case PipelineResult.Failed failed -> fail(job, FailureType.JOB_FAILED, failed.message());
      case PipelineResult.Misconfigured wrong ->
          fail(job, FailureType.CONFIGURATION_ERROR, wrong.message());
    }
  }

  private void fail(PipelineJob job, FailureType type, String message) {
    codePipeline.putJobFailureResult(
        put -> put.jobId(job.id()).failureDetails(f -> f.type(type).message(summary(message))));
  }

  private static String summary(String message) {
    return message.length() <= LONGEST ? message : message.substring(0, LONGEST);
  }
}
