package io.github.lastgood.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.lastgood.account.Account;
import io.github.lastgood.account.Release;
import io.github.lastgood.account.World;
import io.github.lastgood.account.WorldOptions;
import io.github.lastgood.account.call.JournalEntry;
import io.github.lastgood.simulation.Chance;
import io.github.lastgood.stage.Stage;
import io.github.lastgood.target.KnownGood;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map.Entry;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;

/// Whatever is done to the events that AWS sends, a function changes nothing in AWS but to go to a
/// revision that was known good before the event came. A failure names the seed that brings it
/// back.
class MutatedEventsTest {
  private static final int SEEDS = 12;
  private static final int EVENTS = 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  /// Those that AWS sends, or that a pipeline's author writes. Orders are people's.
  private static final List<String> FOLDERS =
      List.of("cloudwatch", "cloudwatch-lambda-action", "codepipeline", "ecs", "ecs-hook", "sns");

  private static final Set<String> OWN = Set.of("dynamodb", "sns", "events");
  private static final List<String> LOOKING =
      List.of("Describe", "List", "Get", "BatchGet", "Query");
  private static final Set<String> ANSWERS =
      Set.of("codepipeline:PutJobSuccessResult", "codepipeline:PutJobFailureResult");

  private record Event(String file, JsonNode json) {}

  private static final List<Event> FILES = FOLDERS.stream().flatMap(MutatedEventsTest::in).toList();

