package io.github.lastgood.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.account.Release;
import org.junit.jupiter.api.Test;

/// People know things that no alarm sees: they say which revision is good and which is bad.
class OperatorVerdictTest extends Story {

  @Test
  void aRevisionMarkedBadIsNeverGoneBackTo() {
    deploy(Release.FIXED);
    until("10:30");
    order("mark-bad", "revision", "orders-api:44");
    assertThat(knownGood()).containsExactly("orders-api:41");
    assertThat(quarantine()).containsExactly("orders-api:44");
    deploy(Release.BAD);
    until("11:10");
    assertThat(running()).isEqualTo("orders-api:41");
  }

  @Test
  void aRevisionMarkedGoodIsWhatTheNextRollbackGoesTo() {
    deploy(Release.FIXED);
    until("10:06");
    order("mark-good", "revision", "orders-api:44");
    assertThat(knownGood()).containsExactly("orders-api:44", "orders-api:41");
    deploy(Release.BAD_AT_ONCE);
    until("10:40");
    assertThat(running()).isEqualTo("orders-api:44");
  }

  @Test
  void aPardonedRevisionMustProveItselfAgain() {
    deploy(Release.BAD_AT_ONCE);
    until("10:30");
    order("pardon", "revision", "orders-api:45");
    assertThat(quarantine()).isEmpty();
    assertThat(knownGood()).containsExactly("orders-api:41");
  }

  @Test
  void statusAndHistoryShowIt() {
    deploy(Release.BAD);
    until("10:40");
    var status = operate("status.json");
    assertThat(label(status.at("/running/revision").asText())).isEqualTo("orders-api:41");
    assertThat(label(status.at("/lastKnownGood/revision").asText())).isEqualTo("orders-api:41");
    assertThat(label(status.at("/quarantine/0/revision").asText())).isEqualTo("orders-api:42");
    var history = operate("history.json");
    assertThat(history.at("/rollbacks/0/status").asText()).isEqualTo("RECOVERED");
    assertThat(history.at("/deployments").size()).isEqualTo(3);
    assertThat(operate("status-all.json").at("/targets/0/verdict").asText())
        .isEqualTo("known good");
  }

  @Test
  void anUnregisteredTargetIsLeftAlone() {
    operate("unregister.json");
    deploy(Release.BAD);
    until("10:40");
    assertThat(running()).isEqualTo("orders-api:42");
    assertThat(subjects()).isEmpty();
    assertThat(stage.failures()).isEmpty();
  }
}
