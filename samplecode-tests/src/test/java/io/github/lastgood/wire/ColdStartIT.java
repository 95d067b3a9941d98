package io.github.lastgood.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/// What a cold start of each function costs: processor time and memory, from which the sizes in
/// `docs/choices.md` follow. The table of that page is what this prints.
///
/// Lambda gives a function of 1769 MB one whole processor and smaller ones their share (Lambda
/// developer guide, "Configure Lambda function memory"). So the time on Lambda's clock is derived
/// here, and not measured; waiting for AWS comes on top of it.
@ExtendWith(WireExtension.class)
class ColdStartIT {
  private static final int ONE_PROCESSOR = 1769;

  /// For the `Init` phase of a function without a snapshot (Lambda developer guide, "Lambda
  /// execution environment").
  private static final Duration INIT_LIMIT = Duration.ofSeconds(10);

  private final WireWorld world;

  ColdStartIT(WireWorld world) {
    this.world = world;
  }

  @FunctionalInterface
  private interface FirstEvent {
    /// Sets the scene, invokes the function and looks whether it did its work.
    void invoke(LambdaRuntime function) throws Exception;
  }

  /// @param function its name; and how it was started, when that was for a snapshot
  private record ColdStart(String function, Footprint initialised, Footprint answered) {
    Duration init() {
      return initialised.cpu();
    }

    Duration firstEvent() {
      return answered.cpu().minus(initialised.cpu());
    }

    /// What an answer to the first event costs. The init of a snapshot is over when it was taken.
    Duration whole() {
      return function.endsWith("snapshot") ? firstEvent() : answered.cpu();
    }

    String row() {
      return String.format(
          Locale.ROOT,
          "| %s | %.1f s | %.1f s | %d MB | %.1f s | %.1f s | %.1f s |",
          function,
          seconds(init()),
          seconds(firstEvent()),
          answered.peakMegabytes(),
          seconds(onLambda(whole(), 512)),
          seconds(onLambda(whole(), 1024)),
          seconds(onLambda(whole(), ONE_PROCESSOR)));
    }

    private static double seconds(Duration duration) {
      return duration.toMillis() / 1000.0;
    }
  }

  /// More than one processor helps little: one thread does the work.
  private static Duration onLambda(Duration cpu, int megabytes) {
    return cpu.multipliedBy(ONE_PROCESSOR).dividedBy(Math.min(megabytes, ONE_PROCESSOR));
  }

  @Test
  void everyFunctionStartsWithinItsSizeAndItsTimeout() throws Exception {
    List<ColdStart> all = new ArrayList<>();
    all.add(coldStart("`lastgood-alarm`", world.another("AlarmHandler"), this::rollBack));
    all.add(
        coldStart(
            "`lastgood-alarm`, from a snapshot",
            world.alarmFunctionForSnapshot(),
            this::rollBackRestored));
    all.add(
        coldStart("`lastgood-deployment`", world.another("DeploymentHandler"), this::recordStart));
    all.add(coldStart("`lastgood-hook`", world.another("DeploymentHookHandler"), this::refuse));
    all.add(coldStart("`lastgood-operator`", world.another("OperatorHandler"), this::obey));
    all.add(coldStart("`lastgood-pipeline`", world.another("PipelineHandler"), this::rollBackJob));
    all.add(
        coldStart(
            "`lastgood-registration`", world.another("TargetRegistrationHandler"), this::register));

    System.out.println(
        "| function | init | first event | peak memory | at 512 MB | at 1024 MB | at 1769 MB |");
    all.forEach(each -> System.out.println(each.row()));
    assertThat(all)
        .allSatisfy(each -> {
          Choice chosen = Choice.of(each.function());
          assertThat(each.answered().peakMegabytes())
              .as("peak memory of %s", each)
              .isLessThan(chosen.megabytes() / 2);
          assertThat(onLambda(each.init(), chosen.megabytes()))
              .as("init of %s", each)
              .isLessThan(INIT_LIMIT.dividedBy(2));
          assertThat(onLambda(each.firstEvent(), chosen.megabytes()))
              .as("first event of %s", each)
              .isLessThan(chosen.timeout().dividedBy(2));
        });
  }

  private ColdStart coldStart(String name, LambdaRuntime started, FirstEvent event)
      throws Exception {
    world.reset();
    try (LambdaRuntime function = started) {
      Footprint initialised = function.initialised().footprint();
      event.invoke(function);
      return new ColdStart(name, initialised, function.footprint());
    }
  }

  private void rollBack(LambdaRuntime alarm) throws Exception {
    Instant alarmAt = Instant.now().minusSeconds(10);
    world.badDeploymentAfterRegistration(alarmAt);
    world.scene().setAlarm("orders-api-5xx", StateValue.ALARM);
    Events event = Events.file("cloudwatch/metric-alarm.json").shiftedTo(alarmAt);
    assertThat(alarm.invoke(event.text()).body()).contains("ROLL_BACK");
    assertThat(world.moves()).hasSize(1);
  }

  private void rollBackRestored(LambdaRuntime alarm) throws Exception {
    alarm.restore();
    rollBack(alarm);
  }

  private void recordStart(LambdaRuntime deployment) throws Exception {
    Instant alarmAt = Instant.now().minusSeconds(10);
    world.operatorAnswer("register.json");
    world.scene().deployBad(alarmAt);
    deployment.invoke(Events.file("ecs/bad-in-progress.json").shiftedTo(alarmAt).text()).body();
    assertThat(world.ledger().items("TARGET#orders-api", "DEPLOYMENT#")).isNotEmpty();
  }

  private void refuse(LambdaRuntime hook) throws Exception {
    world.badDeploymentAfterRegistration(Instant.now().minusSeconds(10));
    world.operatorAnswer("mark-bad.json");
    assertThat(hook.invoke(Events.file("ecs-hook/pre-scale-up.json").text()).body())
        .contains("FAILED");
  }

  private void obey(LambdaRuntime operator) throws Exception {
    world.badDeploymentAfterRegistration(Instant.now().minusSeconds(10));
    assertThat(operator.invoke(Events.file("operator/rollback.json").text()).body())
        .contains("ROLL_BACK");
    assertThat(world.moves()).hasSize(1);
  }

  private void rollBackJob(LambdaRuntime pipeline) throws Exception {
    world.badDeploymentAfterRegistration(Instant.now().minusSeconds(10));
    assertThat(pipeline.invoke(Events.file("codepipeline/rollback.json").text()).body())
        .contains("SUCCEEDED");
    assertThat(world.moves()).hasSize(1);
  }

  private void register(LambdaRuntime registration) throws Exception {
    try (ResponseUrl answered = new ResponseUrl()) {
      registration.invoke(answered.in(Events.file("cloudformation/create.json")).text()).body();
      assertThat(answered.reports()).singleElement().asString().contains("SUCCESS");
    }
  }

  /// The size of a function as `docs/choices.md` says it; `ChoicesTest` holds that page to the
  /// template.
  private record Choice(int megabytes, Duration timeout) {
    static Choice of(String function) throws IOException {
      String name = function.replaceAll("(`[^`]+`).*", "$1");
      return Files.readAllLines(Path.of("..", "docs", "choices.md")).stream()
          .map(line -> line.split(" *\\| *"))
          .filter(cells -> cells.length >= 4 && cells[1].equals(name) && cells[2].endsWith(" MB"))
          .findFirst()
          .map(cells -> new Choice(number(cells[2]), Duration.ofSeconds(number(cells[3]))))
          .orElseThrow();
    }

    private static int number(String cell) {
      return Integer.parseInt(cell.replaceAll("\\D", ""));
    }
  }
}
