package io.github.lastgood.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.CALLS_REAL_METHODS;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lastgood.target.Mode;
import io.github.lastgood.target.Orders;
import io.github.lastgood.target.TargetState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.FailureType;
import software.amazon.awssdk.services.codepipeline.model.InvalidJobStateException;
import software.amazon.awssdk.services.codepipeline.model.PutJobFailureResultRequest;
import software.amazon.awssdk.services.codepipeline.model.PutJobFailureResultResponse;
import software.amazon.awssdk.services.codepipeline.model.PutJobSuccessResultRequest;
import software.amazon.awssdk.services.codepipeline.model.PutJobSuccessResultResponse;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

class PipelineHandlerTest {
  private final Bench bench = new Bench();
  private final CodePipelineClient codePipeline =
      mock(CodePipelineClient.class, CALLS_REAL_METHODS);
  private final PipelineHandler handler = new PipelineHandler(bench.lastgood, codePipeline);
  private final List<PutJobSuccessResultRequest> succeeded = new ArrayList<>();
  private final List<PutJobFailureResultRequest> failed = new ArrayList<>();

  @BeforeEach
  void codePipelineTakesEveryAnswer() {
    doAnswer(
            call -> {
              succeeded.add(call.getArgument(0));
              return PutJobSuccessResultResponse.builder().build();
            })
        .when(codePipeline)
        .putJobSuccessResult(any(PutJobSuccessResultRequest.class));
    doAnswer(
            call -> {
              failed.add(call.getArgument(0));
              return PutJobFailureResultResponse.builder().build();
            })
        .when(codePipeline)
        .putJobFailureResult(any(PutJobFailureResultRequest.class));
  }

  private JsonNode file(String name) {
    return Bench.invoke(handler, Events.text("codepipeline/" + name + ".json"));
  }

  private JsonNode parameters(String json) {
    var event = (ObjectNode) Events.json("codepipeline/gate.json");
    ((ObjectNode)
            event
                .path("CodePipeline.job")
                .path("data")
                .path("actionConfiguration")
                .path("configuration"))
        .put("UserParameters", json);
    return Bench.invoke(handler, event.toString());
  }

  private static TargetState quarantined() {
    return Orders.state().withQuarantined(Orders.quarantined(Orders.BAD));
  }

  private void failedAs(FailureType type, String words) {
    assertThat(succeeded).isEmpty();
    assertThat(failed).hasSize(1);
    assertThat(failed.getFirst().failureDetails().type()).isEqualTo(type);
    assertThat(failed.getFirst().failureDetails().message()).contains(words);
  }

  @Test
  void aRevisionThatNothingIsKnownAgainstPassesTheGate() {
    bench.given(Orders.state());

    assertThat(file("gate").path("result").asText()).isEqualTo("SUCCEEDED");
    assertThat(succeeded.getFirst().jobId()).isEqualTo("11111111-abcd-1111-abcd-111111111101");
    assertThat(succeeded.getFirst().continuationToken()).isNull();
    assertThat(succeeded.getFirst().executionDetails().summary())
        .isEqualTo("Nothing is known against orders-api:42.");
  }

  @Test
  void aQuarantinedRevisionDoesNot() {
    bench.given(quarantined());

    assertThat(file("gate").path("result").asText()).isEqualTo("FAILED");
    failedAs(FailureType.JOB_FAILED, "orders-api:42");
    assertThat(bench.notices).hasSize(1);
  }

  @Test
  void withoutARevisionTheGateAsksAboutWhatWasDeployedLast() {
    bench.given(TargetState.registered(Orders.target(Mode.AUTO)));
    assertThat(file("gate-without-revision").path("message").asText())
        .isEqualTo("Nothing of orders-api was deployed yet.");

    var deployed = new PipelineHandlerTest();
    deployed.codePipelineTakesEveryAnswer();
    deployed.bench.given(quarantined());
    deployed.file("gate-without-revision");
    deployed.failedAs(FailureType.JOB_FAILED, "quarantined");
  }

  @Test
  void verifyFollowsTheDeploymentThatRunsWhenItIsFirstAsked() {
    bench.given(Orders.state());

    assertThat(file("verify").path("result").asText()).isEqualTo("CONTINUES");
    assertThat(succeeded.getFirst().continuationToken())
        .isEqualTo(Orders.BAD_ID + "|" + Orders.NOW);
    assertThat(failed).isEmpty();
  }

  @Test
  void verifySucceedsWhenItsDeploymentIsKnownGoodAndFailsWhenItIsRolledBack() {
    bench.given(Orders.state().withKnownGood(Orders.known(Orders.BAD, Orders.BAD_ID)));
    assertThat(file("verify-continued").path("message").asText())
        .isEqualTo("Deployment " + Orders.BAD_ID + " is known good.");
    assertThat(succeeded.getFirst().continuationToken()).isNull();

    var hurt = new PipelineHandlerTest();
    hurt.codePipelineTakesEveryAnswer();
    hurt.bench.given(Orders.state().withRollback(Orders.rollback()));
    hurt.file("verify-continued");
    hurt.failedAs(FailureType.JOB_FAILED, "orders-api:42 is being rolled back");
  }

