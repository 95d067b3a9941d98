package io.github.lastgood.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lastgood.account.Release;
import io.github.lastgood.account.call.AwsErrors;
import io.github.lastgood.account.call.Fault;
import io.github.lastgood.account.codepipeline.Action;
import io.github.lastgood.stage.Stage;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// A pipeline asks Lastgood: a gate before it deploys, a verification after it, a rollback when its
/// own tests fail.
class PipelineTest extends Story {
  private Action run(String userParameters) {
    var action = world.account().codePipeline().run(userParameters);
    world.advance(Duration.ZERO);
    return action;
  }

  private Action gate(String revision) {
    return run("{\"mode\":\"gate\",\"target\":\"orders-api\",\"revision\":\"" + revision + "\"}");
  }

  private Action verify() {
    return run("{\"mode\":\"verify\",\"target\":\"orders-api\"}");
  }

  @Test
  void theGateStopsWhatWasRolledBack() {
    deploy(Release.BAD);
    until("10:40");
    var bad = gate("orders-api:42");
    var good = gate("orders-api:44");

    assertThat(bad.status()).isEqualTo("Failed JobFailed");
    assertThat(bad.summaries())
        .singleElement()
        .asString()
        .startsWith("orders-api:42 is quarantined since")
        .contains("orders-api-5xx went red");
    assertThat(good.status()).isEqualTo("Succeeded");
    assertThat(decisions()).contains("REFUSE QUARANTINED");
    assertThat(subjects()).contains("Refused to let orders-api:42 go on for orders-api");
  }

  @Test
  void aGateWithoutARevisionAsksAboutWhatWasLastDeployed() {
    var before = run("{\"mode\":\"gate\",\"target\":\"orders-api\"}");
    order("freeze");
    order("mark-bad", "revision", "orders-api:41");
    var frozen = run("{\"mode\":\"gate\",\"target\":\"orders-api\"}");
    order("unfreeze");
    var after = run("{\"mode\":\"gate\",\"target\":\"orders-api\"}");

    assertThat(before.status()).isEqualTo("Succeeded");
    assertThat(frozen.status()).isEqualTo("Succeeded");
    assertThat(after.status()).isEqualTo("Failed JobFailed");
  }

  @Test
  void verificationGoesOnUntilTheBakeIsOver() {
    deploy(Release.FIXED);
    until("10:05");
    var action = verify();
    until("10:15");
    assertThat(action.status()).isEqualTo("InProgress");
    assertThat(action.summaries().getFirst()).startsWith("orders-api:44 ");
    assertThat(action.summaries().getLast())
        .isEqualTo("orders-api:44 bakes until 2026-11-02 10:20:00 UTC.");
    until("10:22");

    assertThat(action.status()).isEqualTo("Succeeded");
  }

  @Test
  void verificationFailsWithTheReasonWhenItIsRolledBack() {
    deploy(Release.BAD);
    until("10:06");
    var action = verify();
    until("10:17");

    assertThat(action.status()).isEqualTo("Failed JobFailed");
    assertThat(action.summaries().getLast()).contains("orders-api-5xx went red");
  }

  @Test
  void verificationFailsWhenSomethingElseIsDeployedBefore() {
    deploy(Release.BAD);
    until("10:06");
    var action = verify();
    deploy(Release.FIXED);
    until("10:08");

    assertThat(action.status()).isEqualTo("Failed JobFailed");
    assertThat(action.summaries().getLast())
        .isEqualTo("orders-api:42 was replaced by another deployment before it was proven good.");
  }

  @Test
  void verificationFailsWhenItsTimeIsUp() {
    deploy(Release.FIXED);
    var action = run("{\"mode\":\"verify\",\"target\":\"orders-api\",\"timeout\":\"5m\"}");
    until("10:06");

    assertThat(action.status()).isEqualTo("Failed JobFailed");
    assertThat(action.summaries().getLast()).startsWith("Not proven good in time: ");
  }

  @Test
  void rollbackRollsTheTargetBack() {
    deploy(Release.FIXED);
    until("10:06");
    var action =
        run(
            "{\"mode\":\"rollback\",\"target\":\"orders-api\",\"by\":\"release team\","
                + "\"reason\":\"smoke test failed\"}");

    assertThat(action.status()).isEqualTo("Succeeded");
    assertThat(moves()).containsExactly("UpdateService orders-api:41");
    assertThat(notice("Rolling back orders-api to orders-api:41")).contains("By        release");
  }

  @Test
  void rollbackFailsWhenThereIsNothingToGoBackTo() {
    var action = run("{\"mode\":\"rollback\",\"target\":\"orders-api\"}");

    assertThat(action.status()).isEqualTo("Failed JobFailed");
    assertThat(action.summaries().getLast()).startsWith("ESCALATE: ");
  }

  @Test
  void wrongParametersAreAConfigurationError() {
    for (var parameters :
        new String[] {
          "",
          "gate",
          "{\"mode\":\"gate\"}",
          "{\"mode\":\"gate\",\"target\":\"nobody\"}",
          "{\"mode\":\"guess\",\"target\":\"orders-api\"}",
          "{\"mode\":\"gate\",\"target\":\"orders-api\",\"rev\":\"1\"}",
          "{\"mode\":\"gate\",\"target\":\"orders-api\",\"revision\":\"orders-api\"}"
        }) {
      assertThat(run(parameters).status()).as(parameters).isEqualTo("Failed ConfigurationError");
    }
  }

  @Test
  void aJobThatNobodyKnowsOrThatWasAnsweredIsDone() {
    stage.pipeline(Stage.event("codepipeline/gate.json"));
    stage.pipeline(Stage.event("codepipeline/gate.json"));

    assertThat(stage.failures()).isEmpty();
    assertThat(stage.answers().getLast().path("result").asText()).isEqualTo("SUCCEEDED");
  }

  /// CodePipeline was not reached, so Lambda runs the function again, when all is over.
  @Test
  void aRollbackWhoseAnswerWasLostIsNotOrderedAgain() throws Exception {
    deploy(Release.FIXED);
    until("10:05");
    var job = Stage.event("codepipeline/rollback.json");
    world.account().codePipeline().expect(new ObjectMapper().readTree(job));
    trouble(Fault.before("codepipeline:PutJobSuccessResult", 3, AwsErrors::throttled));
    stage.pipeline(job);
    until("10:30");
    stage.pipeline(job);

    assertThat(stage.failures()).hasSize(3);
    assertThat(stage.answers().getLast().path("result").asText()).isEqualTo("SUCCEEDED");
    assertThat(moves()).containsExactly("UpdateService orders-api:41");
    assertThat(decisions()).filteredOn(decision -> decision.endsWith(" ORDERED")).hasSize(1);
  }
}
