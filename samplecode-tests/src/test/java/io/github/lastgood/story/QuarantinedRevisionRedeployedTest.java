package io.github.lastgood.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.account.Release;
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
}