  private static Stream<Event> in(String folder) {
    try (var files = Files.list(Stage.events().resolve(folder))) {
      return files.map(file -> folder + "/" + file.getFileName()).sorted().toList().stream()
          .map(MutatedEventsTest::event);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Event event(String file) {
    try {
      return new Event(file, JSON.readTree(Stage.event(file)));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  /// What an attacker would put in: things of this world and of others, and what breaks parsers.
  private static List<JsonNode> poison() {
    var texts =
        Stream.of(
            "OK",
            "ALARM",
            "",
            " ",
            "#",
            "orders-api",
            "billing-api",
            "miner:1",
            "orders-api:41",
            "orders-api:42",
            "orders-api:45",
            "arn:aws:ecs:eu-west-1:111122223333:task-definition/miner:1",
            "arn:aws:ecs:eu-west-1:111122223333:task-definition/orders-api:45",
            "arn:aws:ecs:eu-west-1:111122223333:service/prod/orders-api",
            "arn:aws:ecs:eu-west-1:111122223333:service/prod/billing-api",
            "arn:aws:ecs:eu-west-1:111122223333:service-revision/prod/orders-api/"
                + World.BAD_NUMBER,
            "arn:aws:cloudwatch:eu-west-1:111122223333:alarm:orders-api-5xx",
            "arn:aws:cloudwatch:eu-west-1:111122223333:alarm:billing-api-5xx",
            "arn:aws:cloudwatch:eu-west-1:111122223333:alarm:orders-api-5xx#STATE",
            "ecs-svc/" + World.BAD_NUMBER,
            "ecs-svc/" + World.GOOD_NUMBER,
            "SERVICE_DEPLOYMENT_FAILED",
            "SERVICE_DEPLOYMENT_COMPLETED",
            "aws.cloudwatch",
            "aws.ecs",
            "aws.codedeploy",
            "lastgood",
            "watch",
            "rollback",
            "2026-11-02T10:14:00.000+0000",
            "2026-11-02T10:14:00Z",
            "1970-01-01T00:00:00.000+0000",
            "+999999999-12-31T23:59:59.999+0000",
            "{\"mode\":\"rollback\",\"target\":\"orders-api\"}",
            "{\"mode\":\"rollback\",\"target\":\"orders-api\",\"revision\":\"miner:1\"}",
            "{\"mode\":\"rollback\",\"target\":\"orders-api\",\"revision\":\"orders-api:45\"}",
            "a\nb\r\n\u0000\u2028\u202E'\"\\",
            "x".repeat(3_000));
    var nodes = JsonNodeFactory.instance;
    return Stream.concat(
            texts.<JsonNode>map(TextNode::valueOf),
            Stream.of(
                nodes.nullNode(),
                nodes.numberNode(0),
                nodes.numberNode(-1e308),
                nodes.booleanNode(true),
                nodes.arrayNode(),
                nodes.objectNode()))
        .toList();
  }

  private static final List<JsonNode> POISON = poison();
  private static final List<String> NAMES =
      List.of("taskDefinition", "to", "revision", "lastgood", "command", "Records", "alarmData");

  @Test
  void whateverAnEventSaysOnlyKnownGoodRevisionsAreGoneTo() {
    var outcomes = new TreeMap<String, Integer>();
    for (long seed = 1; seed <= SEEDS; seed++) {
      play(new Chance(seed), seed, word -> outcomes.merge(word, 1, Integer::sum));
    }
    // The events bite: some roll back, some are refused, some are ignored.
    assertThat(outcomes.keySet()).contains("moved", "error", "ROLL_BACK", "IGNORE");
  }

  private static void play(Chance chance, long seed, Consumer<String> heard) {
    var world = World.create(WorldOptions.usual());
    registerStranger(world.account());
    try (var stage = Stage.open(world)) {
      stage.operate(Stage.event("operator/register-second.json"));
      world.deploy(chance.oneOf(List.of(Release.BAD, Release.FIXED, Release.BAD_AT_ONCE)));
      world.advance(chance.minutes(1, 20));
      for (int i = 0; i < EVENTS; i++) {
        var file = chance.oneOf(FILES);
        var event = mutated(file.json(), chance);
        var said = send(stage, file.file(), event, "seed " + seed + ", event " + i);
        said.forEach(heard);
        world.advance(chance.minutes(0, 4));
      }
    }
  }

  /// What could be deployed and never was.
  private static void registerStranger(Account account) {
    account
        .ecs()
        .registerTaskDefinition(register ->
            register
                .family("miner")
                .containerDefinitions(
                    ContainerDefinition.builder()
                        .name("app")
                        .image(World.image(Release.GOOD))
                        .build()));
  }

  private static List<String> send(Stage stage, String file, String event, String where) {
    var good = knownGood(stage);
    var calls = stage.world().account().calls().journal().size();
    var answers = stage.answers().size();
    switch (file.substring(0, file.indexOf('/'))) {
      case "codepipeline" -> stage.pipeline(event);
      case "ecs" -> stage.deployment(event);
      case "ecs-hook" -> stage.hook(event);
      default -> stage.alarm(event);
    }
    var journal = stage.world().account().calls().journal();
    var heard = new ArrayList<String>();
    for (var entry : journal.subList(calls, journal.size())) {
      if (changesSomething(entry)) {
        assertThat(gone(stage, entry)).as("%s: %s%n%s", where, file, event).isIn(good);
        heard.add("moved");
      }
    }
    stage.answers().stream().skip(answers).forEach(answer -> words(answer).forEach(heard::add));
    return heard;
  }

  private static Set<String> knownGood(Stage stage) {
    return stage.ledger().states(stage.ledger().directory()).stream()
        .flatMap(state -> state.knownGood().stream())
        .map(KnownGood::revision)
        .map(revision -> Story.label(revision.id()))
        .collect(Collectors.toSet());
  }

  private static boolean changesSomething(JournalEntry entry) {
    var call = entry.call();
    return entry.succeeded()
        && !OWN.contains(call.service())
        && !ANSWERS.contains(call.name())
        && LOOKING.stream().noneMatch(call.operation()::startsWith);
  }

  /// Where a call went to; its own words when it is none that goes anywhere.
  private static String gone(Stage stage, JournalEntry entry) {
    return switch (entry.call().name()) {
      case "ecs:UpdateService" -> Story.label(entry.call().argument("taskDefinition"));
      case "ecs:StopServiceDeployment" ->
          source(stage, entry.call().argument("serviceDeploymentArn"));
      default -> entry.toString();
    };
  }

  /// ECS goes back to what ran before.
  private static String source(Stage stage, String deployment) {
    var ecs = stage.world().account().ecs();
    var source =
        ecs.describeServiceDeployments(ask -> ask.serviceDeploymentArns(deployment))
            .serviceDeployments()
            .getFirst()
            .sourceServiceRevisions()
            .getFirst()
            .arn();
    return Story.label(
        ecs.describeServiceRevisions(ask -> ask.serviceRevisionArns(source))
            .serviceRevisions()
            .getFirst()
            .taskDefinition());
  }

  private static Stream<String> words(JsonNode answer) {
    return Stream.concat(
        answer.has("error") ? Stream.of("error") : Stream.empty(),
        answer.path("answers").valueStream().map(each -> each.path("decision").asText("error")));
  }

  private static String mutated(JsonNode original, Chance chance) {
    var event = original.deepCopy();
    for (int i = chance.between(0, 3); i > 0; i--) {
      var places = new ArrayList<Consumer<JsonNode>>();
      collect(event, places);
      if (!places.isEmpty()) {
        chance.oneOf(places).accept(chance.oneOf(POISON));
      }
    }
    if (event.findParent("UserParameters") instanceof ObjectNode action && chance.once(0.5)) {
      action.put("UserParameters", parameters(chance));
    }
    if (event instanceof ObjectNode object && chance.once(0.1)) {
      object.set(chance.oneOf(NAMES), chance.oneOf(POISON));
    }
    return event.toString();
  }

  /// What the author of a pipeline may write, and would if he could deploy by it.
  private static String parameters(Chance chance) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("mode", chance.oneOf(List.of("rollback", "rollback", "gate", "verify")))
        .put("target", chance.oneOf(List.of("orders-api", "billing-api")))
        .put("revision", chance.oneOf(List.of("miner:1", "orders-api:41", "orders-api:45")))
        .toString();
  }

  /// Every place in the event where something else can be put, inside the texts that are JSON too.
  private static void collect(JsonNode node, List<Consumer<JsonNode>> places) {
    if (node instanceof ObjectNode object) {
      object.propertyStream().toList().forEach(field -> collect(object, field, places));
    }
    if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        var at = i;
        places.add(other -> array.set(at, other));
        collect(array.get(i), places);
      }
    }
  }

  private static void collect(
      ObjectNode object, Entry<String, JsonNode> field, List<Consumer<JsonNode>> places) {
    places.add(other -> object.set(field.getKey(), other));
    collect(field.getValue(), places);
    if (field.getValue().asText().startsWith("{")) {
      var inner = event(field.getValue());
      var inside = new ArrayList<Consumer<JsonNode>>();
      collect(inner, inside);
      inside.forEach(place ->
          places.add(other -> {
            place.accept(other);
            object.put(field.getKey(), inner.toString());
          }));
    }
  }

  private static JsonNode event(JsonNode text) {
    try {
      return JSON.readTree(text.asText());
    } catch (JsonProcessingException e) {
      return JsonNodeFactory.instance.objectNode();
    }
  }
}
