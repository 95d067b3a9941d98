package io.github.lastgood.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.account.Release;
import io.github.lastgood.stage.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A pipeline retries what was rolled back.
class QuarantinedRevisionRedeployedTest extends Story {

  private static final String REPORTED = "orders-api:42 is quarantined and is being deployed again";

  @BeforeEach
  void theBadRevisionIsDeployedAgain() {
    deploy(Release.BAD);
    until("10:40");
    deploy(Release.BAD);
  }

  @Test
  void itIsReportedAtOnce() {
    until("10:41");
    assertThat(subjects()).endsWith(REPORTED);
    assertThat(busEvents()).endsWith("Revision Redeployed While Quarantined");
    assertThat(notice(REPORTED)).contains("orders-api-5xx went red");
  }

  @Test
  void itIsRolledBackAgainAndNeverBecomesGood() {
    until("11:25");
    assertThat(rollbacks())
        .containsExactly(
            "orders-api:42 -> orders-api:41 UPDATE_SERVICE RECOVERED",
            "orders-api:42 -> orders-api:41 UPDATE_SERVICE RECOVERED");
    assertThat(knownGood()).containsExactly("orders-api:41");
    assertThat(subjects()).filteredOn(REPORTED::equals).hasSize(1);
  }

  /// With `onQuarantined: rollBack` nobody waits for the alarm.
  @Test
  void thePolicyMayBeNotToLetIt() {
    until("11:25");
    order("pardon", "revision", "orders-api:42");
    stage.operate(Stage.event("operator/register-on-quarantined.json"));
    order("mark-bad", "revision", "orders-api:42");
    deploy(Release.FIXED);
    until("12:00");
    deploy(Release.BAD);
    until("12:02");
    assertThat(rollbacks()).last().asString().startsWith("orders-api:42 -> orders-api:44");
    assertThat(decisions()).contains("ROLL_BACK QUARANTINED_REDEPLOYED");

    until("12:30");
    assertThat(rollbacks()).hasSize(3).allMatch(line -> line.endsWith("RECOVERED"));
    assertThat(running()).isEqualTo("orders-api:44");
  }
}
