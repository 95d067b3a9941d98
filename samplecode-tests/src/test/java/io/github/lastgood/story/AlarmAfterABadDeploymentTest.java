package io.github.lastgood.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.account.Release;
import io.github.lastgood.target.AlarmState;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// The main story. Revision 42 comes up at 10:05 and hurts its users from 10:13; ECS has long
/// stopped looking, the alarm has not.
class AlarmAfterABadDeploymentTest extends Story {
  private static final Instant ALARM = Instant.parse("2026-11-02T10:15:30.124Z");

  private void play() {
    deploy(Release.BAD);
    until("10:40");
  }

  @Test
  void theServiceEndsOnTheGoodRevisionWithTheAlarmsOk() {
    play();
    assertThat(running()).isEqualTo("orders-api:41");
    assertThat(stage.orders().alarms().values())
        .allSatisfy(alarm -> assertThat(alarm.state()).isEqualTo(AlarmState.OK));
    assertThat(deployments())
        .containsExactly(
            "orders-api:41 SUCCESSFUL", "orders-api:42 SUCCESSFUL", "orders-api:41 SUCCESSFUL");
    assertThat(stage.failures()).isEmpty();
  }

  @Test
  void threeAlarmsMakeOneMoveWithinASecondOfTheFirst() {
    play();
    assertThat(moves()).containsExactly("UpdateService orders-api:41");
    assertThat(world.account().calls().callsOf("ecs:UpdateService").getFirst().at())
        .isBetween(ALARM, ALARM.plusSeconds(1));
    assertThat(decisions())
        .containsExactly(
            "ROLL_BACK ALARM_AFTER_DEPLOYMENT", "IGNORE ROLLBACK_EXISTS", "IGNORE ROLLBACK_EXISTS");
  }

  @Test
  void theLedgerKnowsWhatIsGoodAndWhatIsBad() {
    play();
    assertThat(rollbacks())
        .containsExactly("orders-api:42 -> orders-api:41 UPDATE_SERVICE RECOVERED");
    assertThat(knownGood()).containsExactly("orders-api:41");
    assertThat(quarantine()).containsExactly("orders-api:42");
    assertThat(stage.orders().rollback()).isNull();
  }

  @Test
  void peopleAndTheBusHearOfEveryStepOnce() {
    play();
    assertThat(subjects())
        .containsExactly(
            "Rolling back orders-api to orders-api:41", "orders-api recovered on orders-api:41");
    assertThat(busEvents())
        .containsExactly(
            "Revision Known Good",
            "Rollback Started",
            "Revision Quarantined",
            "Rollback Recovered",
            "Revision Known Good");
  }

  @Test
  void theNoticeSaysWhatWhyAndHowToTakeItBack() {
    play();
    assertThat(stage.notices().getFirst().message())
        .contains("From      orders-api:42, deployment ecs-svc/9313423515462893900")
        .contains("To        orders-api:41, known good since 2026-11-02 10:00:00 UTC")
        .contains("Why       orders-api-5xx went red at 2026-11-02 10:15:30 UTC, 15 min 30 s after")
        .contains("By        lastgood")
        .contains("\"command\":\"pardon\"");
  }

  @Test
  void theReceiptHoldsWhatTheDecisionLookedAt() {
    play();
    var receipt =
        stage.receipts().stream()
            .filter(each -> each.decision().equals("ROLL_BACK"))
            .findFirst()
            .orElseThrow();
    assertThat(receipt.rollbackId()).isEqualTo("orders-api.9313423515462893900");
    assertThat(receipt.method()).isEqualTo("UPDATE_SERVICE");
    assertThat(receipt.evidence())
        .containsEntry("alarm", "orders-api-5xx")
        .containsEntry("deploymentOrigin", "TEAM")
        .containsEntry("live", "orders-api:42 settled")
        .containsEntry("candidate orders-api:41", "ready");
  }
}
