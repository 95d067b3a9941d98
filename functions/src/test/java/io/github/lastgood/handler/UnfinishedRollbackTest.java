package io.github.lastgood.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.github.lastgood.action.FakeBalancer;
import io.github.lastgood.ledger.Commit;
import io.github.lastgood.ledger.Definition;
import io.github.lastgood.target.AlarmState;
import io.github.lastgood.target.AlarmStatus;
import io.github.lastgood.target.Method;
import io.github.lastgood.target.Orders;
import io.github.lastgood.target.Rollback;
import io.github.lastgood.target.Shop;
import io.github.lastgood.target.TargetState;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/// A rollback that a handler claimed and did not finish, as the watch finds it.
class UnfinishedRollbackTest {
  private final Bench bench = new Bench();

  private TargetState state(String name) {
    return bench.lastgood.ledger().state(name).orElseThrow();
  }

  private Rollback rollback(String name) {
    @Nullable Rollback open = state(name).rollback();
    return Objects.requireNonNull(open);
  }

  private String weights() {
    return bench.balancer.weight(Shop.BLUE) + ":" + bench.balancer.weight(Shop.GREEN);
  }

  private void tickAfter(Duration time) {
    bench.now = bench.now.plus(time);
    bench.tick();
  }

  private void ofTheSplit() {
    bench.balancer.actions.put(Shop.RULE, List.of(FakeBalancer.forward(0, 100)));
    bench.given(
        Shop.state()
            .withCurrent(Shop.deployment("split-2", Shop.CANDIDATE, Orders.SETTLED))
            .withRollback(Shop.rollback(Shop.STABLE)));
    bench.alarms.put(Shop.ALARM, AlarmStatus.of(AlarmState.ALARM, Orders.RED));
  }

  @Test
  void aMoveThatTakesAnotherStepGivesItsLeaseBackAndIsMadeOnTheNextTick() {
    ofTheSplit();
    bench.balancer.health.put(Shop.BLUE, List.of("initial", "healthy"));
    tickAfter(Duration.ofMinutes(1));
    assertThat(rollback("shop-front"))
        .returns(Rollback.Status.PENDING, Rollback::status)
        .returns(bench.now, Rollback::leaseUntil);
    assertThat(weights()).isEqualTo("0:100");

    bench.balancer.health.put(Shop.BLUE, List.of("healthy", "healthy"));
    tickAfter(Duration.ofMinutes(1));
    assertThat(rollback("shop-front").status()).isEqualTo(Rollback.Status.SETTLING);
    assertThat(weights()).isEqualTo("100:0");
  }

  @ParameterizedTest
  @CsvSource({"29, true", "30, false"})
  void aMoveThatNeverComesToAnEndFailsAndAPersonHearsOfIt(int minutes, boolean open) {
    ofTheSplit();
    bench.balancer.health.put(Shop.BLUE, List.of());
    tickAfter(Duration.ofMinutes(minutes));

    assertThat(state("shop-front").rollback() != null).isEqualTo(open);
    assertThat(bench.notices.toString().contains("FAILED")).isEqualTo(!open);
  }

  @Test
  void aRuleThatIsGoneFailsTheRollback() {
    ofTheSplit();
    bench.balancer.actions.clear();
    tickAfter(Duration.ofMinutes(1));

    assertThat(state("shop-front").rollback()).isNull();
    assertThat(bench.notices.toString()).contains("FAILED");
  }

  private static TargetState byCopy() {
    var open = Orders.rollback();
    return Orders.state()
        .withRollback(
            new Rollback(
                open.id(),
                open.deploymentId(),
                open.from(),
                open.to(),
                Method.REGISTER_COPY,
                open.status(),
                open.why(),
                open.by(),
                open.alarms(),
                open.claimedAt(),
                open.leaseUntil(),
                null,
                null,
                null,
                null,
                null,
                null));
  }

  @Test
  void aCopyIsMadeOfWhatIsStoredAndItsNameIsWrittenBeforeItIsDeployed() {
    var copy = Orders.taskDefinition(43);
    when(bench.ecs.registerTaskDefinition(any(RegisterTaskDefinitionRequest.class)))
        .thenReturn(
            RegisterTaskDefinitionResponse.builder()
                .taskDefinition(TaskDefinition.builder().taskDefinitionArn(copy).build())
                .build());
    bench
        .lastgood
        .ledger()
        .commit(
            Commit.of(null, byCopy())
                .with(new Definition(Orders.GOOD, Orders.NOW, "{\"family\":\"orders-api\"}")));
    bench.alarms.put(Orders.ALARM, AlarmStatus.of(AlarmState.ALARM, Orders.RED));
    tickAfter(Duration.ofMinutes(1));

    assertThat(rollback("orders-api"))
        .returns(copy, Rollback::deployedAs)
        .returns(Rollback.Status.SETTLING, Rollback::status);
    verify(bench.ecs)
        .updateService(
            UpdateServiceRequest.builder()
                .cluster("prod")
                .service("orders-api")
                .taskDefinition(copy)
                .build());
  }

  @Test
  void withoutAStoredDefinitionACopyCannotBeMade() {
    bench.given(byCopy());
    bench.alarms.put(Orders.ALARM, AlarmStatus.of(AlarmState.ALARM, Orders.RED));
    tickAfter(Duration.ofMinutes(1));

    assertThat(state("orders-api").rollback()).isNull();
    assertThat(bench.notices).containsExactly("The rollback of orders-api to orders-api:41 FAILED");
    verify(bench.ecs, never()).updateService(any(UpdateServiceRequest.class));
  }
}
