package io.github.lastgood.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.when;

import io.github.lastgood.ledger.Receipt;
import io.github.lastgood.target.AlarmState;
import io.github.lastgood.target.AlarmStatus;
import io.github.lastgood.target.Mode;
import io.github.lastgood.target.Orders;
import io.github.lastgood.target.TargetState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ecs.model.DescribeServiceRevisionsRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServiceRevisionsResponse;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;

class DeploymentHookHandlerTest {
  private final Bench bench = new Bench();
  private final DeploymentHookHandler handler = new DeploymentHookHandler(bench.lastgood);

  private String file(String name) {
    return ask(Events.text("ecs-hook/" + name + ".json"));
  }

  private String ask(String event) {
    var answer = Bench.invoke(handler, event);
    assertThat(answer.size()).isEqualTo(1);
    return answer.path("hookStatus").asText();
  }

  private void deploying(TargetState state) {
    bench.given(state.withCurrent(Orders.badInFlight()));
  }

  private static TargetState quarantined() {
    return Orders.state().withQuarantined(Orders.quarantined(Orders.BAD));
  }

  @Test
  void aRevisionThatNothingIsKnownAgainstGoesOnAndLeavesNoReceipt() {
    deploying(Orders.state());

    assertThat(file("pre-scale-up")).isEqualTo("SUCCEEDED");
    assertThat(bench.lastgood.ledger().receipts("orders-api", 9)).isEmpty();
  }

  @Test
  void aQuarantinedRevisionIsRefusedWithAReceiptAndPeopleHearOfIt() {
    deploying(quarantined());

    assertThat(file("pre-scale-up")).isEqualTo("FAILED");
    assertThat(bench.lastgood.ledger().receipts("orders-api", 9))
        .singleElement()
        .returns("REFUSE", Receipt::decision)
        .returns("QUARANTINED", Receipt::reason);
    assertThat(bench.notices).containsExactly("Refused to let orders-api:42 go on for orders-api");
  }

  @Test
  void theSameQuestionAskedTwiceIsToldOnce() {
    deploying(quarantined());

    assertThat(file("pre-scale-up")).isEqualTo("FAILED");
    assertThat(file("pre-scale-up")).isEqualTo("FAILED");
    assertThat(bench.lastgood.ledger().receipts("orders-api", 9)).hasSize(1);
  }

  @Test
  void aDeploymentThatTheLedgerHasNotHeardOfIsLookedUp() {
    bench.given(quarantined().withCurrent(Orders.good()));
    when(bench.ecs.describeServiceRevisions(any(DescribeServiceRevisionsRequest.class)))
        .thenReturn(
            DescribeServiceRevisionsResponse.builder()
                .serviceRevisions(ServiceRevision.builder().taskDefinition(Orders.BAD.id()).build())
                .build());

    assertThat(file("pre-scale-up")).isEqualTo("FAILED");
  }

  @Test
  void anAlarmThatWentRedInTheDeploymentStopsTheShiftOfTraffic() {
    deploying(
        Orders.state().withAlarm(Orders.ALARM, AlarmStatus.of(AlarmState.ALARM, Orders.STARTED)));

    assertThat(file("pre-scale-up")).as("no traffic yet").isEqualTo("SUCCEEDED");
    assertThat(file("production-traffic-shift-canary")).isEqualTo("FAILED");
  }

  @Test
  void anAlarmThatTheLedgerNeverHeardOfIsRead() {
    var silent = TargetState.registered(Orders.target(Mode.AUTO));
    bench.alarms.put(Orders.ALARM, AlarmStatus.of(AlarmState.ALARM, Orders.STARTED));
    deploying(silent);

    assertThat(file("test-traffic-shift")).isEqualTo("FAILED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"test-traffic-shift-rollback", "production-traffic-shift-rollback"})
  void ecssOwnRollbackAlwaysPasses(String name) {
    deploying(
        quarantined().withAlarm(Orders.ALARM, AlarmStatus.of(AlarmState.ALARM, Orders.STARTED)));

    assertThat(file(name)).isEqualTo("SUCCEEDED");
    assertThat(bench.notices).isEmpty();
  }

  @Test
  void aFrozenAccountRefusesNothing() {
    deploying(quarantined());
    bench.lastgood.desk().freezeAccount("ana", "load test");

    assertThat(file("pre-scale-up")).isEqualTo("SUCCEEDED");
  }

  @Test
  void aServiceOfNoTargetGoesOn() {
    assertThat(file("unregistered-service")).isEqualTo("SUCCEEDED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "[]", "{}", "\"text\"", ""})
  void anEventThatCannotBeReadGoesOn(String event) {
    assertThat(ask(event)).isEqualTo("SUCCEEDED");
  }

  @Test
  void anEventWithoutAServiceGoesOn() {
    assertThat(file("without-service")).isEqualTo("SUCCEEDED");
  }

  @Test
  void troubleOfLastgoodsIsNoFaultOfTheRevisions() {
    bench.given(quarantined().withCurrent(Orders.good()));
    when(bench.ecs.describeServiceRevisions(any(DescribeServiceRevisionsRequest.class)))
        .thenThrow(EcsException.builder().statusCode(500).build());

    assertThat(file("pre-scale-up")).isEqualTo("SUCCEEDED");
  }
}
