package io.github.lastgood.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.target.AlarmState;
import io.github.lastgood.target.AlarmStatus;
import io.github.lastgood.target.Barrier;
import io.github.lastgood.target.Candidate;
import io.github.lastgood.target.Expiry;
import io.github.lastgood.target.LiveState;
import io.github.lastgood.target.Mode;
import io.github.lastgood.target.Orders;
import io.github.lastgood.target.Resource;
import io.github.lastgood.target.Target;
import io.github.lastgood.target.TargetState;
import io.github.lastgood.target.TaskRoles;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// It begins with a target that is ready; each test takes one thing away.
class ReadinessTest {
  private static final LiveState RUNNING = new LiveState.Running(Orders.good(), false, false);
  private static final Candidate READY = new Candidate(Orders.GOOD, new Candidate.Ready());

  private TargetState state = Orders.state().withCurrent(Orders.good());
  private LiveState live = RUNNING;
  private List<Candidate> candidates = List.of(READY);
  private List<Expiry> images = List.of();
  private List<String> roles = List.of();
  private final Map<String, AlarmStatus> alarms =
      new HashMap<>(
          Map.of(
              Orders.ALARM, AlarmStatus.of(AlarmState.OK, Orders.QUIET),
              Orders.OTHER_ALARM, AlarmStatus.of(AlarmState.OK, Orders.QUIET)));

  private Readiness look() {
    return Readiness.of(
        new Readiness.Facts(state, live, candidates, alarms, images, roles), Orders.NOW);
  }

  private static Candidate gone(int revision) {
    return new Candidate(Orders.revision(revision), new Candidate.Gone("Its image is missing."));
  }

  @Test
  void aGoodRevisionThatIsThereAndAlarmsThatSpeakMakeItReady() {
    assertThat(look()).isEqualTo(new Readiness(List.of(), List.of()));
    assertThat(look().isReady()).isTrue();
  }

  @Test
  void whatRunsCountsBecauseTheNextDeploymentReplacesIt() {
    assertThat(Readiness.toCheck(state)).containsExactly(Orders.GOOD);
  }

  @Test
  void nothingKnownGoodIsNoNet() {
    state = TargetState.registered(Orders.target(Mode.AUTO)).withCurrent(Orders.bad());
    candidates = List.of();

    assertThat(look().problems())
        .containsExactly("No revision of orders-api has been proven good.");
  }

  @Test
  void whatLiesBehindABarrierIsNoGoal() {
    var barred = state.withBarrier(new Barrier(Orders.BAD, Orders.STARTED, "ana", "new schema"));
    state = barred;
    candidates = List.of();

    assertThat(Readiness.toCheck(barred)).isEmpty();
    assertThat(look().problems()).containsExactly("All that is known good lies behind a barrier.");
  }

  @Test
  void whatWasQuarantinedIsNoGoalEvenIfItIsSaidToBeGood() {
    var both =
        state
            .withQuarantined(Orders.quarantined(Orders.GOOD))
            .withKnownGood(Orders.known(Orders.GOOD, Orders.GOOD_ID));

    assertThat(Readiness.toCheck(both)).isEmpty();
  }

  @Test
  void whatIsGoneIsNamed() {
    candidates = List.of(gone(41), gone(40));

    assertThat(look().problems())
        .containsExactly(
            "No known-good revision is left. orders-api:41 is gone: Its image is missing."
                + " orders-api:40 is gone: Its image is missing.");
  }

  @Test
  void theNextBestIsGoodEnoughAndItIsSaid() {
    state = stating(new TaskRoles(List.of()));
    candidates =
        List.of(
            gone(41), new Candidate(Orders.revision(40), new Candidate.AsCopy("It is INACTIVE.")));

    assertThat(look())
        .isEqualTo(
            new Readiness(
                List.of(),
                List.of(
                    "orders-api:41 is gone: Its image is missing.",
                    "orders-api:40 can only go out as a copy: It is INACTIVE.")));
  }

  private TargetState stating(@Nullable TaskRoles stated) {
    var old = state.target();
    var service = new Resource.EcsService(Orders.SERVICE_ARN, "prod", "orders-api", stated);
    return state.withTarget(new Target(old.name(), service, old.alarms(), old.policy()));
  }

  private void needsACopyThatRunsAs(String... needed) {
    candidates = List.of(new Candidate(Orders.GOOD, new Candidate.AsCopy("It is INACTIVE.")));
    roles = List.of(needed);
  }

