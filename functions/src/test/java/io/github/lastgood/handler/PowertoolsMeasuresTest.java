package io.github.lastgood.handler;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lastgood.decision.Decision;
import io.github.lastgood.decision.Reason;
import io.github.lastgood.target.Orders;
import io.github.lastgood.target.Rollback;
import io.github.lastgood.target.Rollback.Status;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.cloudwatchlogs.emf.config.EnvironmentConfigurationProvider;
import software.amazon.cloudwatchlogs.emf.environment.Environments;

/// Metrics are lines on standard output, in CloudWatch's embedded metric format.
class PowertoolsMeasuresTest {

  @BeforeAll
  static void asInLambda() {
    EnvironmentConfigurationProvider.getConfig().setEnvironmentOverride(Environments.Lambda);
  }

  private static List<JsonNode> lines(Consumer<PowertoolsMeasures> measure) {
    var out = System.out;
    var written = new ByteArrayOutputStream();
    System.setOut(new PrintStream(written, true, StandardCharsets.UTF_8));
    try {
      measure.accept(new PowertoolsMeasures());
    } finally {
      System.setOut(out);
    }
    return written
        .toString(StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.startsWith("{\"_aws\""))
        .map(Events::parse)
        .toList();
  }

  private static Rollback ended(Status status) {
    return Orders.rollback().ended(status, Orders.NOW.plusSeconds(540));
  }

  @Test
  void aDecisionIsCountedByWhatAndWhy() {
    var lines =
        lines(measures ->
            measures.decided("orders-api", new Decision.Hold(Reason.TARGET_FROZEN, "It is.")));

    assertThat(lines)
        .singleElement()
        .satisfies(line -> {
          assertThat(line.path("Decisions").asDouble()).isEqualTo(1);
          assertThat(line.path("Decision").asText()).isEqualTo("HOLD");
          assertThat(line.path("Reason").asText()).isEqualTo("TARGET_FROZEN");
          assertThat(line.path("_aws").path("CloudWatchMetrics").path(0).path("Namespace").asText())
              .isEqualTo("Lastgood");
        });
  }

  @Test
  void anEscalationIsCountedForItsTarget() {
    var lines =
        lines(measures ->
            measures.decided("orders-api", new Decision.Escalate(Reason.NO_KNOWN_GOOD, "None.")));

    assertThat(lines).hasSize(2);
    assertThat(lines.getLast().path("Escalations").asDouble()).isEqualTo(1);
    assertThat(lines.getLast().path("Target").asText()).isEqualTo("orders-api");
  }

  @Test
  void theTimeFromSignalToMoveIsMeasured() {
    var lines = lines(measures -> measures.moved("orders-api", Duration.ofMillis(2345)));

    assertThat(lines.getFirst().path("TimeToMove").asDouble()).isEqualTo(2345);
  }

  @Test
  void aRollbackThatHelpedIsMeasuredAndOneThatDidNotEscalates() {
    var helped = lines(measures -> measures.ended("orders-api", ended(Status.RECOVERED)));
    var failed = lines(measures -> measures.ended("orders-api", ended(Status.FAILED)));

    assertThat(helped.getFirst().path("Status").asText()).isEqualTo("RECOVERED");
    assertThat(helped.getLast().path("TimeToRecovery").asDouble()).isEqualTo(540);
    assertThat(failed.getLast().path("Escalations").asDouble()).isEqualTo(1);
  }

  @Test
  void refusedInputIsCounted() {
    assertThat(lines(PowertoolsMeasures::refused).getFirst().path("Refused").asDouble())
        .isEqualTo(1);
  }

  @Test
  void openRollbacksAreCountedForAllTargets() {
    var lines = lines(measures -> measures.openRollbacks(3));

    assertThat(lines)
        .singleElement()
        .satisfies(line -> {
          assertThat(line.path("OpenRollbacks").asDouble()).isEqualTo(3);
          assertThat(line.path("Service").asText()).isEqualTo("lastgood");
        });
  }

  @Test
  void targetsThatTheWatchCouldNotLookAtAreCountedForAllTargets() {
    var lines =
        lines(measures -> {
          measures.targetsUnseen(2);
          measures.targetsUnseen(0);
        });

    assertThat(lines)
        .allSatisfy(line -> assertThat(line.path("Service").asText()).isEqualTo("lastgood"))
        .extracting(line -> line.path("TargetsUnseen").asInt(-1))
        .containsExactly(2, 0);
  }

  @Test
  void readinessIsOneOrZeroForItsTarget() {
    var lines =
        lines(measures -> {
          measures.ready("orders-api", true);
          measures.ready("orders-api", false);
        });

    assertThat(lines)
        .extracting(line -> line.path("RollbackReady").asInt(-1))
        .containsExactly(1, 0);
    assertThat(lines).extracting(line -> line.path("Target").asText()).containsOnly("orders-api");
  }

  @Test
  void aDrillHasATimeForItsTargetAndAMissIsCountedForAll() {
    var lines =
        lines(measures -> {
          measures.drilled("orders-api", Duration.ofMillis(640));
          measures.drillMissed(true);
          measures.drillMissed(false);
        });

    assertThat(lines.getFirst().path("DrillTime").asDouble()).isEqualTo(640);
    assertThat(lines.getFirst().path("Target").asText()).isEqualTo("orders-api");
    assertThat(lines.subList(1, 3))
        .allSatisfy(line -> assertThat(line.path("Service").asText()).isEqualTo("lastgood"))
        .extracting(line -> line.path("DrillMissed").asInt(-1))
        .containsExactly(1, 0);
  }
}
