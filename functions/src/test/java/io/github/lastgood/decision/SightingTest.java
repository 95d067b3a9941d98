package io.github.lastgood.decision;

import static io.github.lastgood.target.Orders.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.decision.Happening.BecameQuarantined;
import io.github.lastgood.decision.Happening.RedeployedWhileQuarantined;
import io.github.lastgood.decision.Happening.RollbackEnded;
import io.github.lastgood.decision.Happening.RollbackMoved;
import io.github.lastgood.decision.Happening.RolledBackByAws;
import io.github.lastgood.decision.Happening.Settled;
import io.github.lastgood.decision.Happening.Started;
import io.github.lastgood.target.Answered;
import io.github.lastgood.target.Barrier;
import io.github.lastgood.target.Deployment;
import io.github.lastgood.target.Deployment.Origin;
import io.github.lastgood.target.Image;
import io.github.lastgood.target.LiveState;
import io.github.lastgood.target.Method;
import io.github.lastgood.target.Mode;
import io.github.lastgood.target.Orders;
import io.github.lastgood.target.Revision;
import io.github.lastgood.target.Rollback;
import io.github.lastgood.target.Rollback.Status;
import io.github.lastgood.target.Shop;
import io.github.lastgood.target.Split;
import io.github.lastgood.target.TargetState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SightingTest {
  private static final TargetState BEFORE =
      TargetState.registered(Orders.target(Mode.AUTO))
          .withKnownGood(Orders.known(Orders.GOOD, Orders.GOOD_ID))
          .withCurrent(Orders.good());

  private static Change take(TargetState state, Deployment seen) {
    return Sighting.take(state, new LiveState.Running(seen, false, false), NOW);
  }

  /// A deployment as `DescribeServices` shows it: without images or source.
  private static Deployment bare(String id, Revision revision, @Nullable Instant settledAt) {
    return new Deployment(
        id,
        Revision.of(revision.id()),
        Origin.TEAM,
        NOW.minusSeconds(60),
        settledAt,
        null,
        null,
        null,
        0);
  }

  private static Deployment current(TargetState state) {
    @Nullable Deployment current = state.current();
    return Objects.requireNonNull(current);
  }

  private static Rollback rollback(TargetState state) {
    @Nullable Rollback open = state.rollback();
    return Objects.requireNonNull(open);
  }

  @Test
  void whatWasNotReadOrCannotBeUsedChangesNothing() {
    assertThat(Sighting.take(BEFORE, new LiveState.NotRead(), NOW)).isEqualTo(Change.none(BEFORE));
    assertThat(Sighting.take(BEFORE, new LiveState.Unusable("It is gone."), NOW))
        .isEqualTo(Change.none(BEFORE));
  }

  @Test
  void aNewDeploymentOfTheTeamStarts() {
    var change = take(BEFORE, Orders.badInFlight());

    assertThat(change.state().current()).isEqualTo(Orders.badInFlight());
    assertThat(change.happenings()).containsExactly(new Started(Orders.badInFlight()));
  }

  @Test
  void aNewDeploymentThatIsDoneAlreadyStartsAndSettles() {
    assertThat(take(BEFORE, Orders.bad()).happenings())
        .containsExactly(new Started(Orders.bad()), new Settled(Orders.bad()));
  }

  @Test
  void aDeploymentSettlesOnce() {
    var inFlight = BEFORE.withCurrent(Orders.badInFlight());
    var settled = take(inFlight, Orders.bad());

    assertThat(settled.happenings()).containsExactly(new Settled(Orders.bad()));
    assertThat(take(settled.state(), Orders.bad()).happenings()).isEmpty();
  }

  @Test
  void whatTheLedgerKnowsOfADeploymentIsKept() {
    var known =
        BEFORE.withCurrent(Orders.bad().quietSince(NOW.minusSeconds(30)).rolledBackOnceMore());
    var change = take(known, bare(Orders.BAD_ID, Orders.BAD, NOW));

    assertThat(change.state()).isEqualTo(known);
  }

  @Test
  void whatWasNotKnownOfADeploymentIsTakenOver() {
    var bare = BEFORE.withCurrent(bare(Orders.BAD_ID, Orders.BAD, null));

    assertThat(current(take(bare, Orders.bad()).state()))
        .returns(Orders.BAD, Deployment::revision)
        .returns(Orders.GOOD_ID, Deployment::sourceId)
        .returns(Orders.bad().controlId(), Deployment::controlId);
  }

  @Test
  void digestsThatWereProvenAreNotLostToALookThatKnowsOnlyTags() {
    var tagged = new Revision(Orders.BAD.id(), List.of(Orders.image(42, "")));
    var known = BEFORE.withCurrent(Orders.bad());
    var unproven = BEFORE.withCurrent(Orders.bad().withRevision(tagged));

    assertThat(current(take(known, Orders.bad().withRevision(tagged)).state()).revision())
        .isEqualTo(Orders.BAD);
    assertThat(current(take(unproven, Orders.bad()).state()).revision())
        .as("digests are taken over when they are known")
        .isEqualTo(Orders.BAD);
  }

  @Test
  void aNewDeploymentForgetsTheAnswerAboutTheOldOne() {
    var answered = BEFORE.withAnswered(new Answered(Orders.GOOD_ID, "MODE_OBSERVE"));

    assertThat(take(answered, Orders.badInFlight()).state().answered()).isNull();
  }

  @Test
  void theFirstDeploymentEverSeenIsTheTeamsEvenWhereEcsSaysItRollsBack() {
    var fresh = TargetState.registered(Orders.target(Mode.AUTO));
    var change = take(fresh, Orders.good().withOrigin(Origin.AWS));

    assertThat(current(change.state()).origin()).isEqualTo(Origin.TEAM);
  }

  @Test
  void theOldNumberThatComesBackIsARollbackByEcs() {
    var change = take(Orders.state(), bare(Orders.GOOD_ID, Orders.GOOD, null));
    var rollback = rollback(change.state());

    assertThat(current(change.state()))
        .returns(Origin.AWS, Deployment::origin)
        .as("with the images that were proven")
        .returns(Orders.GOOD, Deployment::revision);
    assertThat(rollback)
        .returns(Method.BY_AWS, Rollback::method)
        .returns(Status.SETTLING, Rollback::status)
        .returns("ECS", Rollback::by)
        .returns(Orders.BAD_ID, Rollback::deploymentId)
        .returns(Orders.GOOD_ID, Rollback::newDeploymentId);
    assertThat(change.state().isQuarantined(Orders.BAD)).isTrue();
    assertThat(change.happenings())
        .hasExactlyElementsOfTypes(BecameQuarantined.class, RolledBackByAws.class, Started.class);
  }

  @Test
  void theSourceOfTheDeploymentThatRunsComesBackByEcsEvenIfItWasNeverProven() {
    var unproven =
        TargetState.registered(Orders.target(Mode.AUTO)).withCurrent(Orders.badInFlight());

    assertThat(current(take(unproven, bare(Orders.GOOD_ID, Orders.GOOD, null)).state()).origin())
        .isEqualTo(Origin.AWS);
  }

  @Test
  void aDeploymentThatWasProvenBeforeComesBackByEcsEvenIfTheSourceIsNotKnown() {
    var sourceless = Orders.state().withCurrent(Orders.bad().withWayBack(null, null));

    assertThat(current(take(sourceless, bare(Orders.GOOD_ID, Orders.GOOD, null)).state()).origin())
        .isEqualTo(Origin.AWS);
  }

  @Test
  void whatBearsLastgoodsNameIsItsOwnEvenIfNoRollbackIsOpen() {
    var seen = bare("d-LASTGOOD1", Orders.GOOD, null).withOrigin(Origin.LASTGOOD);

    assertThat(current(take(Orders.state(), seen).state()).origin()).isEqualTo(Origin.LASTGOOD);
  }

  @Test
  void aDeploymentThatEcsRolledBackBetweenTwoLooksSpeaksAgainstNothingThatRuns() {
    var back = bare("ecs-svc/55", Orders.GOOD, null).withOrigin(Origin.AWS);
    var change = take(BEFORE, back);

    assertThat(change.state().quarantine()).isEmpty();
    assertThat(change.state().rollback()).isNull();
    assertThat(change.happenings()).hasExactlyElementsOfTypes(Started.class);
  }

  @Test
  void whatEcsSaysIsARollbackIsOne() {
    var seen = bare("ecs-svc/55", Orders.revision(40), null).withOrigin(Origin.AWS);

    assertThat(current(take(Orders.state(), seen).state()).origin()).isEqualTo(Origin.AWS);
  }

  @Test
  void aRollbackByEcsMakesNothingNewlyGood() {
    var change = take(Orders.state(), bare(Orders.GOOD_ID, Orders.GOOD, NOW));

    assertThat(change.state().knownGood()).isEqualTo(Orders.state().knownGood());
  }

  @Test
  void theDeploymentThatLastgoodStartedIsItsOwn() {
    var moved =
        Orders.state().withRollback(Orders.rollback().moved(NOW, Orders.ROLLBACK_DEPLOYMENT_ID));
    var change = take(moved, bare(Orders.ROLLBACK_DEPLOYMENT_ID, Orders.GOOD, null));

    assertThat(current(change.state()).origin()).isEqualTo(Origin.LASTGOOD);
    assertThat(change.happenings()).hasExactlyElementsOfTypes(Started.class);
    assertThat(rollback(change.state()).status()).isEqualTo(Status.SETTLING);
  }

  @Test
  void aMoveWhoseAnswerWasLostIsRecognisedByWhatItBrings() {
    var pending = Orders.state().withRollback(Orders.rollback());
    var change = take(pending, bare(Orders.ROLLBACK_DEPLOYMENT_ID, Orders.GOOD, null));

    assertThat(rollback(change.state()))
        .returns(Status.SETTLING, Rollback::status)
        .returns(NOW, Rollback::movedAt)
        .returns(Orders.ROLLBACK_DEPLOYMENT_ID, Rollback::newDeploymentId);
    assertThat(change.happenings())
        .as("the handler that made the move may be gone, so people hear of it from here")
        .contains(new RollbackMoved(rollback(change.state()), Duration.ZERO));
  }

  @Test
  void aMoveThatWasWrittenAlreadyIsToldOnce() {
    var moved = Orders.state().withRollback(Orders.rollback().moved(NOW, null));
    var change = take(moved, bare(Orders.ROLLBACK_DEPLOYMENT_ID, Orders.GOOD, null));

    assertThat(change.happenings()).hasExactlyElementsOfTypes(Started.class);
    assertThat(rollback(change.state()).newDeploymentId()).isEqualTo(Orders.ROLLBACK_DEPLOYMENT_ID);
  }

  @Test
  void aRollbackThatEcsItselfTakesBackFailedAndItsRevisionStaysGood() {
    var moved =
        Orders.state()
            .withCurrent(Orders.rollbackDeployment())
            .withRollback(Orders.rollback().moved(NOW, Orders.ROLLBACK_DEPLOYMENT_ID));
    var change = take(moved, bare(Orders.BAD_ID, Orders.BAD, null));

    assertThat(ended(change).rollback().status()).isEqualTo(Status.FAILED);
    assertThat(change.state().isQuarantined(Orders.GOOD)).isFalse();
    assertThat(change.state().rollback()).isNull();
    assertThat(current(change.state()))
        .returns(Origin.AWS, Deployment::origin)
        .as("so that a person's order gets an id of its own")
        .returns(1, Deployment::rollbacks);
  }

  @Test
  void aDeploymentThatComesBackAgainLaterThanADayKeepsCountOfItsRollbacks() {
    var second = Orders.rollback(Orders.bad().withRollbacks(1)).moved(NOW, null);
    var moved = Orders.state().withCurrent(Orders.rollbackDeployment()).withRollback(second);
    var change = take(moved, bare(Orders.BAD_ID, Orders.BAD, null));

    assertThat(Rollback.idOf("orders-api", current(change.state())))
        .isEqualTo("orders-api.9313423515462893900.3");
  }

  @Test
  void ecsTakingBackARollbackThatHasEndedEndsNothingAndQuarantinesNothing() {
    var ended = Orders.state().withCurrent(Orders.rollbackDeployment());
    var change = take(ended, bare(Orders.BAD_ID, Orders.BAD, null));

    assertThat(change.happenings()).hasExactlyElementsOfTypes(Started.class);
    assertThat(change.state().quarantine()).isEmpty();
    assertThat(current(change.state()).origin()).isEqualTo(Origin.AWS);
  }

  @Test
  void aRevisionThatIsQuarantinedAlreadyIsNotQuarantinedAgainByEcssRollback() {
    var failed = Orders.state().withQuarantined(Orders.quarantined(Orders.BAD));
    var change = take(failed, bare(Orders.GOOD_ID, Orders.GOOD, null));

    assertThat(change.happenings()).hasExactlyElementsOfTypes(RolledBackByAws.class, Started.class);
  }

  /// The circuit breaker was quicker than the move, and knows another last revision.
  @Test
  void awsGoingElsewhereBeforeTheMoveIsNotTakenForTheMove() {
    var claimed = Orders.state().withRollback(Orders.rollback());
    var elsewhere = bare("ecs-svc/40", Orders.revision(40), NOW).withOrigin(Origin.AWS);
    var change = take(claimed, elsewhere);

    assertThat(rollback(change.state())).isEqualTo(Orders.rollback());
    assertThat(change.happenings()).hasExactlyElementsOfTypes(Started.class, Settled.class);
  }

  @Test
  void awsGoingElsewhereAfterTheMoveEndsTheRollbackThoughItsDeploymentWasNeverSeen() {
    var moved =
        Orders.state().withRollback(Orders.rollback().moved(NOW, Orders.ROLLBACK_DEPLOYMENT_ID));
    var change = take(moved, bare("ecs-svc/40", Orders.revision(40), NOW).withOrigin(Origin.AWS));

    assertThat(ended(change).rollback().status()).isEqualTo(Status.FAILED);
    assertThat(ended(change).why()).endsWith("gave it up and went back to orders-api:40.");
    assertThat(change.state().rollback()).isNull();
  }

  @Test
  void aCopyIsRecognisedAsWhatTheRollbackBrings() {
    var copied =
        Orders.state().withRollback(Orders.rollback().deployedAs(Orders.taskDefinition(43)));
    var change = take(copied, bare(Orders.ROLLBACK_DEPLOYMENT_ID, Orders.revision(43), null));

    assertThat(current(change.state()).origin()).isEqualTo(Origin.LASTGOOD);
  }

  @Test
  void theBadRevisionDeployedOnceMoreIsNotTakenForTheRollbackThoughItBearsTheGoodOnesId() {
    var pushedAgain = new Revision(Orders.GOOD.id(), List.of(Orders.image(41, "sha256:other")));
    var rollback = Orders.rollbackFrom(pushedAgain).deployedAs(Orders.taskDefinition(43));
    var state =
        Orders.state()
            .withCurrent(Orders.bad().withRevision(pushedAgain))
            .withRollback(rollback.moved(NOW, null));
    var again = bare("ecs-svc/5", pushedAgain, null).withRevision(pushedAgain);
    var change = take(state, again);

    assertThat(current(change.state()).origin()).isEqualTo(Origin.TEAM);
    assertThat(ended(change).rollback().status()).isEqualTo(Status.NOT_RECOVERED);
  }

  @Test
  void theRollbackRecoversOnceItsDeploymentRunsAlone() {
    var moved =
        Orders.state().withRollback(Orders.rollback().moved(NOW, Orders.ROLLBACK_DEPLOYMENT_ID));
    var change = take(moved, bare(Orders.ROLLBACK_DEPLOYMENT_ID, Orders.GOOD, NOW));

    assertThat(rollback(change.state()))
        .returns(Status.RECOVERING, Rollback::status)
        .returns(NOW, Rollback::settledAt);
  }

  @Test
  void aRollbackWhoseDeploymentAwsGaveUpFailed() {
    var moved =
        Orders.state().withRollback(Orders.rollback().moved(NOW, Orders.ROLLBACK_DEPLOYMENT_ID));
    var seen = bare(Orders.ROLLBACK_DEPLOYMENT_ID, Orders.GOOD, null);
    var change = Sighting.take(moved, new LiveState.Running(seen, true, false), NOW);

    assertThat(change.state().rollback()).isNull();
    assertThat(ended(change).rollback().status()).isEqualTo(Status.FAILED);
    assertThat(ended(change).why()).contains(Orders.ROLLBACK_DEPLOYMENT_ID);
  }

  @Test
  void theBadDeploymentItselfThatFailsDoesNotFailItsRollback() {
    var pending = Orders.state().withRollback(Orders.rollback());
    var change =
        Sighting.take(pending, new LiveState.Running(Orders.badInFlight(), true, false), NOW);

    assertThat(change.state().rollback()).isEqualTo(Orders.rollback());
  }

  @Test
  void aDeploymentOfTheTeamEndsAnOpenRollbackUnproven() {
    var open =
        Orders.state().withRollback(Orders.rollback().moved(NOW, Orders.ROLLBACK_DEPLOYMENT_ID));
    var change = take(open, bare("ecs-svc/77", Orders.revision(43), null));

    assertThat(change.state().rollback()).isNull();
    assertThat(ended(change).rollback().status()).isEqualTo(Status.NOT_RECOVERED);
    assertThat(current(change.state()).origin()).isEqualTo(Origin.TEAM);
  }

  @Test
  void deployingAQuarantinedRevisionIsCaught() {
    var quarantined = BEFORE.withQuarantined(Orders.quarantined(Orders.BAD));
    var change = take(quarantined, Orders.badInFlight());

    assertThat(change.happenings())
        .containsExactly(
            new RedeployedWhileQuarantined(Orders.badInFlight(), "It hurt before."),
            new Started(Orders.badInFlight()));
    assertThat(change.state().isQuarantined(Orders.BAD)).isTrue();
  }

  @Test
  void deployingAnotherRevisionThanTheQuarantinedOneIsNot() {
    var quarantined = BEFORE.withQuarantined(Orders.quarantined(Orders.revision(40)));

    assertThat(take(quarantined, Orders.badInFlight()).happenings())
        .containsExactly(new Started(Orders.badInFlight()));
  }

  private static List<Barrier> barriers(TargetState state, boolean tagged) {
    var live = new LiveState.Running(Orders.badInFlight(), false, false).asBarrier(tagged);
    return Sighting.take(state, live, NOW).state().barriers();
  }

  @Test
  void aRevisionThatIsTaggedAsABarrierIsOneFromTheStartOfItsDeployment() {
    assertThat(barriers(BEFORE, true))
        .containsExactly(
            new Barrier(Orders.BAD, Orders.STARTED, "its own tag", "lastgood:barrier"));
    assertThat(barriers(BEFORE, false)).isEmpty();
  }

  @Test
  void aBarrierThatAPersonAnnouncedHoldsFromTheStartOfItsDeployment() {
    var announced =
        BEFORE
            .withBarrier(new Barrier(Orders.BAD, null, "ana", "new schema"))
            .withBarrier(new Barrier(Orders.revision(43), null, "ben", "new queue"));
    var begun = new Barrier(Orders.BAD, Orders.STARTED, "ana", "new schema");
    var still = new Barrier(Orders.revision(43), null, "ben", "new queue");

    assertThat(barriers(announced, false)).containsExactly(begun, still);
    assertThat(barriers(announced, true)).as("a person's words win").containsExactly(begun, still);
  }

  @Test
  void aBarrierThatHoldsAlreadyKeepsItsTimeAndItsPlaceWhenItsRevisionIsDeployedAgain() {
    var older = new Barrier(Orders.BAD, Orders.QUIET, "ana", "new schema");
    var newer = new Barrier(Orders.revision(40), Orders.QUIET, "ben", "new queue");

    assertThat(barriers(BEFORE.withBarrier(older).withBarrier(newer), true))
        .containsExactly(newer, older);
  }

  @Test
  void everyChangeOfASplitIsADeploymentOfItsOwn() {
    var change = Sighting.take(Shop.state(), Shop.live(Shop.CANDIDATE), NOW);

    var expected = Shop.deployment("split-" + NOW.toEpochMilli(), Shop.CANDIDATE, NOW);
    assertThat(current(change.state()))
        .returns(expected.id(), Deployment::id)
        .returns(Shop.CANDIDATE.revision(), Deployment::revision)
        .returns(Origin.TEAM, Deployment::origin)
        .returns(NOW.minusSeconds(60), Deployment::startedAt)
        .returns(NOW, Deployment::settledAt);
    assertThat(change.happenings()).hasSize(2);
  }

  @Test
  void aSplitThatStaysIsNoNewDeployment() {
    assertThat(Sighting.take(Shop.state(), Shop.live(Shop.STABLE), NOW))
        .isEqualTo(Change.none(Shop.state()));
  }

  @Test
  void aSplitSettlesWhenAwsHasMadeTheChangeAndNotBefore() {
    var half = Sighting.take(Shop.state(), Shop.live(new Split(50, 50)), NOW).state();
    assertThat(current(half).settledAt()).isNull();

    var making =
        new LiveState.Running(
            Shop.deployment("", Shop.CANDIDATE, null).withOrigin(Origin.TEAM), false, false);
    var asked = Sighting.take(half, making, NOW.plusSeconds(60)).state();
    var made = Sighting.take(asked, Shop.live(Shop.CANDIDATE), NOW.plusSeconds(120));
    assertThat(current(asked).settledAt()).isNull();
    assertThat(current(made.state()))
        .returns(current(asked).id(), Deployment::id)
        .returns(NOW, Deployment::startedAt)
        .returns(NOW.plusSeconds(120), Deployment::settledAt);
    assertThat(made.happenings()).containsExactly(new Settled(current(made.state())));
  }

  @Test
  void theSplitThatARollbackBringsIsLastgoodsOwn() {
    var hurt =
        Shop.state()
            .withCurrent(Shop.deployment("split-2", Shop.CANDIDATE, NOW))
            .withRollback(Shop.rollback(Shop.STABLE));
    var change = Sighting.take(hurt, Shop.live(Shop.STABLE), NOW.plusSeconds(2));

    assertThat(current(change.state()).origin()).isEqualTo(Origin.LASTGOOD);
    assertThat(rollback(change.state()).status()).isEqualTo(Status.RECOVERING);
    assertThat(change.state().quarantine()).isEmpty();
  }

  @Test
  void aChangeKeepsWhatHappenedInOrder() {
    var change =
        take(BEFORE, Orders.badInFlight())
            .then(state -> take(state, Orders.bad()))
            .then(Change::none);

    assertThat(change.happenings())
        .isEqualTo(List.of(new Started(Orders.badInFlight()), new Settled(Orders.bad())));
  }

  private static RollbackEnded ended(Change change) {
    return change.happenings().stream()
        .filter(RollbackEnded.class::isInstance)
        .map(RollbackEnded.class::cast)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatADeploymentTurnedOutToBringIsTakenOverWhatItWasToBring() {
    var nine = new Revision("lt-0a1b:9", List.of(new Image("web", "ami-9", "")));
    var inFlight = take(BEFORE, bare("refresh-1", nine, null).withRevision(nine)).state();
    var eight = new Revision("lt-0a1b:8", List.of(new Image("web", "ami-8", "")));
    var settled = take(inFlight, bare("refresh-1", eight, NOW).withRevision(eight)).state();

    assertThat(current(settled).revision()).isEqualTo(eight);
    assertThat(current(settled).settledAt()).isEqualTo(NOW);
  }

  @Test
  void whatTheLedgerDoesNotHoldAsCurrentIsAnother() {
    assertThat(Sighting.isAnother(null, Orders.good())).isTrue();
    assertThat(Sighting.isAnother(Orders.good(), Orders.bad())).isTrue();
    assertThat(Sighting.isAnother(Orders.good(), Orders.good())).isFalse();
    assertThat(Sighting.isAnother(Shop.seen(Shop.STABLE), Shop.seen(Shop.CANDIDATE))).isTrue();
    assertThat(Sighting.isAnother(Shop.seen(Shop.STABLE), Shop.seen(Shop.STABLE))).isFalse();
  }

  /// A group's own template changed, or CloudFormation's rolling update ran, after a refresh.
  @Test
  void whatIsPutOverADeploymentThatWasDoneIsTheTeamsAndHasNoIdOfAws() {
    var eight = Revision.of("lt-0a1b:8");
    var nine = Revision.of("lt-0a1b:9");
    var refreshed = take(BEFORE, bare("refresh-1", eight, NOW.minusSeconds(120))).state();
    var over = bare("refresh-1", nine, NOW.minusSeconds(120)).withOrigin(Origin.AWS);

    var change = take(refreshed, over);
    assertThat(current(change.state()))
        .returns("split-" + NOW.toEpochMilli(), Deployment::id)
        .returns(nine, Deployment::revision)
        .returns(Origin.TEAM, Deployment::origin)
        .returns(NOW, Deployment::settledAt);
    assertThat(change.happenings()).hasExactlyElementsOfTypes(Started.class, Settled.class);
    assertThat(Sighting.isAnother(refreshed.current(), over)).isTrue();

    var later = new LiveState.Running(over, false, false);
    assertThat(Sighting.take(change.state(), later, NOW.plusSeconds(60)))
        .isEqualTo(Change.none(change.state()));
    assertThat(Sighting.isAnother(change.state().current(), over)).isFalse();
  }

  @Test
  void whatIsPutBackWithoutADeploymentIsNoRollbackByAws() {
    var eight = Revision.of("lt-0a1b:8");
    var seen = bare("refresh-1", eight, NOW.minusSeconds(120));
    var proven = take(BEFORE, seen).state().withKnownGood(Orders.known(eight, "refresh-1"));
    var over = bare("refresh-1", Revision.of("lt-0a1b:9"), NOW.minusSeconds(120));
    var back =
        Sighting.take(
            take(proven, over).state(),
            new LiveState.Running(seen, false, false),
            NOW.plusSeconds(60));

    assertThat(current(back.state()))
        .returns(eight, Deployment::revision)
        .returns(Origin.TEAM, Deployment::origin);
    assertThat(back.state().quarantine()).isEmpty();
  }

  @Test
  void aDeploymentAfterWhatHasNoIdIsSeenByItsOwn() {
    var refreshed =
        take(BEFORE, bare("refresh-1", Revision.of("lt-0a1b:8"), NOW.minusSeconds(120))).state();
    var over = take(refreshed, bare("refresh-1", Revision.of("lt-0a1b:9"), NOW)).state();
    var next =
        new Deployment(
            "refresh-2",
            Revision.of("lt-0a1b:9"),
            Origin.TEAM,
            NOW.plusSeconds(30),
            null,
            null,
            null,
            null,
            0);

    var change =
        Sighting.take(over, new LiveState.Running(next, false, false), NOW.plusSeconds(60));
    assertThat(change.happenings()).containsExactly(new Started(next));
  }

  /// A refresh that starts in the second of the registration, which AWS writes without fractions.
  @Test
  void aDeploymentInFlightIsItsOwnThoughWhatHasNoIdBeganLaterByAnotherClock() {
    var found = bare("", Revision.of("lt-0a1b:8"), NOW);
    var registered = take(TargetState.registered(Orders.target(Mode.AUTO)), found).state();
    var refresh = bare("refresh-1", Revision.of("lt-0a1b:9"), null);

    assertThat(current(take(registered, refresh).state())).isEqualTo(refresh);
  }

  /// It was cancelled for the rollback before it had replaced anything, and the rollback goes to
  /// something else than what runs: the images of that are gone.
  @Test
  void aRefreshOfWhichNothingIsLeftDoesNotEndTheRollbackThatCancelledIt() {
    var undone = bare("", Orders.revision(40), NOW).withOrigin(Origin.AWS);
    var claimed = Orders.state().withRollback(Orders.rollback());
    var change = take(claimed, undone);

    assertThat(rollback(change.state())).isEqualTo(Orders.rollback());
    assertThat(current(change.state()))
        .returns(Origin.AWS, Deployment::origin)
        .returns(Orders.revision(40).id(), deployment -> deployment.revision().id());
    assertThat(change.happenings()).hasExactlyElementsOfTypes(Started.class, Settled.class);
  }

  @Test
  void aRefreshThatTheTeamCancelledSpeaksAgainstNothing() {
    var change = take(Orders.state(), bare("", Orders.GOOD, NOW).withOrigin(Origin.AWS));

    assertThat(current(change.state()).origin()).isEqualTo(Origin.TEAM);
    assertThat(change.state().quarantine()).isEmpty();
    assertThat(change.state().rollback()).isNull();
  }

  /// ECS takes up a number that was neither proven nor is the source: the one before a rollback of
  /// which it gave up the deployment.
  @Test
  void aDeploymentThatBeganBeforeTheKnownOneComesBackByAws() {
    var older =
        new Deployment(
            "ecs-svc/40",
            Orders.revision(40),
            Origin.TEAM,
            Orders.rollbackDeployment().startedAt().minusSeconds(1),
            null,
            null,
            null,
            null,
            0);
    var moved =
        Orders.state()
            .withCurrent(Orders.rollbackDeployment())
            .withRollback(Orders.rollback().moved(NOW, Orders.ROLLBACK_DEPLOYMENT_ID));

    var change = take(moved, older);
    assertThat(current(change.state()).origin()).isEqualTo(Origin.AWS);
    assertThat(ended(change).rollback().status()).isEqualTo(Status.FAILED);
    assertThat(change.state().quarantine()).isEmpty();
  }

  @Test
  void aRollbackWhoseDeploymentTurnedOutToBringSomethingElseFailed() {
    var moved =
        Orders.state()
            .withCurrent(Orders.rollbackDeployment())
            .withRollback(Orders.rollback().moved(NOW, Orders.ROLLBACK_DEPLOYMENT_ID));
    var elsewhere = bare(Orders.ROLLBACK_DEPLOYMENT_ID, Orders.revision(40), NOW);

    var onItsWay = bare(Orders.ROLLBACK_DEPLOYMENT_ID, Orders.revision(40), null);
    assertThat(take(moved, onItsWay).state().rollback()).isNotNull();
    assertThat(ended(take(moved, elsewhere)).rollback().status()).isEqualTo(Status.FAILED);
    assertThat(take(moved, elsewhere.withRevision(Orders.GOOD)).state().rollback()).isNotNull();
  }
}
