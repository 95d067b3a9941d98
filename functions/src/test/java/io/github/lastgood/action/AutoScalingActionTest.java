package io.github.lastgood.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.target.Candidate;
import io.github.lastgood.target.Deployment;
import io.github.lastgood.target.Deployment.Origin;
import io.github.lastgood.target.Image;
import io.github.lastgood.target.LiveState;
import io.github.lastgood.target.Method;
import io.github.lastgood.target.Resource;
import io.github.lastgood.target.ResourceForm;
import io.github.lastgood.target.Revision;
import io.github.lastgood.target.Rollback;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefresh;

class AutoScalingActionTest {
  private static final Instant START = Instant.parse("2026-11-02T10:00:00Z");
  private static final Instant NOW = START.plusSeconds(900);
  private static final Resource.AutoScalingGroup WEB =
      new Resource.AutoScalingGroup("arn:web", "web");
  private static final Revision GOOD =
      new Revision(FakeFleet.TEMPLATE + ":7", List.of(new Image("ami", "ami-good", "")));

  private final FakeFleet fleet = new FakeFleet();
  private final FakeTemplates templates = new FakeTemplates();
  private final AutoScalingAction action =
      new AutoScalingAction(
          () -> fleet, () -> templates, new Parallel(Runnable::run), InstantSource.fixed(NOW));

  @ParameterizedTest
  @CsvSource({
    "Pending, bad, 8, false, false, TEAM",
    "InProgress, bad, 8, false, false, TEAM",
    "Baking, bad, 8, false, false, TEAM",
    "Cancelling, bad, 8, false, false, TEAM",
    "Cancelled, bad, 8, false, false, TEAM",
    "Failed, bad, 8, false, true, TEAM",
    "RollbackInProgress, bad-rollback, 7, false, false, AWS",
    "RollbackSuccessful, bad-rollback, 7, true, false, AWS",
    "RollbackFailed, bad-rollback, 7, false, true, AWS",
  })
  void theNewestRefreshTellsTheDeployment(
      String status, String id, String version, boolean settled, boolean failed, Origin origin) {
    fleet.group("7", "7", "8");
    refresh("bad", status, "8");

    var live = running();
    assertThat(live.deployment().id()).isEqualTo(id);
    assertThat(live.deployment().revision().id()).isEqualTo(FakeFleet.TEMPLATE + ":" + version);
    assertThat(live.deployment().settledAt() != null).isEqualTo(settled);
    assertThat(live.failed()).isEqualTo(failed);
    assertThat(live.deployment().origin()).isEqualTo(origin);
  }

  @Test
  void whatRunsAfterASuccessfulRefreshIsItsOwnUnlessSomethingElseRuns() {
    fleet.group("8", "8", "8");
    refresh("bad", "Successful", "8");
    assertThat(running().deployment().id()).isEqualTo("bad");

    fleet.group("9", "9");
    assertThat(running().deployment().id()).isEmpty();
    assertThat(running().deployment().revision().id()).isEqualTo(FakeFleet.TEMPLATE + ":9");
    fleet.group("9", "8", "9");
    assertThat(running().isInFlight()).isTrue();
  }

  /// What is saved on the group, and what runs, once AWS is done putting 7 back in place of 8.
  @ParameterizedTest
  @CsvSource({
    "7, 7, bad-rollback, 7",
    "9, 7, bad-rollback, 7",
    "9, 7 8, bad-rollback, 7",
    "9, 7 9, bad-rollback, 9",
    "7, 8, '', 8",
    "7, '', bad-rollback, 7",
  })
  void whatAwsPutBackIsWhatRunsAndNotWhatIsSavedSince(
      String saved, String running, String id, String version) {
    fleet.group(saved, running.isEmpty() ? new String[0] : running.split(" "));
    refresh("bad", "RollbackSuccessful", "8");

    assertThat(running().deployment().id()).isEqualTo(id);
    assertThat(running().deployment().revision().id())
        .isEqualTo(FakeFleet.TEMPLATE + ":" + version);
  }

  @Test
  void aRefreshThatIsPendingBeginsAboutNow() {
    fleet.group("7", "7");
    fleet.refreshes.add(builder("bad", "Pending").startTime(null).build());

    assertThat(running().deployment().startedAt()).isEqualTo(NOW);
  }

