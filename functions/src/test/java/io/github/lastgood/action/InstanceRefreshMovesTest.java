package io.github.lastgood.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lastgood.target.Image;
import io.github.lastgood.target.Method;
import io.github.lastgood.target.Revision;
import io.github.lastgood.target.Rollback;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingException;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefresh;
import software.amazon.awssdk.services.autoscaling.model.RefreshPreferences;

/// What a refresh is started with, and what happens when it is not Lastgood's to take back. The
/// table of the steps is in [AutoScalingActionTest].
class InstanceRefreshMovesTest {
  private static final Instant CLAIMED = Instant.parse("2026-11-02T10:15:32Z");

  private final FakeFleet fleet = new FakeFleet();

  private static InstanceRefresh.Builder refresh(String id, String status, String version) {
    return InstanceRefresh.builder()
        .instanceRefreshId(id)
        .status(status)
        .startTime(CLAIMED.minusSeconds(900))
        .desiredConfiguration(desired -> desired.launchTemplate(FakeFleet.template(version)));
  }

  private Moved next(InstanceRefresh newest) {
    return next(newest, FakeFleet.TEMPLATE + ":7", Method.START_INSTANCE_REFRESH);
  }

  private Moved next(@Nullable InstanceRefresh newest, String to, Method method) {
    return next(newest, rollback(to, method));
  }

  private Moved next(@Nullable InstanceRefresh newest, Rollback rollback) {
    AutoScalingGroup group = Objects.requireNonNull(fleet.group);
    return new InstanceRefreshMoves(fleet, new FleetView(group, newest), rollback).next();
  }

  private static Rollback rollback(String to, Method method) {
    return rollback(Revision.of(FakeFleet.TEMPLATE + ":8"), to, method);
  }

