package io.github.lastgood.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.target.Orders;
import io.github.lastgood.target.TargetState;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProofTest {

  private static Proof of(TargetState state) {
    return Proof.of(state, Orders.BAD_ID, List.of(Orders.bad()));
  }

  @Test
  void whatFinishedItsBakeIsProven() {
    var state = Orders.state().withKnownGood(Orders.known(Orders.BAD, Orders.BAD_ID));

    assertThat(of(state)).isInstanceOf(Proof.Proven.class);
    assertThat(of(state.withCurrent(Orders.rollbackDeployment())))
        .as("whatever was deployed since")
        .isInstanceOf(Proof.Proven.class);
  }

  @Test
  void whatRunsIsOpenAndSaysWhatItWaitsFor() {
    assertThat(of(Orders.state().withCurrent(Orders.badInFlight())))
        .isEqualTo(new Proof.Open("orders-api:42 is being deployed."));
    assertThat(of(Orders.state().withCurrent(Orders.bad().quietSince(null))))
        .isEqualTo(new Proof.Open("orders-api:42 waits for every alarm to be OK."));
    assertThat(of(Orders.state().withCurrent(Orders.bad().quietSince(Orders.SETTLED))))
        .isEqualTo(new Proof.Open("orders-api:42 bakes until 2026-11-02 10:20:00 UTC."));
  }

  @Test
  void whatIsRolledBackIsDisproven() {
    assertThat(of(Orders.state().withRollback(Orders.rollback())))
        .isInstanceOf(Proof.Disproven.class);
    assertThat(
            of(
                Orders.state()
                    .withQuarantined(Orders.quarantined(Orders.BAD))
                    .withCurrent(Orders.rollbackDeployment())))
        .isInstanceOfSatisfying(
            Proof.Disproven.class,
            no -> assertThat(no.message()).startsWith("orders-api:42 is quarantined: "));
  }

  @Test
  void anotherRevisionsQuarantineSaysNothingAboutIt() {
    var other = Orders.state().withQuarantined(Orders.quarantined(Orders.revision(40)));

    assertThat(of(other)).isInstanceOf(Proof.Open.class);
  }

  @Test
  void whatWasReplacedBeforeIsDisproven() {
    assertThat(of(Orders.state().withCurrent(Orders.rollbackDeployment())))
        .isEqualTo(
            new Proof.Disproven(
                "orders-api:42 was replaced by another deployment before it was proven good."));
  }

  @Test
  void whatTheLedgerHasNotHeardOfYetIsWaitedFor() {
    assertThat(Proof.of(Orders.state(), "ecs-svc/77", List.of(Orders.bad())))
        .isEqualTo(new Proof.Open("Deployment ecs-svc/77 has not been heard of yet."));
  }
}