  @Test
  void anAliasIsResolvedToANumber() {
    templates.versions.put("$Latest", "ami-bad");
    templates.versions.put("8", "ami-bad");
    fleet.group("$Latest");
    assertThat(running().deployment().revision().id()).isEqualTo(FakeFleet.TEMPLATE + ":8");

    fleet.group("$Latest", "8");
    fleet.refreshes.add(builder("bad", "Successful").build());
    assertThat(running().deployment().id()).isEqualTo("bad");
    assertThat(running().deployment().sourceId()).isNull();
  }

  @Test
  void aCancelledRefreshOfWhichNothingIsLeftIsNoDeployment() {
    fleet.group("7", "7", "7");
    refresh("bad", "Cancelled", "8");

    assertThat(running().deployment().id()).isEmpty();
    assertThat(running().deployment().origin()).isEqualTo(Origin.AWS);
    assertThat(running().deployment().revision().id()).isEqualTo(GOOD.id());
  }

  @Test
  void aGroupThatIsNotThereOrHasNoTemplateCannotBeUsed() {
    assertThat(action.observe(WEB, null)).isInstanceOf(LiveState.Unusable.class);
    assertThat(action.find(new ResourceForm.AutoScalingGroup("web"))).isEmpty();
    assertThat(move(Method.START_INSTANCE_REFRESH)).isInstanceOf(Moved.Refused.class);

    fleet.group("7", "7");
    assertThat(action.find(new ResourceForm.AutoScalingGroup("web"))).contains(WEB);
    fleet.group =
        Objects.requireNonNull(fleet.group).toBuilder().status("Delete in progress").build();
    assertThat(action.observe(WEB, null)).isInstanceOf(LiveState.Unusable.class);
    fleet.group =
        fleet.group.toBuilder()
            .status(null)
            .launchTemplate(none -> {})
            .instances(List.of())
            .build();
    assertThat(action.observe(WEB, null)).isInstanceOf(LiveState.Unusable.class);
  }

  @ParameterizedTest
  @CsvSource({
    "InProgress, 7, ROLLBACK_INSTANCE_REFRESH, rollback, Accepted",
    "Baking, 7, ROLLBACK_INSTANCE_REFRESH, rollback, Accepted",
    "InProgress, 8, ROLLBACK_INSTANCE_REFRESH, cancel, NotYet",
    "InProgress, 8, START_INSTANCE_REFRESH, cancel, NotYet",
    "Cancelling, 7, START_INSTANCE_REFRESH, '', NotYet",
    "RollbackInProgress, 7, START_INSTANCE_REFRESH, '', Accepted",
    "RollbackInProgress, 8, START_INSTANCE_REFRESH, cancel, NotYet",
    "Cancelled, 8, START_INSTANCE_REFRESH, start, Accepted",
    "Failed, 7, START_INSTANCE_REFRESH, start, Accepted",
    "Successful, 8, START_INSTANCE_REFRESH, start, Accepted",
    "RollbackSuccessful, 7, START_INSTANCE_REFRESH, '', Accepted",
    "RollbackFailed, 7, ROLLBACK_INSTANCE_REFRESH, start, Accepted",
  })
  void theNextStepFollowsFromWhatIsShown(
      String status, String saved, Method method, String call, String moved) {
    fleet.group(saved, "7", "8");
    refresh("bad", status, "8");

    assertThat(move(method).getClass().getSimpleName()).isEqualTo(moved);
    assertThat(String.join(",", fleet.calls)).isEqualTo(call);
  }