  @Test
  void verifyGivesUpAfterItsTimeout() {
    bench.given(Orders.state());
    var asked = Orders.STARTED.plusSeconds(310);

    bench.now = asked.plus(Duration.ofMinutes(60)).minusMillis(1);
    assertThat(file("verify-continued").path("result").asText()).isEqualTo("CONTINUES");
    assertThat(succeeded.getFirst().continuationToken()).isEqualTo(Orders.BAD_ID + "|" + asked);
    succeeded.clear();
    bench.now = asked.plus(Duration.ofMinutes(60));
    file("verify-continued");
    failedAs(FailureType.JOB_FAILED, "Not proven good in time");
  }

  @Test
  void aTokenOfSomebodyElseIsRefused() {
    bench.given(Orders.state());
    Bench.invoke(
        handler,
        Events.text("codepipeline/verify-continued.json")
            .replace("ecs-svc/9313423515462893900|2026-11-02T10:05:10Z", "else"));

    failedAs(FailureType.CONFIGURATION_ERROR, "continuation token is not one of Lastgood's");
  }

  @Test
  void aServiceThatIsGoneCannotBeVerified() {
    bench.given(Orders.state());
    when(bench.ecs.describeServices(any(DescribeServicesRequest.class)))
        .thenReturn(DescribeServicesResponse.builder().build());
    file("verify");

    failedAs(FailureType.CONFIGURATION_ERROR, "orders-api");
  }

  @Test
  void rollbackRollsBackAndSucceedsWhenThatWasBegun() {
    bench.given(Orders.state());

    assertThat(file("rollback").path("result").asText()).isEqualTo("SUCCEEDED");
    verify(bench.ecs).updateService(any(UpdateServiceRequest.class));
    assertThat(file("rollback").path("result").asText())
        .as("it is under way")
        .isEqualTo("SUCCEEDED");
    verify(bench.ecs).updateService(any(UpdateServiceRequest.class));
  }

  @Test
  void aRollbackThatIsHeldFailsTheAction() {
    bench.given(Orders.state().withFreeze(Orders.freeze()));
    file("rollback");

    failedAs(FailureType.JOB_FAILED, "HOLD: ");
    verify(bench.ecs, never()).updateService(any(UpdateServiceRequest.class));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{\"mode\":\"gate\"};                                         lacks target",
        "{\"target\":\"orders-api\"};                                 lacks mode",
        "{\"mode\":\"deploy\",\"target\":\"orders-api\"};               must be gate, verify or",
        "{\"mode\":\"gate\",\"target\":\"orders-api\",\"x\":1};           unknown field x",
        "{\"mode\":\"gate\",\"target\":\"orders-api\",\"revision\":\"42\"}; must be a task"
            + " definition",
        "[];                                                        must be a JSON object",
        "{;                                                         must be JSON such as",
      })
  void wrongParametersAreTheConfigurationsFault(String json, String words) {
    bench.given(Orders.state());
    assertThat(parameters(json).path("result").asText()).isEqualTo("MISCONFIGURED");

    failedAs(FailureType.CONFIGURATION_ERROR, words);
  }

  @ParameterizedTest
  @ValueSource(strings = {"parameters-not-json", "unknown-target"})
  void whatCannotBeMeantFailsTheAction(String name) {
    assertThat(file(name).path("result").asText()).isEqualTo("MISCONFIGURED");
    assertThat(failed).hasSize(1);
  }

  /// IAM cannot limit who answers which job.
  @Test
  void noJobIsAnsweredButTheOneOfTheEvent() {
    bench.given(quarantined());
    var event = Events.json("codepipeline/gate.json");
    parameters("{\"mode\":\"gate\",\"target\":\"orders-api\",\"jobId\":\"another\"}");
    parameters("{\"mode\":\"gate\",\"target\":\"another\"}");

    assertThat(
            Stream.concat(
                succeeded.stream().map(PutJobSuccessResultRequest::jobId),
                failed.stream().map(PutJobFailureResultRequest::jobId)))
        .hasSize(2)
        .containsOnly(event.at("/CodePipeline.job/id").asText());
  }

  @Test
  void aJobThatWasAnsweredAlreadyIsDone() {
    bench.given(Orders.state());
    doThrow(InvalidJobStateException.builder().build())
        .when(codePipeline)
        .putJobSuccessResult(any(PutJobSuccessResultRequest.class));

    assertThat(file("gate").path("result").asText()).isEqualTo("SUCCEEDED");
  }

  @Test
  void whenTheLedgerDoesNotAnswerAJobThatWentOnGoesOn() {
    bench.table.failWith(new IllegalStateException("throttled"));

    assertThat(file("verify-continued").path("result").asText()).isEqualTo("CONTINUES");
    assertThat(succeeded.getFirst().continuationToken())
        .isEqualTo(Orders.BAD_ID + "|2026-11-02T10:05:10Z");
    assertThat(failed).isEmpty();
  }

  @Test
  void whenAwsDoesNotAnswerAFirstJobFailsWithTheWayOut() {
    bench.given(Orders.state());
    when(bench.ecs.describeServices(any(DescribeServicesRequest.class)))
        .thenThrow(EcsException.builder().statusCode(500).build());
    file("verify");

    failedAs(FailureType.JOB_FAILED, "Retry the stage.");
  }

  @Test
  void theAnswerNeverHoldsTheArtifactStoresCredentials() {
    bench.given(quarantined());
    var answer = file("gate").toString() + failed;

    assertThat(answer).doesNotContain("ASIAEXAMPLE", "not-a-secret", "not-a-token");
  }
}
