package io.github.lastgood.simulation;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lastgood.Lastgood;
import io.github.lastgood.account.call.ProcessCrash;
import io.github.lastgood.account.setting.Agenda;
import io.github.lastgood.handler.AlarmHandler;
import io.github.lastgood.handler.DeploymentHandler;
import io.github.lastgood.handler.DeploymentHookHandler;
import io.github.lastgood.handler.OperatorHandler;
import io.github.lastgood.handler.PipelineHandler;
import io.github.lastgood.stage.Invocation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;

/// Lambda: runs the real handlers, many at the same time.
///
/// A slow invocation waits at its calls to AWS; meanwhile the clock goes on and whatever is due
/// happens, other invocations included. Each has a thread, but only one runs at a time, and the
/// agenda says which: so any two handlers interleave at any of their calls, and two runs of a seed
/// are the same. An event whose function dies or throws is delivered again after one and after two
/// minutes, and is then given up.
final class Functions {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TICK = "{\"lastgood\":\"watch\"}";
  private static final List<Duration> RETRIES =
      List.of(Duration.ofMinutes(1), Duration.ofMinutes(2));

  private final Agenda agenda;
  private final Chance chance;
  private final Chronicle chronicle;
  private final Tally tally;
  private final AlarmHandler alarmHandler;
  private final DeploymentHandler deploymentHandler;
  private final DeploymentHookHandler hookHandler;
  private final OperatorHandler operatorHandler;
  private final PipelineHandler pipelineHandler;
  private final Set<Run> unfinished = new LinkedHashSet<>();
  private final Listener listener;
  private Weather weather = Weather.CALM;
  private @Nullable Run current;
  private int requests;

  /// Hears of every answer.
  @FunctionalInterface
  interface Listener {
    void answered(Run run, JsonNode answer);
  }

  Functions(
      Lastgood lastgood,
      CodePipelineClient codePipeline,
      Agenda agenda,
      Chance chance,
      Chronicle chronicle,
      Tally tally,
      Listener listener) {
    this.agenda = agenda;
    this.chance = chance;
    this.chronicle = chronicle;
    this.tally = tally;
    this.listener = listener;
    this.alarmHandler = new AlarmHandler(lastgood);
    this.deploymentHandler = new DeploymentHandler(lastgood);
    this.hookHandler = new DeploymentHookHandler(lastgood);
    this.operatorHandler = new OperatorHandler(lastgood);
    this.pipelineHandler = new PipelineHandler(lastgood, codePipeline);
  }

  void weather(Weather from) {
    weather = from;
  }

  void alarm(String event) {
    deliver(alarmHandler, event, "event-" + ++requests, RETRIES);
  }

  void deployment(String event) {
    deliver(deploymentHandler, event, "event-" + ++requests, RETRIES);
  }

  /// A pipeline comes to an action that invokes the function.
  void job(String event) {
    deliver(pipelineHandler, event, "job-" + ++requests, RETRIES);
  }

  /// A tick that dies is not retried: the next one comes.
  void tick() {
    deliver(alarmHandler, TICK, "tick-" + ++requests, List.of());
  }

  /// A person gives a command, and does not try again.
  void operate(String command) {
    deliver(operatorHandler, command, "command-" + ++requests, List.of());
  }

  /// ECS asks the lifecycle hook, and waits for it: nothing else happens meanwhile.
  ///
  /// @return the answer; an exception when the function died
  String hook(String event) {
    var run = new Run("DeploymentHookHandler", "hook-" + ++requests, event, agenda.now(), false);
    tally.add("invocations");
    var interrupted = current;
    current = run;
    try {
      var answer = answer(hookHandler, run);
      if (run.isDead()) {
        throw new IllegalStateException("the hook died");
      }
      tally.add("hooks: " + answer.path("hookStatus").asText());
      chronicle.step(agenda.now(), () -> run + " answers " + answer);
      listener.answered(run, answer);
      return answer.toString();
    } catch (IllegalStateException e) {
      tally.add("invocations failed");
      chronicle.step(agenda.now(), () -> run + " ends: " + e.getMessage());
      throw e;
    } finally {
      current = interrupted;
    }
  }

  private void deliver(
      RequestStreamHandler function, String event, String requestId, List<Duration> retries) {
    var name = function.getClass().getSimpleName();
    var run = new Run(name, requestId, event, agenda.now(), chance.once(weather.slow()));
    run.in(new Coroutine(() -> invoke(function, run, retries)));
    unfinished.add(run);
    tally.add("invocations");
    resume(run);
  }

  private void resume(Run run) {
    current = run;
    run.coroutine().resume();
    current = null;
  }

  private void invoke(RequestStreamHandler function, Run run, List<Duration> retries) {
    try {
      var answer = answer(function, run);
      unfinished.remove(run);
      chronicle.step(agenda.now(), () -> run + " answers " + Words.answer(answer));
      listener.answered(run, answer);
    } catch (RuntimeException | ProcessCrash e) {
      unfinished.remove(run);
      tally.add("invocations failed");
      chronicle.step(agenda.now(), () -> run + " ends: " + e.getMessage());
      retry(function, run, retries);
    } catch (Coroutine.Abandoned e) {
      unfinished.remove(run);
    }
  }

  private void retry(RequestStreamHandler function, Run run, List<Duration> retries) {
    if (!retries.isEmpty()) {
      agenda.after(
          retries.getFirst(),
          () ->
              deliver(function, run.event(), run.requestId(), retries.subList(1, retries.size())));
    } else if (!run.isTick() && run.requestId().startsWith("event-")) {
      tally.add("events given up");
    }
  }

  private static JsonNode answer(RequestStreamHandler function, Run run) {
    var out = new ByteArrayOutputStream();
    try {
      function.handleRequest(
          new ByteArrayInputStream(run.event().getBytes(StandardCharsets.UTF_8)),
          out,
          new Invocation(run.requestId(), run.function()));
      return JSON.readTree(out.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Whose call it is; null when no function is at work.
  @Nullable Run current() {
    return current;
  }

  /// The current invocation waits. Beyond its timeout it waits for ever.
  ///
  /// @return false when the timeout came first
  boolean pause(Duration span) {
    var run = current;
    if (run == null) {
      return true;
    }
    var until = agenda.now().plus(span);
    var inTime = !until.isAfter(run.deadline());
    agenda.at(inTime ? until : run.deadline(), () -> resume(run));
    run.coroutine().pause();
    return inTime;
  }

  /// Nothing is due any more: invocations that still wait are left.
  void abandon() {
    for (var run : List.copyOf(unfinished)) {
      run.coroutine().abandon();
    }
  }
}
