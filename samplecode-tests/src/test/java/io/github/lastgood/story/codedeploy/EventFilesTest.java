package io.github.lastgood.story.codedeploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The files of `events/codedeploy` and what they are answered. CodeDeploy itself shows nothing but
/// version 7: an event is a reason to look, and what is seen counts.
class EventFilesTest extends CodeDeployStory {

  @ParameterizedTest
  @CsvSource({
    "codedeploy/bad-start.json, IGNORE, NOT_RED",
    "codedeploy/bad-ready.json, IGNORE, NOT_RED",
    "codedeploy/bad-success.json, IGNORE, NOT_RED",
    "codedeploy/bad-stop.json, IGNORE, NOT_RED",
    "codedeploy/bad-failure.json, IGNORE, ROLLBACK_EXISTS",
    "codedeploy/rollback-start.json, IGNORE, NOT_RED",
    "codedeploy/rollback-success.json, IGNORE, NOT_RED",
    "codedeploy/unregistered-group-success.json, IGNORE, UNKNOWN_RESOURCE"
  })
  void anEventIsAnswered(String file, String decision, String reason) {
    stage.deployment(Stage.event(file));

    var answer = stage.answers().getLast().path("answers").path(0);
    assertThat(answer.path("decision").asText()).isEqualTo(decision);
    assertThat(answer.path("reason").asText()).isEqualTo(reason);
    assertThat(moves()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "malformed/codedeploy-without-deployment-id.json, MISSING_FIELD",
    "malformed/codedeploy-unknown-state.json, BAD_VALUE"
  })
  void aMalformedOneIsRefused(String file, String code) {
    stage.deployment(Stage.event(file));

    assertThat(stage.answers().getLast().path("error").asText()).isEqualTo(code);
  }

  @Test
  void aTargetWithoutAGroupIsRefused() {
    var answer = stage.operate(Stage.event("malformed/register-code-deploy-without-group.json"));

    assertThat(answer.path("error").asText()).isEqualTo("MISSING_FIELD");
  }
}
