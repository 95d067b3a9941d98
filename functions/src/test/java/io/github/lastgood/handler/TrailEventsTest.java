package io.github.lastgood.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lastgood.Refusal;
import io.github.lastgood.signal.Signal.DeploymentChange;
import io.github.lastgood.signal.Signal.Phase;
import io.github.lastgood.target.Shop;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrailEventsTest {
  private static ObjectNode event(String file) {
    return (ObjectNode) Events.json("cloudtrail/" + file + ".json");
  }

  private static DeploymentChange only(ObjectNode event) {
    var changes = DeploymentHandler.parse(Fields.of(event, "event"));
    assertThat(changes).hasSize(1);
    return changes.getFirst();
  }

  @ParameterizedTest
  @CsvSource({
    "modify-rule,                " + Shop.RULE + ", ModifyRule",
    "modify-listener,            " + Shop.LISTENER + ", ModifyListener",
    "change-resource-record-sets, route53:Z0SHOPEXAMPLE/shop.example.com/A,"
        + " ChangeResourceRecordSets",
  })
  void aCallNamesTheSplitThatItIsAboutAndNoDeployment(String file, String resource, String call) {
    assertThat(only(event(file)))
        .returns(resource, DeploymentChange::resourceId)
        .returns("", DeploymentChange::deploymentId)
        .returns(Phase.IN_PROGRESS, DeploymentChange::phase)
        .returns(Instant.parse("2026-11-02T10:05:00Z"), DeploymentChange::at)
        .returns(call, DeploymentChange::cause);
  }

  @Test
  void theEventsNamesAreTheRegisteredOnes() {
    var id = only(event("change-resource-record-sets")).resourceId();

    assertThat(id).isEqualTo(Shop.DNS.id());
  }

  @Test
  void aNameIsTheSameHoweverItIsWritten() {
    var event = event("change-resource-record-sets");
    var parameters = (ObjectNode) event.path("detail").path("requestParameters");
    parameters.put("hostedZoneId", "/hostedzone/Z0SHOPEXAMPLE");
    var changes = (ArrayNode) parameters.path("changeBatch").path("changes");
    ((ObjectNode) changes.path(0).path("resourceRecordSet")).put("name", "SHOP.example.com.");
    assertThat(only(event).resourceId()).isEqualTo(Shop.DNS.id());

    ((ObjectNode) changes.path(1).path("resourceRecordSet")).put("name", "\\052.example.com");
    assertThat(DeploymentHandler.parse(Fields.of(event, "event")))
        .extracting(DeploymentChange::resourceId)
        .containsExactly(Shop.DNS.id(), "route53:Z0SHOPEXAMPLE/*.example.com/A");
  }

  @Test
  void anotherCallIsRefused() {
    var event = event("modify-rule");
    ((ObjectNode) event.path("detail")).put("eventName", "DeleteRule");

    assertThatThrownBy(() -> TrailEvents.parse(Fields.of(event, "event")))
        .isInstanceOf(Refusal.class)
        .returns(Refusal.Code.BAD_VALUE, refusal -> ((Refusal) refusal).code())
        .hasMessageContaining("eventName is none of ModifyRule");
  }

  @Test
  void aCallThatFailedHasNoParametersAndIsRefused() {
    var event = event("modify-rule");
    ((ObjectNode) event.path("detail")).putNull("requestParameters");

    assertThatThrownBy(() -> TrailEvents.parse(Fields.of(event, "event")))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("lacks requestParameters");
  }
}
