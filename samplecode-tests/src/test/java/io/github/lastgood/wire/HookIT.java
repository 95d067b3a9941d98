package io.github.lastgood.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The lifecycle hook under Lambda's own runtime client: ECS takes anything but an answer with a
/// status for a failure, so there must be one.
@ExtendWith(WireExtension.class)
class HookIT {
  private static final String SUCCEEDED = "{\"hookStatus\":\"SUCCEEDED\"}";

  private final WireWorld world;

  HookIT(WireWorld world) {
    this.world = world;
  }

  private String answer(String event) throws Exception {
    return world.hook(event).body();
  }

  private String answerTo(String file) throws Exception {
    return answer(Events.file("ecs-hook/" + file).text());
  }

  @Test
  void aQuarantinedRevisionIsRefusedAndARollbackPasses() throws Exception {
    world.badDeploymentAfterRegistration(Instant.now().minusSeconds(10));
    assertThat(answerTo("pre-scale-up.json")).isEqualTo(SUCCEEDED);

    world.operatorAnswer("mark-bad.json");

    assertThat(answerTo("pre-scale-up.json")).isEqualTo("{\"hookStatus\":\"FAILED\"}");
    assertThat(answerTo("production-traffic-shift-rollback.json")).isEqualTo(SUCCEEDED);
  }

  @Test
  void whatItCannotReadPasses() throws Exception {
    assertThat(answerTo("unregistered-service.json")).isEqualTo(SUCCEEDED);
    assertThat(answerTo("without-service.json")).isEqualTo(SUCCEEDED);
    assertThat(answer("[]")).isEqualTo(SUCCEEDED);
  }
}
