package io.github.lastgood.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/// The functions in JVMs of their own and the AWS they talk to: the account of the event files,
/// with the service `orders-api` on its good revision.
final class WireWorld implements Closeable {

  static final String GOOD = Arns.taskDefinition("orders-api:41");
  static final String BAD = Arns.taskDefinition("orders-api:42");

  private static final String PACKAGE = "io.github.lastgood.handler.";
  private static final List<String> HANDLERS =
      List.of(
          "AlarmHandler",
          "DeploymentHandler",
          "DeploymentHookHandler",
          "OperatorHandler",
          "PipelineHandler",
          "TargetRegistrationHandler");
  private static final Path TASK_ROOT = Path.of("target", "wire-task-root").toAbsolutePath();
  private static final Path JAR = Path.of("..", "functions", "target", "lastgood-functions.jar");

  private final MotoServer moto;
  private final LedgerTable ledger;
  private final AwsFront front;
  private final Scene scene;
  private final Map<String, LambdaRuntime> functions = new HashMap<>();

  private WireWorld(MotoServer moto, LedgerTable ledger, AwsFront front) {
    this.moto = moto;
    this.ledger = ledger;
    this.front = front;
    this.scene = new Scene(moto.endpoint(), front.ecs());
  }

  static WireWorld start() throws MotoServer.Absent, IOException, InterruptedException {
    MotoServer moto = MotoServer.start();
    LedgerTable ledger = LedgerTable.start();
    var world = new WireWorld(moto, ledger, new AwsFront(ledger.endpoint(), moto.endpoint()));
    Path lib = Files.createDirectories(TASK_ROOT.resolve("lib"));
    Files.copy(JAR, lib.resolve(JAR.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    for (String handler : HANDLERS) {
      world.functions.put(handler, world.another(handler));
    }
    return world;
  }

  private Map<String, String> environment() {
    return Map.of(
        "AWS_ENDPOINT_URL",
        front.endpoint().toString(),
        "LEDGER_TABLE",
        LedgerTable.NAME,
        "NOTIFICATION_TOPIC_ARN",
        Scene.TOPIC,
        "EVENT_BUS_NAME",
        Scene.EVENT_BUS,
        "POWERTOOLS_SERVICE_NAME",
        "lastgood",
        "POWERTOOLS_METRICS_NAMESPACE",
        "Lastgood");
  }

  /// Another alarm function, started as under SnapStart; the caller closes it.
  LambdaRuntime alarmFunctionForSnapshot() throws IOException {
    return LambdaRuntime.startForSnapshot(
        "lastgood-snapshot", PACKAGE + "AlarmHandler::handleRequest", TASK_ROOT, environment());
  }

  /// Another function of that handler, which nobody has invoked; the caller closes it.
  LambdaRuntime another(String handler) throws IOException {
    return LambdaRuntime.start(
        "lastgood-" + handler, PACKAGE + handler + "::handleRequest", TASK_ROOT, environment());
  }

  /// The same world as at the start: nothing registered, nothing bad deployed, alarms quiet.
  void reset() throws IOException, InterruptedException {
    moto.reset();
    ledger.reset();
    front.slowDown(Duration.ZERO);
    front.codeDeploy().clear();
    front.refreshes().clear();
    scene.set();
    front.codePipelines().clear();
    front.forget();
  }

  LedgerTable ledger() {
    return ledger;
  }

  AwsFront front() {
    return front;
  }

  /// Where the parts of AWS are that moto plays, for tests that set a scene of their own.
  URI moto() {
    return moto.endpoint();
  }

  Scene scene() {
    return scene;
  }

  /// What the service runs, or is on its way to: the ARN of a task definition.
  String running() {
    return scene.ordersApi().primary().taskDefinition();
  }

  /// The calls that moved the service, refused ones included.
  List<Call> moves() {
    return front.calls().all().stream()
        .filter(call -> call.is("ecs", "UpdateService") || call.is("ecs", "StopServiceDeployment"))
        .toList();
  }

  Answer alarm(Events event) throws IOException, InterruptedException {
    return function("AlarmHandler").invoke(event.text());
  }

  Answer deployment(Events event) throws IOException, InterruptedException {
    return function("DeploymentHandler").invoke(event.text());
  }

  Answer hook(String event) throws IOException, InterruptedException {
    return function("DeploymentHookHandler").invoke(event);
  }

  Answer pipeline(Events job) throws IOException, InterruptedException {
    return function("PipelineHandler").invoke(job.text());
  }

  Answer registration(Events event) throws IOException, InterruptedException {
    return function("TargetRegistrationHandler").invoke(event.text());
  }

  Answer operator(Events command) throws IOException, InterruptedException {
    return function("OperatorHandler").invoke(command.text());
  }

  /// The answer of an operator command that is expected to be answered, as a tree.
  JsonNode operatorAnswer(String file) throws IOException, InterruptedException {
    return Json.read(operator(Events.file("operator/" + file)).body());
  }

  /// The alarm of that name turns red, and its event comes; the name must be known to CloudWatch.
  /// The event files tell whole seconds: the next one is after all that was done.
  JsonNode redAlarm(String name) throws IOException, InterruptedException {
    scene.setAlarm(name, StateValue.ALARM);
    Events event =
        Events.file("cloudwatch/metric-alarm.json").shiftedTo(Instant.now().plusSeconds(1));
    return Json.read(alarm(new Events(event.text().replace("orders-api-5xx", name))).body());
  }

  JsonNode operatorAnswer(Events command) throws IOException, InterruptedException {
    return Json.read(operator(command).body());
  }

  void tick() throws IOException, InterruptedException {
    alarm(Events.file("watch/tick.json")).body();
  }

  /// The target is registered while its good revision runs and its alarms are quiet; then the bad
  /// revision is deployed so that the alarm of the event files turns red at the given time.
  void badDeploymentAfterRegistration(Instant alarmAt) throws IOException, InterruptedException {
    operatorAnswer("register.json");
    badDeploymentOfWhatIsRegistered(alarmAt);
  }

  /// The same when it is registered already.
  void badDeploymentOfWhatIsRegistered(Instant alarmAt) throws IOException, InterruptedException {
    scene.deployBad(alarmAt);
    deployment(Events.file("ecs/bad-in-progress.json").shiftedTo(alarmAt)).body();
    deployment(Events.file("ecs/bad-completed.json").shiftedTo(alarmAt)).body();
    front.forget();
  }

  private LambdaRuntime function(String handler) {
    LambdaRuntime function = functions.get(handler);
    if (function == null) {
      throw new IllegalArgumentException(handler);
    }
    return function;
  }

  @Override
  public void close() throws IOException {
    for (LambdaRuntime function : functions.values()) {
      function.close();
    }
    scene.close();
    front.close();
    ledger.close();
    moto.close();
  }
}
