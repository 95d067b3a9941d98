package io.github.lastgood.story.codedeploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lastgood.account.Billing;
import io.github.lastgood.account.World;
import io.github.lastgood.account.call.Call;
import io.github.lastgood.account.call.CallHook;
import io.github.lastgood.account.event.AwsEventListener;
import io.github.lastgood.account.message.PublishedNotice;
import io.github.lastgood.stage.Stage;
import io.github.lastgood.target.KnownGood;
import io.github.lastgood.target.Quarantined;
import io.github.lastgood.target.Revision;
import io.github.lastgood.target.Rollback;
import io.github.lastgood.target.TargetState;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;

/// The one world with `billing` in it, deployed by CodeDeploy; version 7 is known good.
///
/// After every story it holds that Lastgood made at most one rollback of a deployment, and that
/// what it deployed had no alarms and no rollback of its own.
class CodeDeployStory {
  private static final LocalDate DAY = LocalDate.parse("2026-11-02");
  private static final Set<String> MOVES = Set.of("StopDeployment", "CreateDeployment");

  final World world = World.create();
  final Billing billing;
  final Stage stage;

  /// Blue is kept for half an hour; CodeDeploy watches no alarms and never rolls back by itself.
  CodeDeployStory() {
    this(world -> Billing.onEcs(world, Duration.ofMinutes(30)));
  }

  CodeDeployStory(Function<World, Billing> group) {
    this(group, UnaryOperator.identity());
  }

  /// @param delivery what arrives of the account's events
  CodeDeployStory(Function<World, Billing> group, UnaryOperator<AwsEventListener> delivery) {
    billing = group.apply(world);
    stage = new Stage(world);
    assertThat(operate("register-code-deploy.json").has("error")).isFalse();
    stage.hear(delivery);
    stage.tickEveryMinute();
  }

  @AfterEach
  final void end() {
    try {
      assertThat(rollbackRecords()).extracting(Rollback::deploymentId).doesNotHaveDuplicates();
      assertThat(world.account().calls().callsOf("codedeploy:CreateDeployment"))
          .allSatisfy(call -> {
            assertThat(call.argument("overrideAlarmConfiguration")).contains("Enabled=false");
            assertThat(call.argument("autoRollbackConfiguration")).contains("Enabled=false");
          });
    } finally {
      stage.close();
    }
  }

  /// Time goes by until that time of the day, such as `10:16`.
  final void until(String time) {
    world.advanceTo(DAY.atTime(LocalTime.parse(time)).toInstant(ZoneOffset.UTC));
  }

  /// A person gives a command.
  ///
  /// @param file of `events/operator/`
  final JsonNode operate(String file) {
    return stage.operate(Stage.event("operator/" + file));
  }

  final TargetState state() {
    return stage.state("billing");
  }

  private List<Rollback> rollbackRecords() {
    return stage.lastgood().ledger().rollbacks("billing");
  }

  /// The ledger's rollbacks: `billing-api:8 -> billing-api:7 CREATE_DEPLOYMENT RECOVERED`.
  final List<String> rollbacks() {
    return rollbackRecords().reversed().stream()
        .map(rollback ->
            "%s -> %s %s %s"
                .formatted(
                    name(rollback.from()),
                    name(rollback.to()),
                    rollback.method(),
                    rollback.status()))
        .toList();
  }

  /// What Lastgood asked CodeDeploy to change, and CodeDeploy accepted, oldest first.
  final List<String> moves() {
    return world.account().calls().journal().stream()
        .filter(entry -> entry.succeeded() && entry.call().service().equals("codedeploy"))
        .filter(entry -> MOVES.contains(entry.call().operation()))
        .map(entry -> move(entry.call()))
        .toList();
  }

  private static String move(Call call) {
    return call.operation().equals("StopDeployment")
        ? "StopDeployment autoRollbackEnabled=" + call.argument("autoRollbackEnabled")
        : "CreateDeployment";
  }

  /// Every call to CodeDeploy since that time of the day, in order.
  final List<String> callsSince(String time) {
    var since = DAY.atTime(LocalTime.parse(time)).toInstant(ZoneOffset.UTC);
    return world.account().calls().journal().stream()
        .map(entry -> entry.call())
        .filter(call -> !call.at().isBefore(since) && call.service().equals("codedeploy"))
        .map(Call::operation)
        .toList();
  }

  /// The receipts, `ROLL_BACK ALARM_AFTER_DEPLOYMENT`, without those that only note something.
  final List<String> decisions() {
    return stage.lastgood().ledger().receipts("billing", 100).reversed().stream()
        .map(receipt -> receipt.decision() + " " + receipt.reason())
        .filter(decision -> !decision.equals("IGNORE NOT_RED"))
        .toList();
  }

  /// The subjects of what people were told.
  final List<String> subjects() {
    return stage.notices().stream().map(PublishedNotice::subject).toList();
  }

  /// The ledger's deployments: `8 TEAM`.
  final List<String> origins() {
    return stage.lastgood().ledger().deployments("billing", 100).reversed().stream()
        .map(each -> name(each.revision()).replace("billing-api:", "") + " " + each.origin())
        .toList();
  }

  /// Something goes wrong at calls to AWS from now on.
  final void trouble(CallHook hook) {
    world.account().calls().hook(hook);
  }

  final List<String> knownGood() {
    return state().knownGood().stream()
        .map(KnownGood::revision)
        .map(CodeDeployStory::name)
        .toList();
  }

  final List<String> quarantine() {
    return state().quarantine().stream()
        .map(Quarantined::revision)
        .map(CodeDeployStory::name)
        .toList();
  }

  /// The label without the AppSpec's hash.
  private static String name(Revision revision) {
    return revision.label().replaceAll(" \\(appspec:[0-9a-f]{8}\\)|\\?.*", "");
  }
}
