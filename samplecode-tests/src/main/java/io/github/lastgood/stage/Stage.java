package io.github.lastgood.stage;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lastgood.Lastgood;
import io.github.lastgood.Measures;
import io.github.lastgood.account.Account;
import io.github.lastgood.account.World;
import io.github.lastgood.account.call.ProcessCrash;
import io.github.lastgood.account.event.AwsEvent;
import io.github.lastgood.account.event.AwsEventListener;
import io.github.lastgood.account.message.PublishedEvent;
import io.github.lastgood.account.message.PublishedNotice;
import io.github.lastgood.action.Parallel;
import io.github.lastgood.handler.AlarmHandler;
import io.github.lastgood.handler.DeploymentHandler;
import io.github.lastgood.handler.DeploymentHookHandler;
import io.github.lastgood.handler.OperatorHandler;
import io.github.lastgood.handler.PipelineHandler;
import io.github.lastgood.ledger.Ledger;
import io.github.lastgood.ledger.Receipt;
import io.github.lastgood.target.TargetState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Lastgood, installed in the simulated account.
///
/// The functions are invoked as Lambda does: an event whose function dies or throws is delivered
/// again after one and after two minutes. Every question is asked in the caller's own thread, so
/// that two runs of a story are the same.
public final class Stage implements AutoCloseable {
  /// Where notices go.
  public static final String TOPIC = "arn:aws:sns:eu-west-1:111122223333:lastgood-notices";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<Duration> RETRIES =
      List.of(Duration.ofMinutes(1), Duration.ofMinutes(2));

  private final World world;
  private final LocalLedger ledger = new LocalLedger();
  private final Ledger onlooker = new Ledger(ledger.client(), LocalLedger.TABLE);
  private final RoundTrips roundTrips = new RoundTrips();
  private final RecordedMeasures measures = new RecordedMeasures();
  private final Lastgood lastgood;
  private final AlarmHandler alarmHandler;
  private final DeploymentHandler deploymentHandler;
  private final OperatorHandler operatorHandler;
  private final DeploymentHookHandler hookHandler;
  private final PipelineHandler pipelineHandler;
  private final List<JsonNode> answers = new ArrayList<>();
  private final List<Throwable> failures = new ArrayList<>();
  private final List<Consumer<Invoked>> observers = new ArrayList<>();
  private final List<Invoked> invoked = new ArrayList<>();
  private int invocations;

  /// Installs Lastgood; it hears of nothing yet.
  public Stage(World world) {
    this.world = world;
    world.account().sns().createTopic("lastgood-notices");
    world.account().calls().hook(roundTrips);
    this.lastgood = lastgood(world.account(), ledger.client(), measures, new Parallel(roundTrips));
    this.alarmHandler = new AlarmHandler(lastgood);
    this.deploymentHandler = new DeploymentHandler(lastgood);
    this.operatorHandler = new OperatorHandler(lastgood);
    this.hookHandler = new DeploymentHookHandler(lastgood);
    this.pipelineHandler = new PipelineHandler(lastgood, world.account().clients().codePipeline());
    world.account().codePipeline().invoke(this::pipeline);
    world.account().ecs().answerHooks((_, event) -> hook(event).toString());
  }

  /// Installs Lastgood with its rules and its tick, and registers `orders-api`.
  ///
  /// @param registration a file of `events/operator/`
  public static Stage open(World world, String registration) {
    var stage = new Stage(world);
    var answer = stage.operate(event("operator/" + registration));
    if (answer.has("error")) {
      throw new IllegalStateException("The target was refused: " + answer);
    }
    stage.hear(UnaryOperator.identity());
    stage.tickEveryMinute();
    return stage;
  }

  /// With mode `auto`.
  public static Stage open(World world) {
    return open(world, "register.json");
  }

  /// The parts of Lastgood on an account, every call through the account's gate.
  ///
  /// @param table holds the ledger's table
  public static Lastgood lastgood(
      Account account, DynamoDbClient table, Measures measures, Parallel parallel) {
    var clients = account.clients();
    var dynamoDb = account.calls().around(DynamoDbClient.class, "dynamodb", table);
    return Lastgood.of(
        new Lastgood.Clients(
            dynamoDb,
            clients.ecs(),
            _ -> clients.ecr(),
            clients::autoScaling,
            clients::ec2,
            clients.cloudWatch(),
            clients.sns(),
            clients.eventBridge(),
            clients::codeDeploy,
            clients::elb,
            clients::route53,
            clients::codePipeline),
        new Lastgood.Settings(LocalLedger.TABLE, TOPIC, "default"),
        measures,
        parallel,
        account.clock());
  }

  /// Lets the account's events arrive.
  ///
  /// @param delivery wraps the listener, see `Delivery`
  public void hear(UnaryOperator<AwsEventListener> delivery) {
    world.account().events().listen(delivery.apply(this::arrive));
  }

  private void arrive(AwsEvent event) {
    var function = event.isAlarm() ? alarmHandler : deploymentHandler;
    deliver(function, event.json(), RETRIES);
  }