  @Test
  void aRefreshToTheGoodVersionThatRunsAlreadyIsTheMove() {
    fleet.group("8", "8");
    refresh("own", "InProgress", "7");
    assertThat(move(Method.START_INSTANCE_REFRESH)).isEqualTo(new Moved.Accepted("own"));
    fleet.refreshes.clear();
    refresh("fix", "InProgress", "9");
    assertThat(move(Method.START_INSTANCE_REFRESH)).isInstanceOf(Moved.Refused.class);
    assertThat(fleet.calls).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "ResourceContention, 500, NotYet",
    "InstanceRefreshInProgress, 400, NotYet",
    "ValidationError, 400, Refused",
  })
  void aRefusalIsWaitedOutOrFinal(String code, int status, String moved) {
    fleet.group("8", "8");
    refresh("bad", "Successful", "8");
    fleet.refusal = FakeFleet.refusal(code, status);

    assertThat(move(Method.START_INSTANCE_REFRESH).getClass().getSimpleName()).isEqualTo(moved);
  }

  @ParameterizedTest
  @ValueSource(strings = {"IrreversibleInstanceRefresh", "ActiveInstanceRefreshNotFound"})
  void whatCannotBeRolledBackIsCancelled(String code) {
    fleet.group("7", "7", "8");
    refresh("bad", "InProgress", "8");
    fleet.refusal = FakeFleet.refusal(code, 400);

    assertThat(move(Method.ROLLBACK_INSTANCE_REFRESH)).isInstanceOf(Moved.NotYet.class);
    assertThat(fleet.calls).containsExactly("rollback", "cancel");
  }

  @Test
  void versionAndAmiAreBothChecked() {
    assertThat(availability(Revision.of("orders-api:7"))).isInstanceOf(Candidate.Gone.class);
    assertThat(availability(GOOD)).isEqualTo(new Candidate.Gone("AMI ami-good is gone."));
    templates.images.put("ami-good", "available");
    assertThat(availability(GOOD)).isInstanceOf(Candidate.AsCopy.class);
    templates.versions.put("7", "ami-good");
    assertThat(availability(GOOD)).isEqualTo(new Candidate.Ready());
    assertThat(availability(Revision.of(GOOD.id()))).isEqualTo(new Candidate.Ready());
    templates.images.put("ami-good", "disabled");
    assertThat(availability(GOOD)).isEqualTo(new Candidate.Gone("AMI ami-good is disabled."));
  }

  @Test
  void anAmiBehindAParameterIsTheOneThatItMeantThen() {
    templates.versions.put("7", "resolve:ssm:/web");
    templates.resolved = "ami-good";
    templates.images.put("ami-good", "available");
    var seen = action.resolve(WEB, deployment().withRevision(Revision.of(GOOD.id()))).revision();
    assertThat(seen.images()).containsExactly(new Image("ami", "resolve:ssm:/web", "ami-good"));
    assertThat(availability(seen)).isEqualTo(new Candidate.Ready());
    templates.resolved = "ami-other";
    assertThat(availability(seen)).isInstanceOf(Candidate.AsCopy.class);
  }

  @Test
  void theCopyIsMadeOfWhatWasStoredUnderTheRollbacksToken() {
    templates.versions.put("7", "ami-good");
    var definition = action.definitionOf(WEB, GOOD).orElseThrow();
    assertThat(action.registerCopy(WEB, rollback(Method.COPY_TEMPLATE_VERSION), definition))
        .isEqualTo(FakeFleet.TEMPLATE + ":9");
    var created = Objects.requireNonNull(templates.created);
    assertThat(created.clientToken()).isEqualTo("web-fleet.bad");
    assertThat(created.launchTemplateData().imageId()).isEqualTo("ami-good");
    assertThat(created.launchTemplateData().instanceTypeAsString()).isEqualTo("m7g.large");
  }

  private LiveState.Running running() {
    return (LiveState.Running) action.observe(WEB, null);
  }

  private Candidate.Availability availability(Revision revision) {
    return action.check(WEB, revision).availability();
  }

  private void refresh(String id, String status, String version) {
    fleet.refreshes.add(
        builder(id, status)
            .desiredConfiguration(desired -> desired.launchTemplate(FakeFleet.template(version)))
            .build());
  }

  private static InstanceRefresh.Builder builder(String id, String status) {
    return InstanceRefresh.builder().instanceRefreshId(id).status(status).startTime(START);
  }

  private Moved move(Method method) {
    return action.move(
        WEB,
        rollback(method),
        new LiveState.Running(deployment(), false, false),
        deployment(),
        Optional::empty);
  }

  private static Deployment deployment() {
    return new Deployment(
        "bad",
        Revision.of(FakeFleet.TEMPLATE + ":8"),
        Origin.TEAM,
        START,
        null,
        null,
        null,
        null,
        1);
  }

  private static Rollback rollback(Method method) {
    return new Rollback(
        "web-fleet.bad",
        "bad",
        Revision.of(FakeFleet.TEMPLATE + ":8"),
        GOOD,
        method,
        Rollback.Status.PENDING,
        "web-5xx went red.",
        "lastgood",
        List.of(),
        NOW,
        NOW,
        null,
        null,
        null,
        null,
        null,
        null);
  }
}
