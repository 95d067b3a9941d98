package io.github.lastgood.decision;

import static io.github.lastgood.decision.Scene.order;
import static io.github.lastgood.decision.Scene.plain;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.target.Barrier;
import io.github.lastgood.target.Candidate;
import io.github.lastgood.target.Deployment;
import io.github.lastgood.target.LiveState;
import io.github.lastgood.target.Method;
import io.github.lastgood.target.Mode;
import io.github.lastgood.target.Orders;
import io.github.lastgood.target.Policy;
import io.github.lastgood.target.Resource;
import io.github.lastgood.target.Resource.AutoScalingGroup;
import io.github.lastgood.target.Resource.CodeDeployGroup;
import io.github.lastgood.target.Revision;
import io.github.lastgood.target.Shop;
import io.github.lastgood.target.Target;
import io.github.lastgood.target.TargetState;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CandidatesTest {
  private static final Revision OLDER = Orders.revision(40);
  private static final TargetState TWO_GOOD =
      TargetState.registered(Orders.target(Mode.AUTO))
          .withKnownGood(Orders.known(OLDER, "ecs-svc/40"))
          .withKnownGood(Orders.known(Orders.GOOD, Orders.GOOD_ID))
          .withCurrent(Orders.bad());

  private static final CodeDeployGroup CODE_DEPLOY =
      new CodeDeployGroup("shop", "orders-api", "Server");
  private static final AutoScalingGroup GROUP =
      new AutoScalingGroup(
          "arn:aws:autoscaling:eu-west-1:111122223333:autoScalingGroup:1:autoScalingGroupName/web",
          "web");

  @Test
  void theNewestGoodRevisionIsCheckedFirst() {
    assertThat(Candidates.toCheck(TWO_GOOD, Scene.red())).containsExactly(Orders.GOOD, OLDER);
  }

  @Test
  void whatRunsIsNoCandidateEvenIfItWasProvenGood() {
    var proven = TWO_GOOD.withKnownGood(Orders.known(Orders.BAD, Orders.BAD_ID));

    assertThat(Candidates.toCheck(proven, Scene.red())).containsExactly(Orders.GOOD, OLDER);
  }

  @Test
  void whatRunsUnderAnotherDigestIsAnotherRevision() {
    var repushed = new Revision(Orders.GOOD.id(), List.of(Orders.image(41, "sha256:other")));
    var running = TWO_GOOD.withCurrent(Orders.bad().withRevision(repushed));

    assertThat(Candidates.toCheck(running, Scene.red())).containsExactly(Orders.GOOD, OLDER);
  }

  @Test
  void anOrderNamesItsOnlyCandidate() {
    assertThat(Candidates.toCheck(TWO_GOOD, order(OLDER.id(), false)))
        .as("with the images that were proven")
        .containsExactly(OLDER);
    assertThat(Candidates.toCheck(TWO_GOOD, order(Orders.taskDefinition(7), false)))
        .containsExactly(Revision.of(Orders.taskDefinition(7)));
  }

  @Test
  void aQuarantinedRevisionIsNoCandidateEvenByOrder() {
    var state = TWO_GOOD.withQuarantined(Orders.quarantined(Orders.revision(7)));

    assertThat(Candidates.toCheck(state, order(Orders.taskDefinition(7), true))).isEmpty();
  }

  @Test
  void aDeploymentInFlightIsStoppedWhereEcsWouldGoBackToTheCandidate() {
    assertThat(methodOf(Orders.badInFlight(), Orders.badInFlight()))
        .isEqualTo(Method.STOP_SERVICE_DEPLOYMENT);
  }

  @Test
  void aDeploymentThatAwsGaveUpIsUpdatedBecauseItIsStoppingAlready() {
    var failed =
        plain()
            .where(s -> s.withCurrent(Orders.badInFlight()))
            .live(new LiveState.Running(Orders.badInFlight(), true, false));

    assertThat(plan(failed).method()).isEqualTo(Method.UPDATE_SERVICE);
  }

  @Test
  void aSettledDeploymentIsUpdated() {
    assertThat(methodOf(Orders.bad(), Orders.bad())).isEqualTo(Method.UPDATE_SERVICE);
  }

  @Test
  void whatIsNotKnownToBeTheSourceIsDeployed() {
    var current = Orders.badInFlight();

    assertThat(methodOf(withSource(current, null), current)).isEqualTo(Method.UPDATE_SERVICE);
    assertThat(methodOf(withSource(current, "ecs-svc/40"), current))
        .as("ECS would go back to something else")
        .isEqualTo(Method.UPDATE_SERVICE);
  }

  @Test
  void aDeploymentWhoseControlIdIsNotKnownIsNotStopped() {
    var current = Orders.badInFlight();
    var unknown =
        new Deployment(
            current.id(),
            current.revision(),
            current.origin(),
            current.startedAt(),
            null,
            null,
            null,
            current.sourceId(),
            0);

    assertThat(methodOf(unknown, current)).isEqualTo(Method.UPDATE_SERVICE);
  }

  @Test
  void aRevisionThatIsInactiveIsRegisteredAsACopyWhateverIsInFlight() {
    var scene =
        plain()
            .where(s -> s.withCurrent(Orders.badInFlight()))
            .live(new LiveState.Running(Orders.badInFlight(), false, false))
            .candidates(new Candidate(Orders.GOOD, new Candidate.AsCopy("It is INACTIVE.")));

    assertThat(plan(scene).method()).isEqualTo(Method.REGISTER_COPY);
  }

  @Test
  void whatBearsTheIdOfWhatRunsCanOnlyGoOutAsACopy() {
    var pushedAgain = new Revision(Orders.GOOD.id(), List.of(Orders.image(41, "sha256:other")));
    var state = TWO_GOOD.withCurrent(Orders.bad().withRevision(pushedAgain));
    var ready = new Candidate(Orders.GOOD, new Candidate.Ready());
    var gone = new Candidate(Orders.GOOD, new Candidate.Gone("v41 is gone."));
    var copy =
        new Candidate(Orders.GOOD, new Candidate.AsCopy("orders-api:41 runs with another image."));

    assertThat(Candidates.asItCanGoOut(state, ready)).isEqualTo(copy);
    assertThat(Candidates.asItCanGoOut(on(GROUP, state), ready)).isEqualTo(copy);
    assertThat(Candidates.asItCanGoOut(state, gone)).isEqualTo(gone);
    assertThat(Candidates.asItCanGoOut(TWO_GOOD, ready)).isEqualTo(ready);
    for (var again : new Resource[] {CODE_DEPLOY, Shop.FRONT, Shop.DNS}) {
      assertThat(Candidates.asItCanGoOut(on(again, state), ready))
          .as("CodeDeploy deploys a revision again, a split is set again")
          .isEqualTo(ready);
    }
    assertThat(Candidates.asItCanGoOut(TWO_GOOD.withCurrent(Orders.good()), ready))
        .as("it is what runs")
        .isEqualTo(ready);
  }

  @Test
  void everyRevisionThatIsGoneIsNamed() {
    var decision =
        plain()
            .where(_ -> TWO_GOOD)
            .candidates(
                new Candidate(Orders.GOOD, new Candidate.Gone("v41 is gone.")),
                new Candidate(OLDER, new Candidate.Gone("v40 is gone.")))
            .decide();

    assertThat(decision.message())
        .isEqualTo("No known-good revision is left: v41 is gone. v40 is gone.");
  }

  @Test
  void theBarrierThatIsInTheWayIsNamedWithWhoSetItAndWhy() {
    var decision =
        plain()
            .where(s -> s.withBarrier(new Barrier(Orders.BAD, Orders.STARTED, "ana", "new schema")))
            .decide();

    assertThat(decision.message())
        .isEqualTo(
            "What is known good was good before orders-api:42, a barrier set by ana (new schema),"
                + " began to run.");
  }

  @Test
  void whatRunsDespiteABarrierIsSaidToRunAndNotToLieBehindIt() {
    var decision =
        plain()
            .where(s ->
                s.withCurrent(Orders.bad().withRevision(Orders.GOOD))
                    .withBarrier(
                        new Barrier(Orders.revision(40), Orders.QUIET, "ana", "new schema")))
            .decide();

    assertThat(decision.reason()).isEqualTo(Reason.ONLY_GOOD_IS_RUNNING);
  }

  @Test
  void aCodeDeployDeploymentIsStoppedInFlightAndMadeAnewOnceItIsDone() {
    assertThat(plan(inFlight(CODE_DEPLOY)).method()).isEqualTo(Method.STOP_DEPLOYMENT);
    assertThat(plan(settled(CODE_DEPLOY)).method()).isEqualTo(Method.CREATE_DEPLOYMENT);
  }

  @Test
  void anInstanceRefreshIsRolledBackInFlightAndStartedAnewOnceItIsDone() {
    assertThat(plan(inFlight(GROUP)).method()).isEqualTo(Method.ROLLBACK_INSTANCE_REFRESH);
    assertThat(plan(settled(GROUP)).method()).isEqualTo(Method.START_INSTANCE_REFRESH);
  }

  @Test
  void aTemplateVersionThatIsGoneIsMadeFromItsCopyWhateverIsInFlight() {
    var copy = new Candidate(Orders.GOOD, new Candidate.AsCopy("The version was deleted."));

    assertThat(plan(inFlight(GROUP).candidates(copy)).method())
        .isEqualTo(Method.COPY_TEMPLATE_VERSION);
    assertThat(plan(settled(GROUP).candidates(copy)).method())
        .isEqualTo(Method.COPY_TEMPLATE_VERSION);
  }

  @Test
  void aSplitIsShiftedWhateverIsInFlight() {
    for (var split : new Resource[] {Shop.FRONT, Shop.DNS}) {
      assertThat(plan(inFlight(split)).method()).isEqualTo(Method.SHIFT_TRAFFIC);
      assertThat(plan(settled(split)).method()).isEqualTo(Method.SHIFT_TRAFFIC);
    }
  }

  private static Scene inFlight(Resource resource) {
    return settled(resource)
        .where(s -> s.withCurrent(Orders.badInFlight()))
        .live(new LiveState.Running(Orders.badInFlight(), false, false));
  }

  private static Scene settled(Resource resource) {
    return plain().where(s -> on(resource, s));
  }

  private static TargetState on(Resource resource, TargetState state) {
    return state.withTarget(
        new Target(state.name(), resource, state.target().alarms(), Policy.of(Mode.AUTO)));
  }

  private static Method methodOf(Deployment current, Deployment live) {
    return plan(plain()
            .where(s -> s.withCurrent(current))
            .live(new LiveState.Running(live, false, false)))
        .method();
  }

  private static Plan plan(Scene scene) {
    return ((Decision.RollBack) scene.decide()).plan();
  }

  private static Deployment withSource(Deployment of, @Nullable String sourceId) {
    return new Deployment(
        of.id(),
        of.revision(),
        of.origin(),
        of.startedAt(),
        of.settledAt(),
        null,
        of.controlId(),
        sourceId,
        0);
  }
}
