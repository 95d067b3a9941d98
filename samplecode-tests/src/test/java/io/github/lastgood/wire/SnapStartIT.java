package io.github.lastgood.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/// The alarm function under SnapStart, but for the snapshot itself: the runtime interface client
/// runs the function's hooks where Lambda would take it.
@ExtendWith(WireExtension.class)
class SnapStartIT {

  private final WireWorld world;

  SnapStartIT(WireWorld world) {
    this.world = world;
  }

  @Test
  void whatIsDoneBeforeTheSnapshotReadsAndChangesNothing() throws Exception {
    try (LambdaRuntime function = world.alarmFunctionForSnapshot()) {
      function.initialised();

      assertThat(world.front().calls().all())
          .extracting(Call::operation)
          .contains("Query", "BatchGetItem", "DescribeAlarms", "DescribeServices")
          .allMatch(name -> name.startsWith("Describe") || name.matches("Query|BatchGetItem"));
      assertThat(world.ledger().size()).isZero();
    }
  }

  /// What the hook saves of the first event, on this machine. It says nothing of AWS's own start.
  @Test
  void aPrimedFunctionIsQuickerAtItsFirstEvent() throws Exception {
    Duration unprimed;
    try (LambdaRuntime function = world.another("AlarmHandler")) {
      unprimed = firstRollback(function.initialised());
    }
    world.reset();
    Duration primed;
    try (LambdaRuntime function = world.alarmFunctionForSnapshot()) {
      function.initialised().restore();
      primed = firstRollback(function);
    }

    System.out.printf(
        "A function's first event, a rollback: %d ms; primed: %d ms%n",
        unprimed.toMillis(), primed.toMillis());
    assertThat(primed).isLessThan(unprimed);
  }

  private Duration firstRollback(LambdaRuntime function) throws Exception {
    Instant alarmAt = Instant.now().minusSeconds(10);
    world.badDeploymentAfterRegistration(alarmAt);
    world.scene().setAlarm("orders-api-5xx", StateValue.ALARM);
    String event = Events.file("cloudwatch/metric-alarm.json").shiftedTo(alarmAt).text();
    long started = System.nanoTime();
    String answer = function.invoke(event).body();
    Duration taken = Duration.ofNanos(System.nanoTime() - started);
    assertThat(answer).contains("ROLL_BACK");
    assertThat(world.moves()).hasSize(1);
    return taken;
  }
}
