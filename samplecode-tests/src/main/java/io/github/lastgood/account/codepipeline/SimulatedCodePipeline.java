package io.github.lastgood.account.codepipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lastgood.account.call.AwsErrors;
import io.github.lastgood.account.event.EventFeed;
import io.github.lastgood.account.setting.Agenda;
import io.github.lastgood.account.setting.Ids;
import io.github.lastgood.account.setting.Place;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.DisableStageTransitionRequest;
import software.amazon.awssdk.services.codepipeline.model.DisableStageTransitionResponse;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineRequest;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineResponse;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineStateRequest;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineStateResponse;
import software.amazon.awssdk.services.codepipeline.model.InvalidJobStateException;
import software.amazon.awssdk.services.codepipeline.model.JobNotFoundException;
import software.amazon.awssdk.services.codepipeline.model.ListActionExecutionsRequest;
import software.amazon.awssdk.services.codepipeline.model.ListActionExecutionsResponse;
import software.amazon.awssdk.services.codepipeline.model.ListPipelineExecutionsRequest;
import software.amazon.awssdk.services.codepipeline.model.ListPipelineExecutionsResponse;
import software.amazon.awssdk.services.codepipeline.model.PipelineType;
import software.amazon.awssdk.services.codepipeline.model.PutJobFailureResultRequest;
import software.amazon.awssdk.services.codepipeline.model.PutJobFailureResultResponse;
import software.amazon.awssdk.services.codepipeline.model.PutJobSuccessResultRequest;
import software.amazon.awssdk.services.codepipeline.model.PutJobSuccessResultResponse;
import software.amazon.awssdk.services.codepipeline.model.RollbackStageRequest;
import software.amazon.awssdk.services.codepipeline.model.RollbackStageResponse;

/// The CodePipeline client of the simulated account: jobs of Lambda invoke actions, asked again as
/// long as their function leaves a continuation token (CodePipeline user guide, "Invoke an AWS
/// Lambda function in a pipeline"; how soon is not documented, here after half a minute), and
/// pipelines whose last stage deploys.
public final class SimulatedCodePipeline implements CodePipelineClient {
  private static final Duration AGAIN = Duration.ofSeconds(30);

  private final Place place;
  private final Agenda agenda;
  private final Ids ids;
  private final Pipelines pipelines;
  private final Map<String, Action> open = new HashMap<>();
  private final Map<String, Action> answered = new HashMap<>();
  private Consumer<String> function = _ -> {};

  /// A CodePipeline without pipelines.
  public SimulatedCodePipeline(Place place, Agenda agenda, Ids ids) {
    this.place = place;
    this.agenda = agenda;
    this.ids = ids;
    this.pipelines = new Pipelines(agenda, ids);
  }

  /// Creates a pipeline; its last stage is the one that deploys.
  public SimulatedPipeline create(String name, PipelineType type, List<String> stages) {
    return pipelines.create(name, type, stages);
  }

  /// Lets actions reach their function.
  public void invoke(Consumer<String> invoked) {
    function = invoked;
  }

  /// A pipeline comes to an action that invokes the function.
  public Action run(String userParameters) {
    Action action = new Action(userParameters);
    agenda.after(Duration.ZERO, () -> job(action, null));
    return action;
  }

  /// A pipeline waits for the answer to a job that a story hands to the function itself.
  ///
  /// @param event the job as the function gets it
  public void expect(JsonNode event) {
    JsonNode job = event.path("CodePipeline.job");
    JsonNode configuration = job.path("data").path("actionConfiguration").path("configuration");
    String userParameters = configuration.path("UserParameters").asText();
    open.put(job.path("id").asText(), new Action(userParameters));
  }

  private void job(Action action, @Nullable String token) {
    String id = ids.uuid();
    open.put(id, action);
    function.accept(event(id, action, token).toString());
  }

  private ObjectNode event(String id, Action action, @Nullable String token) {
    ObjectNode event = EventFeed.object();
    ObjectNode job = event.putObject("CodePipeline.job");
    job.put("id", id).put("accountId", place.accountId());
    ObjectNode data = job.putObject("data");
    data.putObject("actionConfiguration")
        .putObject("configuration")
        .put("FunctionName", "lastgood-pipeline")
        .put("UserParameters", action.userParameters);
    data.putArray("inputArtifacts");
    data.putArray("outputArtifacts");
    data.putObject("artifactCredentials")
        .put("accessKeyId", "ASIAEXAMPLE")
        .put("secretAccessKey", "not-a-secret")
        .put("sessionToken", "not-a-token");
    if (token != null) {
      data.put("continuationToken", token);
    }
    return event;
  }

  @Override
  public PutJobSuccessResultResponse putJobSuccessResult(PutJobSuccessResultRequest request) {
    Action action = answer(request.jobId());
    if (request.executionDetails() != null && request.executionDetails().summary() != null) {
      action.summaries.add(request.executionDetails().summary());
    }
    if (request.continuationToken() == null) {
      action.status = "Succeeded";
    } else {
      agenda.after(AGAIN, () -> job(action, request.continuationToken()));
    }
    return PutJobSuccessResultResponse.builder().build();
  }

  @Override
  public PutJobFailureResultResponse putJobFailureResult(PutJobFailureResultRequest request) {
    Action action = answer(request.jobId());
    action.status = "Failed " + request.failureDetails().typeAsString();
    action.summaries.add(request.failureDetails().message());
    return PutJobFailureResultResponse.builder().build();
  }

  private Action answer(String jobId) {
    if (answered.containsKey(jobId)) {
      throw refusal(InvalidJobStateException.builder(), "InvalidJobStateException");
    }
    Action action =
        Optional.ofNullable(open.remove(jobId))
            .orElseThrow(() -> refusal(JobNotFoundException.builder(), "JobNotFoundException"));
    answered.put(jobId, action);
    return action;
  }

  private static AwsServiceException refusal(AwsServiceException.Builder builder, String code) {
    return AwsErrors.refusal(builder, code, "The job was not found, or was answered already.");
  }

  @Override
  public GetPipelineResponse getPipeline(GetPipelineRequest request) {
    return GetPipelineResponse.builder()
        .pipeline(PipelineShapes.declaration(pipelines.find(request.name())))
        .build();
  }

  @Override
  public GetPipelineStateResponse getPipelineState(GetPipelineStateRequest request) {
    return GetPipelineStateResponse.builder()
        .pipelineName(request.name())
        .stageStates(PipelineShapes.states(pipelines.find(request.name())))
        .build();
  }

  @Override
  public ListPipelineExecutionsResponse listPipelineExecutions(
      ListPipelineExecutionsRequest request) {
    return ListPipelineExecutionsResponse.builder()
        .pipelineExecutionSummaries(pipelines.executions(request))
        .build();
  }

  @Override
  public ListActionExecutionsResponse listActionExecutions(ListActionExecutionsRequest request) {
    SimulatedPipeline pipeline = pipelines.find(request.pipelineName());
    return ListActionExecutionsResponse.builder()
        .actionExecutionDetails(
            pipeline.executions.reversed().stream()
                .filter(run -> !run.isWaiting())
                .map(run -> PipelineShapes.action(pipeline, run))
                .toList())
        .build();
  }

  @Override
  public DisableStageTransitionResponse disableStageTransition(
      DisableStageTransitionRequest request) {
    pipelines.disable(request);
    return DisableStageTransitionResponse.builder().build();
  }

  @Override
  public RollbackStageResponse rollbackStage(RollbackStageRequest request) {
    return RollbackStageResponse.builder()
        .pipelineExecutionId(pipelines.rollBack(request).id)
        .build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