  /// The watch.
  public void tickEveryMinute() {
    world.account().agenda().every(Duration.ofMinutes(1), this::tick);
  }

  /// One tick. A tick that dies is not retried: the next one comes.
  public void tick() {
    deliver(alarmHandler, event("watch/tick.json"), List.of());
  }

  /// An alarm event arrives, whatever its shape.
  public void alarm(String json) {
    deliver(alarmHandler, json, RETRIES);
  }

  /// A deployment event arrives.
  public void deployment(String json) {
    deliver(deploymentHandler, json, RETRIES);
  }

  /// ECS asks the lifecycle hook.
  public JsonNode hook(String json) {
    return invoke(hookHandler, json, "hook-" + ++invocations);
  }

  /// A pipeline's action invokes its function.
  public void pipeline(String json) {
    deliver(pipelineHandler, json, RETRIES);
  }

  /// A person gives a command.
  public JsonNode operate(String json) {
    return invoke(operatorHandler, json, "command-" + ++invocations);
  }

  private void deliver(RequestStreamHandler function, String json, List<Duration> retries) {
    var requestId = "request-" + ++invocations;
    deliver(function, json, requestId, retries);
  }

  private void deliver(
      RequestStreamHandler function, String json, String requestId, List<Duration> retries) {
    try {
      invoke(function, json, requestId);
    } catch (RuntimeException | ProcessCrash e) {
      failures.add(e);
      if (!retries.isEmpty()) {
        world
            .account()
            .agenda()
            .after(
                retries.getFirst(),
                () -> deliver(function, json, requestId, retries.subList(1, retries.size())));
      }
    }
  }

  private JsonNode invoke(RequestStreamHandler function, String json, String requestId) {
    var at = world.account().now();
    var name = function.getClass().getSimpleName();
    var first = world.account().calls().journal().size();
    roundTrips.begin();
    try {
      var answer = answer(function, json, new Invocation(requestId, name));
      answers.add(answer);
      note(new Invoked(at, name, requestId, json, answer, null, steps(first)));
      return answer;
    } catch (RuntimeException | ProcessCrash e) {
      var failure = Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
      note(new Invoked(at, name, requestId, json, null, failure, steps(first)));
      throw e;
    }
  }

  private static JsonNode answer(RequestStreamHandler function, String json, Invocation context) {
    var out = new ByteArrayOutputStream();
    try {
      function.handleRequest(
          new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), out, context);
      return JSON.readTree(out.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Invoked.Step> steps(int first) {
    var journal = world.account().calls().journal();
    return journal.subList(first, journal.size()).stream()
        .map(entry -> new Invoked.Step(entry, roundTrips.of(entry.call())))
        .toList();
  }

  private void note(Invoked ended) {
    invoked.add(ended);
    observers.forEach(observer -> observer.accept(ended));
  }

  /// Every invocation that has ended, in the order of their ends.
  public List<Invoked> invoked() {
    return List.copyOf(invoked);
  }

  /// Hears of every invocation from now on, when it has ended.
  public void observe(Consumer<Invoked> observer) {
    observers.add(observer);
  }

  /// A file of `events/`.
  public static String event(String file) {
    try {
      return Files.readString(events().resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The directory `events/`, from the project's directory or from one of its modules'.
  public static Path events() {
    var here = Path.of("").toAbsolutePath();
    var root = Files.exists(here.resolve("events")) ? here : here.resolve("..").normalize();
    return root.resolve("events");
  }

  /// The world.
  public World world() {
    return world;
  }

  /// The parts of Lastgood.
  public Lastgood lastgood() {
    return lastgood;
  }

  /// What the ledger knows of a target; looked up past the gate, so not in the journal.
  public TargetState state(String target) {
    return onlooker.state(target).orElseThrow();
  }

  /// The ledger, past the gate.
  public Ledger ledger() {
    return onlooker;
  }

  /// What the ledger knows of `orders-api`.
  public TargetState orders() {
    return state(World.SERVICE);
  }

  /// The decisions about `orders-api`, newest first.
  public List<Receipt> receipts() {
    return onlooker.receipts(World.SERVICE, 100);
  }

  /// Every item of the ledger, as text.
  public List<String> ledgerItems() {
    return ledger.items();
  }

  /// What ended an invocation early, oldest first: exceptions, which Lambda retries, and crashes.
  public List<Throwable> failures() {
    return List.copyOf(failures);
  }

  /// What the functions answered, oldest first.
  public List<JsonNode> answers() {
    return List.copyOf(answers);
  }

  /// What people were told, oldest first.
  public List<PublishedNotice> notices() {
    return world.account().sns().published();
  }

  /// What the bus was told, oldest first.
  public List<PublishedEvent> busEvents() {
    return world.account().eventBridge().published();
  }

  /// What was measured.
  public RecordedMeasures measures() {
    return measures;
  }

  @Override
  public void close() {
    ledger.close();
  }
}
