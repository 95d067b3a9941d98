package io.github.lastgood.target;

import static io.github.lastgood.target.Orders.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.target.Rollback.Status;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RollbackTest {

  @Test
  void theIdComesFromTargetAndDeploymentAlone() {
    assertThat(Rollback.idOf("orders-api", Orders.bad()))
        .isEqualTo("orders-api.9313423515462893900");
  }

  @Test
  void aRollbackThatIsOrderedAfterAnotherOneHasANumber() {
    var once = Orders.bad().rolledBackOnceMore();

    assertThat(Rollback.idOf("orders-api", once)).isEqualTo("orders-api.9313423515462893900.2");
    assertThat(Rollback.idOf("orders-api", once.rolledBackOnceMore()))
        .isEqualTo("orders-api.9313423515462893900.3");
  }

  @Test
  void itsNumberIsReadFromItsId() {
    assertThat(Orders.rollback().number()).isEqualTo(1);
    assertThat(Orders.rollback(Orders.bad().withRollbacks(11)).number()).isEqualTo(12);
  }

  @Test
  void aCopyIsWhatIsDeployedWhereThereIsOne() {
    var copied = Orders.rollback().deployedAs(Orders.taskDefinition(43));

    assertThat(Orders.rollback().deploys()).isEqualTo(Orders.GOOD.id());
    assertThat(copied.deploys()).isEqualTo(Orders.taskDefinition(43));
    assertThat(copied.brings(Revision.of(Orders.taskDefinition(43)))).isTrue();
    assertThat(copied.brings(Orders.GOOD)).isTrue();
    assertThat(copied.brings(Orders.BAD)).isFalse();
  }

  @Test
  void theBadRevisionIsNotBroughtThoughItBearsTheGoodOnesId() {
    var pushedAgain = new Revision(Orders.GOOD.id(), List.of(Orders.image(41, "sha256:other")));
    var rollback = Orders.rollbackFrom(pushedAgain);

    assertThat(rollback.brings(pushedAgain)).isFalse();
    assertThat(rollback.brings(Revision.of(Orders.GOOD.id())))
        .as("it may be the bad one")
        .isFalse();
    assertThat(rollback.brings(Orders.GOOD)).as("as AWS itself brings it back").isTrue();
    var copied = rollback.deployedAs(Orders.taskDefinition(43));
    assertThat(copied.brings(pushedAgain)).isFalse();
    assertThat(copied.brings(Revision.of(Orders.taskDefinition(43)))).isTrue();
  }

  @Test
  void itsStatusFollowsItsSteps() {
    var moved = Orders.rollback().moved(NOW, Orders.ROLLBACK_DEPLOYMENT_ID);
    var settled = moved.settled(NOW.plusSeconds(60));
    var ended = settled.ended(Status.RECOVERED, NOW.plusSeconds(120));

    assertThat(moved.status()).isEqualTo(Status.SETTLING);
    assertThat(settled.status()).isEqualTo(Status.RECOVERING);
    assertThat(ended)
        .returns(Status.RECOVERED, Rollback::status)
        .returns(NOW, Rollback::movedAt)
        .returns(NOW.plusSeconds(60), Rollback::settledAt)
        .returns(NOW.plusSeconds(120), Rollback::endedAt)
        .returns(Orders.ROLLBACK_DEPLOYMENT_ID, Rollback::newDeploymentId);
  }

  @Test
  void whenItWasMovedStaysWhenItsDeploymentIsSeenLater() {
    var moved = Orders.rollback().moved(NOW, null);

    assertThat(moved.moved(NOW.plusSeconds(15), Orders.ROLLBACK_DEPLOYMENT_ID))
        .returns(NOW, Rollback::movedAt)
        .returns(Orders.ROLLBACK_DEPLOYMENT_ID, Rollback::newDeploymentId);
  }

  @Test
  void onlyTheLastThreeStatusesAreEnds() {
    assertThat(Arrays.stream(Status.values()).filter(Status::isEnd))
        .containsExactly(Status.RECOVERED, Status.NOT_RECOVERED, Status.FAILED);
  }
}
