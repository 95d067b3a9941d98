package io.github.lastgood.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lastgood.account.Release;
import io.github.lastgood.account.World;
import io.github.lastgood.account.WorldOptions;
import io.github.lastgood.decision.Facts;
import io.github.lastgood.decision.Replay;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/// What another policy would have answered, from the receipts alone.
class ReplayTest extends Story {

  /// A handful of what may happen, with receipts of many kinds.
  enum Tale {
    ROLLED_BACK,
    IN_FLIGHT,
    DEPLOYMENT_FAILED,
    GOOD_DEFINITION_DEREGISTERED,
    NO_GOOD_IMAGE,
    FROZEN_THEN_FORCED,
    NO_DEPLOYMENT,
    RED_BEFORE,
    APPROVED;

    void tell(ReplayTest story) {
      switch (this) {
        case ROLLED_BACK -> story.deploy(Release.BAD);
        case IN_FLIGHT -> story.deploy(Release.BAD_AT_ONCE);
        case DEPLOYMENT_FAILED -> {
          story.begin(
              World.create(WorldOptions.usual().withBreakerThatOnlyFails()),
              UnaryOperator.identity());
          story.deploy(Release.CRASHING);
        }
        case GOOD_DEFINITION_DEREGISTERED -> {
          story.world.deregister(Release.GOOD);
          story.deploy(Release.BAD);
        }
        case NO_GOOD_IMAGE -> {
          story.world.deleteImage(Release.GOOD);
          story.deploy(Release.BAD);
        }
        case FROZEN_THEN_FORCED -> {
          story.operate("freeze.json");
          story.deploy(Release.BAD);
          story.until("10:20");
          story.operate("rollback-force.json");
        }
        case NO_DEPLOYMENT -> {
          story.until("12:00");
          story.hold(World.ALARM_5XX, StateValue.ALARM);
          story.until("12:05");
        }
        case RED_BEFORE -> {
          story.hold(World.ALARM_LOGS, StateValue.ALARM);
          story.until("10:05");
          story.deploy(Release.BAD);
        }
        case APPROVED -> {
          story.operate("register-approve.json");
          story.deploy(Release.BAD);
          story.until("10:20");
          story.operate("approve.json");
        }
      }
      story.until("12:40");
    }
  }

  @ParameterizedTest
  @EnumSource
  void underTheSamePolicyEveryReceiptIsReproduced(Tale tale) {
    tale.tell(this);
    var receipts = stage.receipts().stream().filter(receipt -> receipt.facts() != null).toList();

    assertThat(receipts).isNotEmpty();
    assertThat(receipts)
        .allSatisfy(receipt -> {
          Facts facts = Objects.requireNonNull(receipt.facts());
          var again = Replay.under(facts.state().target().policy(), facts, receipt.decidedAt());
          assertThat(again.verb()).isEqualTo(receipt.decision());
          assertThat(again.reason().name()).isEqualTo(receipt.reason());
          assertThat(again.message()).isEqualTo(receipt.message());
        });
    assertThat(stage.receipts())
        .filteredOn(receipt -> receipt.facts() == null)
        .allSatisfy(receipt -> assertThat(receipt.reason()).isEqualTo("NOT_RED"));
  }

  @Test
  void anotherModeWouldHaveAnsweredOtherwise() {
    deploy(Release.BAD);
    until("10:40");
    var written = stage.ledgerItems();
    var replay = operate("replay.json");

    assertThat(replay.path("differences").findValuesAsText("before"))
        .containsExactly("ROLL_BACK ALARM_AFTER_DEPLOYMENT");
    assertThat(replay.path("differences").findValuesAsText("after"))
        .containsExactly("WOULD_ROLL_BACK MODE_OBSERVE");
    assertThat(replay.path("differences").path(0).path("message").asText())
        .endsWith("Mode is observe.");
    assertThat(replay.path("same").asInt()).isEqualTo(replay.path("receipts").asInt() - 1);
    assertThat(replay.path("notReplayable")).isEmpty();
    assertThat(stage.ledgerItems()).isEqualTo(written);
  }

  @Test
  void aShorterSuspectWindowWouldNotHaveBlamedTheDeployment() throws Exception {
    deploy(Release.BAD);
    until("10:40");
    var replay = replay("{\"suspectWindow\": \"5m\"}");

    assertThat(replay.path("differences").path(0).path("after").asText())
        .isEqualTo("IGNORE NO_RECENT_DEPLOYMENT");
    assertThat(replay("{\"suspectWindow\": \"60m\"}").path("differences")).isEmpty();
  }

  private JsonNode replay(String policy) throws Exception {
    var json = new ObjectMapper();
    var order = json.createObjectNode().put("command", "replay").put("target", World.SERVICE);
    order.set("policy", json.readTree(policy));
    return stage.operate(order.toString());
  }

  @Test
  void aPolicyThatWouldHaveReadTheMetricCannotBeReplayedWithoutIt() throws Exception {
    deploy(Release.BAD);
    until("10:40");

    assertThat(replay("{\"onUnknown\": \"ask\"}").path("notReplayable").findValuesAsText("why"))
        .containsExactly("That policy would have read the alarm's metric, which nobody did then.");
  }

  @Test
  void aTargetWithoutReceiptsHasNoDifferences() {
    assertThat(operate("replay.json").path("receipts").asInt()).isZero();
    assertThat(List.of(operate("replay.json").path("differences").isEmpty())).containsOnly(true);
  }
}
