package io.github.lastgood.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import io.github.lastgood.signal.Signal.DeploymentChange;
import io.github.lastgood.signal.Signal.Phase;
import io.github.lastgood.target.Orders;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

class DeploymentHandlerTest {
  private final Bench bench = new Bench();

  @ParameterizedTest
  @CsvSource({
    "good-in-progress.json,              2026-11-01T09:00:01Z, 1920498462936580504, IN_PROGRESS",
    "good-completed.json,                2026-11-01T09:05:01Z, 1920498462936580504, COMPLETED",
    "bad-in-progress.json,               2026-11-02T10:00:01Z, 9313423515462893900, IN_PROGRESS",
    "bad-completed.json,                 2026-11-02T10:05:01Z, 9313423515462893900, COMPLETED",
    "bad-failed.json,                    2026-11-02T10:04:11Z, 9313423515462893900, FAILED",
    "bad-failed-circuit-breaker.json,    2026-11-02T10:04:11Z, 9313423515462893900, FAILED",
    "bad-failed-deployment-alarms.json,  2026-11-02T10:04:11Z, 9313423515462893900, FAILED",
    "ecs-rollback-in-progress.json,      2026-11-02T10:04:13Z, 1920498462936580504, IN_PROGRESS",
    "ecs-rollback-completed.json,        2026-11-02T10:06:31Z, 1920498462936580504, COMPLETED",
    "lastgood-rollback-in-progress.json, 2026-11-02T10:15:34Z, 4400817263549120773, IN_PROGRESS",
    "lastgood-rollback-completed.json,   2026-11-02T10:20:11Z, 4400817263549120773, COMPLETED"
  })
  void everyEventNamesServiceDeploymentAndPhase(
      String file, Instant at, String number, Phase phase) {
    var change = DeploymentHandler.parse(Events.fields("ecs/" + file)).getFirst();

    assertThat(change)
        .returns(at, DeploymentChange::at)
        .returns(Orders.SERVICE_ARN, DeploymentChange::resourceId)
        .returns("ecs-svc/" + number, DeploymentChange::deploymentId)
        .returns(phase, DeploymentChange::phase);
    assertThat(change.eventId()).hasSize(36);
  }

  @Test
  void aServiceOfNoTargetIsIgnored() {
    assertThat(bench.deploymentFile("ecs/unregistered-service-completed.json").toString())
        .contains("\"reason\":\"UNKNOWN_RESOURCE\"", "\"decision\":\"IGNORE\"");
  }

  @Test
  void aDeploymentThatIsNoFailureIsNoted() {
    bench.given(Orders.state().withCurrent(Orders.badInFlight()));
    var answer = bench.deploymentFile("ecs/bad-completed.json").path("answers").path(0);

    assertThat(answer.path("reason").asText()).isEqualTo("NOT_RED");
    assertThat(bench.state().current()).isEqualTo(Orders.bad());
  }

  @Test
  void aFailedDeploymentIsRolledBack() {
    bench.given(Orders.state());
    var answer = bench.deploymentFile("ecs/bad-failed.json").path("answers").path(0);

    assertThat(answer.path("decision").asText()).isEqualTo("ROLL_BACK");
    assertThat(answer.path("reason").asText()).isEqualTo("DEPLOYMENT_FAILED");
    verify(bench.ecs)
        .updateService(
            UpdateServiceRequest.builder()
                .cluster("prod")
                .service("orders-api")
                .taskDefinition(Orders.GOOD.id())
                .build());
  }

  @Test
  void anEventOfAnotherSourceIsRefused() {
    assertThat(bench.deploymentFile("cloudwatch/metric-alarm.json").path("error").asText())
        .isEqualTo("WRONG_SHAPE");
    verify(bench.ecs, never()).updateService(any(UpdateServiceRequest.class));
  }
}
