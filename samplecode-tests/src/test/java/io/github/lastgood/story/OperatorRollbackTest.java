package io.github.lastgood.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lastgood.account.Release;
import io.github.lastgood.account.call.Fault;
import io.github.lastgood.account.call.ProcessCrash;
import org.junit.jupiter.api.Test;

/// A person rolls back by hand. The order goes through the same table.
class OperatorRollbackTest extends Story {

  private void theFixIsKnownGood() {
    deploy(Release.FIXED);
    until("10:30");
    assertThat(knownGood()).containsExactly("orders-api:44", "orders-api:41");
  }

  @Test
  void anOrderNeedsNoAlarm() {
    theFixIsKnownGood();
    var answer = operate("rollback.json");
    until("10:50");
    assertThat(answer.path("decision").asText()).isEqualTo("ROLL_BACK");
    assertThat(answer.path("reason").asText()).isEqualTo("ORDERED");
    assertThat(moves()).containsExactly("UpdateService orders-api:41");
    assertThat(rollbacks())
        .containsExactly("orders-api:44 -> orders-api:41 UPDATE_SERVICE RECOVERED");
    assertThat(quarantine()).containsExactly("orders-api:44");
    assertThat(notice("Rolling back orders-api to orders-api:41"))
        .contains("By        ana@example.com")
        .contains("checkout shows wrong prices since this morning");
  }

  @Test
  void anOrderMayNameTheRevision() {
    theFixIsKnownGood();
    deploy(Release.BAD);
    until("10:36");
    operate("rollback-to.json");
    until("11:00");
    assertThat(rollbacks())
        .containsExactly("orders-api:42 -> orders-api:41 UPDATE_SERVICE RECOVERED");
  }

  @Test
  void aQuarantinedRevisionIsRefusedUntilItIsPardoned() {
    deploy(Release.BAD);
    until("10:40");
    var refused = order("rollback", "to", "orders-api:42");
    assertThat(refused.path("decision").asText()).isEqualTo("ESCALATE");
    assertThat(refused.path("reason").asText()).isEqualTo("ORDERED_IS_QUARANTINED");
    assertThat(moves()).hasSize(1);
    operate("pardon.json");
    var accepted = order("rollback", "to", "orders-api:42");
    assertThat(accepted.path("decision").asText()).isEqualTo("ROLL_BACK");
    assertThat(running()).isEqualTo("orders-api:42");
  }

  @Test
  void forceDoesNotLiftTheQuarantine() {
    deploy(Release.BAD);
    until("10:40");
    var order = operateForced("orders-api:42");
    assertThat(order.path("reason").asText()).isEqualTo("ORDERED_IS_QUARANTINED");
    assertThat(running()).isEqualTo("orders-api:41");
  }

  @Test
  void whatRunsAlreadyIsRefused() {
    assertThat(order("rollback", "to", "orders-api:41").path("reason").asText())
        .isEqualTo("ORDERED_IS_RUNNING");
    assertThat(order("rollback").path("reason").asText()).isEqualTo("ONLY_GOOD_IS_RUNNING");
    assertThat(order("rollback", "to", "orders-api:99").path("reason").asText())
        .isEqualTo("ORDERED_IS_GONE");
    assertThat(moves()).isEmpty();
  }

  @Test
  void forceLiftsAFreezeAndTheReceiptSaysWho() {
    theFixIsKnownGood();
    operate("freeze-account.json");
    assertThat(operate("rollback.json").path("decision").asText()).isEqualTo("HOLD");
    assertThat(operate("rollback-force.json").path("decision").asText()).isEqualTo("ROLL_BACK");
    until("10:50");
    assertThat(moves()).containsExactly("UpdateService orders-api:41");
    var receipt =
        stage.receipts().stream().filter(r -> r.decision().equals("ROLL_BACK")).findFirst();
    assertThat(receipt.orElseThrow().message())
        .isEqualTo(
            "ana@example.com ordered it with force: INC-4711: go back although the account is"
                + " frozen");
  }

  @Test
  void aHandlerThatDiesAfterTheClaimIsFollowedByTheTick() {
    theFixIsKnownGood();
    trouble(Fault.crashBefore("ecs:UpdateService"));
    assertThatThrownBy(() -> operate("rollback.json")).isInstanceOf(ProcessCrash.class);
    until("10:50");
    assertThat(rollbacks())
        .containsExactly("orders-api:44 -> orders-api:41 UPDATE_SERVICE RECOVERED");
  }

  private JsonNode operateForced(String to) {
    return stage.operate(
        """
        {"command": "rollback", "target": "orders-api", "to": "%s", "by": "ana",
         "reason": "I insist", "force": true}
        """
            .formatted(to));
  }
}