  @Test
  void aCopyWhoseRolesAreStatedCanGoOut() {
    state = stating(new TaskRoles(List.of("arn:execution", "arn:task")));
    needsACopyThatRunsAs("arn:task", "arn:execution");

    assertThat(look().problems()).isEmpty();
  }

  @Test
  void aRoleThatWasNotStatedMayNotBePassed() {
    state = stating(new TaskRoles(List.of("arn:task")));
    needsACopyThatRunsAs("arn:task", "arn:execution");

    assertThat(look().problems())
        .containsExactly(
            "A copy of orders-api:41 cannot be registered: the target's ecs.taskRoles does not"
                + " name what it runs as; add arn:execution there.");
  }

  @Test
  void withoutStatedRolesNoCopyMayBeRegistered() {
    state = stating(null);
    needsACopyThatRunsAs("arn:task", "arn:execution");
    assertThat(look().problems())
        .containsExactly(
            "A copy of orders-api:41 cannot be registered: the target's ecs.taskRoles is not"
                + " stated; write taskRoles: [arn:task, arn:execution] there, and its taskFamily.");

    needsACopyThatRunsAs();
    assertThat(look().isReady()).as("not even one without roles").isFalse();
  }

  @Test
  void whatCanGoOutAsItIsNeedsNoStatedRoles() {
    state = stating(null);

    assertThat(look().isReady()).isTrue();
  }

  @Test
  void aCopyOfALaunchTemplateHasNoTaskRoles() {
    var old = state.target();
    var group = new Resource.AutoScalingGroup("arn:web", "web");
    state = state.withTarget(new Target(old.name(), group, old.alarms(), old.policy()));
    needsACopyThatRunsAs();

    assertThat(look().isReady()).isTrue();
  }

  @Test
  void anUnusableTargetIsNotReady() {
    live = new LiveState.Unusable("ECS service prod/orders-api does not exist.");

    assertThat(look().problems()).containsExactly("ECS service prod/orders-api does not exist.");
  }

  @Test
  void anAlarmThatDoesNotExistCannotSayAnything() {
    alarms.remove(Orders.ALARM);

    assertThat(look().problems())
        .containsExactly("The alarm orders-api-5xx does not exist in this account and region.");
  }

  @Test
  void anAlarmIsStuckWhenItHasHadNoDataForAnHour() {
    alarms.put(Orders.ALARM, noData(Orders.NOW.minus(Readiness.NO_DATA)));
    assertThat(look().problems())
        .containsExactly("The alarm orders-api-5xx has had no data since 2026-11-02 09:15:32 UTC.");

    alarms.put(Orders.ALARM, noData(Orders.NOW.minus(Readiness.NO_DATA).plusSeconds(1)));
    assertThat(look().isReady()).isTrue();
  }

  private static AlarmStatus noData(Instant since) {
    return AlarmStatus.of(AlarmState.INSUFFICIENT_DATA, since);
  }

  @Test
  void aRedAlarmSpeaks() {
    alarms.put(Orders.ALARM, AlarmStatus.of(AlarmState.ALARM, Orders.QUIET));

    assertThat(look().isReady()).isTrue();
  }

  @Test
  void anImageThatExpiresSoonIsAProblemAndOneOfWhichNobodyKnowsARemark() {
    images = List.of(new Expiry.Soon("v41 expires."), new Expiry.Unknown("Nobody knows of v1."));

    assertThat(look())
        .isEqualTo(new Readiness(List.of("v41 expires."), List.of("Nobody knows of v1.")));
  }

  @Test
  void aSpentBudgetIsAProblemUntilADayHasGoneBy() {
    for (int made = 0; made < 3; made++) {
      state = state.withRollbackClaimed(Orders.rollback()).withRollback(null);
    }

    assertThat(look().problems())
        .containsExactly("orders-api was rolled back 3 times within 24 hours; 3 are allowed.");
  }

  @Test
  void aFreezeAndAModeAreWhatTheOwnerWants() {
    state = state.withFreeze(Orders.freeze()).withTarget(Orders.target(Mode.OFF));

    assertThat(look().isReady()).isTrue();
  }

  @Test
  void whatCannotBeProvenIsSaid() {
    assertThat(Readiness.notChecked(state))
        .contains("ecs:UpdateService and ecs:StopServiceDeployment have no dry run");
  }
}