  private static Rollback rollback(Revision from, String to, Method method) {
    return new Rollback(
        "web-fleet.bad",
        "bad",
        from,
        new Revision(to, List.of(new Image("ami", "ami-good", ""))),
        method,
        Rollback.Status.PENDING,
        "web-5xx went red.",
        "lastgood",
        List.of(),
        CLAIMED,
        CLAIMED,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  private RefreshPreferences preferences() {
    return Objects.requireNonNull(fleet.started).preferences();
  }

  @Test
  void healthyCapacityNeverSinksAndWhatIsGoodAlreadyStays() {
    fleet.group("8", "8");
    next(refresh("bad", "Successful", "8").build());

    assertThat(preferences())
        .isEqualTo(
            RefreshPreferences.builder()
                .skipMatching(true)
                .minHealthyPercentage(100)
                .maxHealthyPercentage(110)
                .build());
    var desired = Objects.requireNonNull(fleet.started).desiredConfiguration();
    assertThat(desired.launchTemplate().launchTemplateId()).isEqualTo(FakeFleet.TEMPLATE);
    assertThat(desired.launchTemplate().version()).isEqualTo("7");
  }

  @Test
  void whatTheTeamChoseAboutItsInstancesHoldsAndItsAlarmsAndOwnRollbackDoNot() {
    fleet.group("8", "8");
    next(
        refresh("bad", "Successful", "8")
            .preferences(teams ->
                teams
                    .autoRollback(true)
                    .alarmSpecification(alarms -> alarms.alarms("web-5xx"))
                    .instanceWarmup(120)
                    .scaleInProtectedInstances("Refresh")
                    .standbyInstances("Wait")
                    .minHealthyPercentage(50)
                    .maxHealthyPercentage(150))
            .build());

    assertThat(preferences())
        .isEqualTo(
            RefreshPreferences.builder()
                .skipMatching(true)
                .instanceWarmup(120)
                .scaleInProtectedInstances("Refresh")
                .standbyInstances("Wait")
                .minHealthyPercentage(100)
                .maxHealthyPercentage(150)
                .build());
  }

  @ParameterizedTest
  @CsvSource({"100, 110", "110, 110", "200, 200"})
  void aRefreshAlwaysHasRoomForOneInstanceMore(int teams, int most) {
    fleet.group("8", "8");
    next(
        refresh("bad", "Successful", "8")
            .preferences(chosen -> chosen.maxHealthyPercentage(teams))
            .build());

    assertThat(preferences().maxHealthyPercentage()).isEqualTo(most);
  }

  @Test
  void ofAMixedInstancesPolicyOnlyTheVersionChanges() {
    fleet.group =
        AutoScalingGroup.builder()
            .autoScalingGroupName("web")
            .mixedInstancesPolicy(policy ->
                policy
                    .instancesDistribution(share -> share.onDemandBaseCapacity(2))
                    .launchTemplate(
                        template -> template.launchTemplateSpecification(FakeFleet.template("8"))))
            .build();
    next(refresh("bad", "Successful", "8").build());

    var desired = Objects.requireNonNull(fleet.started).desiredConfiguration();
    assertThat(desired.launchTemplate()).isNull();
    assertThat(desired.mixedInstancesPolicy().instancesDistribution().onDemandBaseCapacity())
        .isEqualTo(2);
    assertThat(
            desired.mixedInstancesPolicy().launchTemplate().launchTemplateSpecification().version())
        .isEqualTo("7");
  }

  @ParameterizedTest
  @CsvSource({
    "InProgress, 7, cancel",
    "Successful, 7, start",
    "RollbackInProgress, 7, cancel",
    "RollbackSuccessful, 7, start",
  })
  void aRefreshToTheGoodVersionsNumberWithAnotherAmiIsTakenBack(
      String status, String version, String call) {
    fleet.group("7", "7");
    var bad =
        new Revision(
            FakeFleet.TEMPLATE + ":7", List.of(new Image("ami", "resolve:ssm:/web", "ami-bad")));
    var copied =
        rollback(bad, FakeFleet.TEMPLATE + ":7", Method.COPY_TEMPLATE_VERSION)
            .deployedAs(FakeFleet.TEMPLATE + ":9");

    next(refresh("bad", status, version).build(), copied);
    assertThat(fleet.calls).containsExactly(call);
  }

  @Test
  void whatIsNoTemplateVersionIsRefused() {
    fleet.group("8", "8");

    assertThat(next(null, "orders-api:41", Method.START_INSTANCE_REFRESH))
        .isEqualTo(new Moved.Refused("orders-api:41 is no launch template version."));
    assertThat(fleet.calls).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "fix,  InProgress, 9, true,  Refused",
    "fix,  Successful, 9, false, Refused",
    "own,  Successful, 7, false, Accepted",
    "fix,  Failed,     9, false, Refused",
    "old,  Successful, 6, true,  Accepted",
  })
  void aRefreshThatIsNotTheBadOneIsLeftAlone(
      String id, String status, String version, boolean before, String moved) {
    fleet.group("8", "8");
    var ended = before ? CLAIMED.minusSeconds(1) : CLAIMED.plusSeconds(1);

    var said = next(refresh(id, status, version).endTime(ended).build());
    assertThat(said.getClass().getSimpleName()).isEqualTo(moved);
    assertThat(fleet.calls)
        .as("only where what hurts came without a refresh")
        .isEqualTo(id.equals("old") ? List.of("start") : List.of());
  }

  @Test
  void aRefreshThatEndsWhileItIsCancelledIsSeenOnTheNextTick() {
    fleet.group("8", "8");
    fleet.refusal = FakeFleet.refusal("ActiveInstanceRefreshNotFound", 400);

    assertThat(next(refresh("bad", "InProgress", "8").build())).isInstanceOf(Moved.NotYet.class);
  }

  @ParameterizedTest
  @CsvSource({"ResourceContention, 500, NotYet", "AccessDenied, 403, Refused"})
  void aRefusalToCancelIsWaitedOutOrFinal(String code, int status, String moved) {
    fleet.group("8", "8");
    fleet.refusal = FakeFleet.refusal(code, status);

    var said = next(refresh("bad", "InProgress", "8").build());
    assertThat(said.getClass().getSimpleName()).isEqualTo(moved);
  }

  @Test
  void aRollbackThatMustWaitIsNotCancelled() {
    fleet.group("7", "7");
    fleet.refusal = FakeFleet.refusal("ResourceContention", 500);

    assertThat(
            next(
                refresh("bad", "InProgress", "8").build(),
                FakeFleet.TEMPLATE + ":7",
                Method.ROLLBACK_INSTANCE_REFRESH))
        .isInstanceOf(Moved.NotYet.class);
    assertThat(fleet.calls).containsExactly("rollback");
  }

  @Test
  void anErrorOfAwssIsRetried() {
    fleet.group("8", "8");
    fleet.refusal = FakeFleet.refusal("InternalFailure", 500);

    assertThatThrownBy(() -> next(refresh("bad", "Successful", "8").build()))
        .isInstanceOf(AutoScalingException.class);
  }
}
