package io.github.lastgood.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A pipeline's Lambda invoke action under Lambda's own runtime client: CodePipeline takes no
/// answer but by API. And what a rollback does at the stage that deploys its target.
@ExtendWith(WireExtension.class)
class PipelineIT {
  private final WireWorld world;

  PipelineIT(WireWorld world) {
    this.world = world;
  }

  private JsonNode job(String file) throws Exception {
    return Json.read(world.pipeline(Events.file("codepipeline/" + file)).body());
  }

  /// The calls to CodePipeline since the world was left alone.
  private List<String> calls() {
    return world.front().calls().all().stream()
        .filter(call -> call.service().equals("codepipeline"))
        .map(Call::operation)
        .toList();
  }

  private Call answered(String operation) {
    return world.front().calls().of("codepipeline", operation).findFirst().orElseThrow();
  }

  @Test
  void theGateLetsAGoodRevisionPassAndFailsForAQuarantinedOne() throws Exception {
    world.badDeploymentAfterRegistration(Instant.now().minusSeconds(10));
    assertThat(job("gate.json").path("result").asText()).isEqualTo("SUCCEEDED");
    assertThat(calls()).containsExactly("PutJobSuccessResult");

    world.operatorAnswer("mark-bad.json");
    world.front().codePipelines().clear();
    world.front().forget();

    assertThat(job("gate.json").path("result").asText()).isEqualTo("FAILED");
    var failure = answered("PutJobFailureResult").request().path("failureDetails");
    assertThat(failure.path("type").asText()).isEqualTo("JobFailed");
    assertThat(failure.path("message").asText()).startsWith("orders-api:42 is quarantined since");
  }

  @Test
  void aJobThatComesTwiceIsDone() throws Exception {
    world.badDeploymentAfterRegistration(Instant.now().minusSeconds(10));
    job("gate.json");

    assertThat(job("gate.json").path("result").asText()).isEqualTo("SUCCEEDED");
    assertThat(world.front().calls().of("codepipeline", "PutJobSuccessResult"))
        .extracting(Call::status)
        .containsExactly(200, 400);
  }

  @Test
  void verificationGoesOnWithAToken() throws Exception {
    world.badDeploymentAfterRegistration(Instant.now().minusSeconds(10));

    assertThat(job("verify.json").path("result").asText()).isEqualTo("CONTINUES");
    assertThat(answered("PutJobSuccessResult").parameter("continuationToken"))
        .startsWith("ecs-svc/9313423515462893900|");
  }

  @Test
  void wrongParametersAreAConfigurationError() throws Exception {
    job("parameters-not-json.json");

    assertThat(answered("PutJobFailureResult").request().path("failureDetails").path("type"))
        .hasToString("\"ConfigurationError\"");
  }

  @Test
  void theLogHoldsNothingOfTheJobsCredentials() throws Exception {
    var answer = world.pipeline(Events.file("codepipeline/unknown-target.json"));

    assertThat(answer.logs()).isNotEmpty().noneMatch(line -> line.contains("not-a-"));
  }

  @Test
  void aRollbackMovesTheTargetAndThenStopsTheStageThatDeploysIt() throws Exception {
    world.operatorAnswer("register-pipeline.json");
    world.badDeploymentOfWhatIsRegistered(Instant.now().minusSeconds(10));

    assertThat(job("rollback.json").path("result").asText()).isEqualTo("SUCCEEDED");

    assertThat(world.running()).isEqualTo(WireWorld.GOOD);
    assertThat(calls())
        .containsExactly("GetPipelineState", "DisableStageTransition", "PutJobSuccessResult");
    assertThat(world.front().codePipelines().stopped().orElseThrow())
        .startsWith("Lastgood rolled orders-api back from orders-api 42 in rollback");
    assertThat(
            world
                .front()
                .calls()
                .upTo("codepipeline", "GetPipelineState")
                .of("ecs", "UpdateService"))
        .hasSize(1);
    assertThat(world.ledger().items("OPEN", "FOLLOWUP#")).isEmpty();
  }
}
