package io.github.lastgood.infra.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lastgood.Refusal;
import io.github.lastgood.handler.RegisterCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The `register` command takes the objects of `targets.yaml`, and the functions read them without
/// the schema. Here the two are held together.
final class RegisterCommandTest {
  private static final String REST = ", alarms: [a-5xx], policy: {mode: auto}";
  private static final String NAMED = "name: orders-api, ";
  private static final String ECS = NAMED + "ecs: {cluster: prod, service: orders-api}";
  private static final String CODE_DEPLOY =
      NAMED + "codeDeploy: {application: billing, deploymentGroup: prod}";
  private static final String GROUP = NAMED + "autoScalingGroup: {name: web}";
  private static final String ELB = "arn:aws:elasticloadbalancing:eu-west-1:111122223333:";
  private static final String ALB =
      NAMED
          + "albTrafficSplit: {ruleArn: '%slistener/app/shop/50dc6c/f2f7dc', ".formatted(ELB)
          + "stable: '%stargetgroup/blue/1', candidate: '%stargetgroup/green/2'}"
              .formatted(ELB, ELB);
  private static final String DNS =
      NAMED
          + "route53TrafficSplit: {hostedZoneId: Z1, name: shop.example.com, type: A,"
          + " stable: blue, candidate: green}";
  private static final String ROLE = "'arn:aws:iam::111122223333:role/task'";
  private static final String STAGE = ", pipeline: {name: shop-pipeline, stage: Prod";

  static final List<String> TAKEN =
      List.of(
          ECS + REST,
          CODE_DEPLOY + REST,
          GROUP + REST,
          ALB + REST,
          DNS + REST,
          DNS.replace("type: A", "type: CNAME").replace(".com", ".com.") + REST,
          ECS.replace(
                  "}",
                  ", taskFamily: orders-api, taskRoles: ['arn:aws:iam::111122223333:role/task'],"
                      + " repositories: [shop/orders-api]}")
              + REST,
          GROUP.replace(
                  "}",
                  ", launchTemplates: [lt-0a1b2c3d4e5f60718], imageParameters: [/shop/web-ami],"
                      + " instanceRoles: ['arn:aws:iam::111122223333:role/web']}")
              + REST,
          ALB.replace("}", ", candidateGroup: web-green}") + policy("candidateGroup: zero"),
          ALB + policy("minHealthyTargets: 2, candidateGroup: keep"),
          ALB + policy("minHealthyTargets: '2'"),
          ECS + ", alarms: [" + alarms(40) + "], policy: {mode: off}",
          ECS
              + ", alarms: ['arn:aws:cloudwatch:eu-west-1:111122223333:alarm:a b'], policy: {mode:"
              + " approve}",
          ECS
              + policy(
                  "bakeTime: 90s, suspectWindow: 2h, settleTimeout: 999999s, recoveryTimeout: 1m,"
                      + " approvalTimeout: 20m, onQuarantined: rollBack, onUnknown: ask,"
                      + " maxRollbacksPerDay: 999999"),
          ECS + policy("maxRollbacksPerDay: '7', onQuarantined: tell, onUnknown: act"),
          ECS + REST + STAGE + "}",
          ECS + REST + STAGE + ", onRollback: stopTransition}",
          CODE_DEPLOY + REST + STAGE + ", onRollback: rollbackStage}",
          GROUP + REST + STAGE + ", onRollback: stopTransition}");

  static final List<String> REFUSED =
      List.of(
          "",
          ECS.replace(NAMED, "") + REST,
          ECS.replace("name: orders-api", "name: ''") + REST,
          ECS.replace("name: orders-api", "name: Orders") + REST,
          ECS.replace("name: orders-api", "name: -orders") + REST,
          ECS.replace("name: orders-api", "name: 7") + REST,
          ECS.replace("name: orders-api", "name: \"orders-api\\n\"") + REST,
          ECS.replace("name: orders-api", "name: " + "a".repeat(64)) + REST,
          NAMED + "alarms: [a], policy: {mode: auto}",
          ECS + ", codeDeploy: {application: billing, deploymentGroup: prod}" + REST,
          NAMED + "ecs: prod/orders-api" + REST,
          NAMED + "ecs: {cluster: prod}" + REST,
          NAMED + "ecs: {cluster: 12, service: orders-api}" + REST,
          NAMED + "ecs: {cluster: ' ', service: orders-api}" + REST,
          NAMED + "codeDeploy: {application: billing}" + REST,
          NAMED + "codeDeploy: {deploymentGroup: prod}" + REST,
          NAMED + "autoScalingGroup: {}" + REST,
          ALB.replaceFirst("stable: [^,]*, ", "") + REST,
          ALB.replaceFirst(", candidate: [^}]*", "") + REST,
          ALB.replaceFirst("ruleArn: [^,]*, ", "") + REST,
          DNS.replace("hostedZoneId: Z1, ", "") + REST,
          DNS.replace(" name: shop.example.com,", "") + REST,
          DNS.replace(" type: A,", "") + REST,
          DNS.replace("shop.example.com", "' '") + REST,
          DNS.replace("blue", "' '") + REST,
          DNS.replace("green", "' '") + REST,
          DNS.replace("stable: blue, ", "") + REST,
          DNS.replace(", candidate: green", "") + REST,
          ECS + ", policy: {mode: auto}",
          ECS + ", alarms: [], policy: {mode: auto}",
          ECS + ", alarms: a-5xx, policy: {mode: auto}",
          ECS + ", alarms: [5], policy: {mode: auto}",
          ECS + ", alarms: [' '], policy: {mode: auto}",
          ECS + ", alarms: [" + alarms(41) + "], policy: {mode: auto}",
          ECS + ", alarms: [a]",
          ECS + ", alarms: [a], policy: auto",
          ECS + ", alarms: [a], policy: {bakeTime: 15m}",
          ECS + ", alarms: [a], policy: {mode: AUTO}",
          ECS + ", alarms: [a], policy: {mode: true}",
          ECS + policy("bakeTime: 15"),
          ECS + policy("bakeTime: '15'"),
          ECS + policy("bakeTime: 0m"),
          ECS + policy("suspectWindow: 1d"),
          ECS + policy("settleTimeout: PT15M"),
          ECS + policy("recoveryTimeout: 1234567s"),
          ECS + policy("approvalTimeout: 15M"),
          ECS + policy("maxRollbacksPerDay: 0"),
          ECS + policy("maxRollbacksPerDay: 2.5"),
          ECS + policy("maxRollbacksPerDay: '0'"),
          ECS + policy("maxRollbacksPerDay: '1000000'"),
          ECS + policy("onQuarantined: shout"),
          ECS + policy("onUnknown: guess"),
          ECS + policy("minHealthyTargets: 2"),
          CODE_DEPLOY + policy("candidateGroup: keep"),
          ALB + policy("minHealthyTargets: 0"),
          ALB + policy("candidateGroup: none"),
          ALB + policy("candidateGroup: zero"),
          ECS + REST + ", pipeline: shop-pipeline",
          ECS + REST + ", pipeline: {name: shop-pipeline}",
          ECS + REST + ", pipeline: {stage: Prod}",
          ECS + REST + ", pipeline: {name: 'shop:pipeline', stage: Prod}",
          ECS + REST + ", pipeline: {name: shop-pipeline, stage: 'Prod:1'}",
          ECS + REST + STAGE + ", onRollback: stop}",
          GROUP + REST + STAGE + ", onRollback: rollbackStage}",
          ALB + REST + STAGE + ", onRollback: rollbackStage}",
          DNS + REST + STAGE + ", onRollback: rollbackStage}");

  /// What the command takes and the file may not say. The stacks write permissions by these names,
  /// so the file is stricter about them; the command grants nothing, and asks AWS whether there is
  /// such a thing. Keys that only the stacks use it does not look at.
  static final List<String> TAKEN_BY_THE_COMMAND_ONLY =
      List.of(
          ECS.replace("cluster: prod", "cluster: 'arn:aws:ecs:eu-west-1:111122223333:cluster/prod'")
              + REST,
          ECS.replace("service: orders-api", "service: 'orders*'") + REST,
          CODE_DEPLOY.replace("billing", "'billing:*'") + REST,
          CODE_DEPLOY.replace("prod", "'prod:*'") + REST,
          GROUP.replace("web", "'web:*'") + REST,
          ALB.replaceFirst("ruleArn: [^,]*", "ruleArn: shop") + REST,
          ALB.replaceFirst("stable: [^,]*", "stable: blue") + REST,
          ALB.replaceFirst("candidate: [^}]*", "candidate: green") + REST,
          DNS.replace("Z1", "/hostedzone/Z1") + REST,
          DNS.replace("type: A", "type: MX") + REST,
          ECS.replace("}", ", taskFamily: 'orders-api:41'}") + REST,
          ECS.replace("}", ", taskRoles: []}") + REST,
          ECS.replace("}", ", taskFamily: orders-api, taskRoles: [task]}") + REST,
          ECS.replace("}", ", repositories: Shop}") + REST,
          GROUP.replace("}", ", launchTemplates: [web]}") + REST,
          GROUP.replace("}", ", instanceRoles: [web]}") + REST,
          GROUP.replace("}", ", imageParameters: ['a:1']}") + REST,
          // An alarm is looked for in AWS too, and what is named twice does no harm.
          ECS + ", alarms: ['arn:aws:sns:eu-west-1:111122223333:topic'], policy: {mode: auto}",
          ECS + ", alarms: [a, a], policy: {mode: auto}",
          ECS.replace("}", ", taskFamily: a, taskRoles: [%s, %s]}".formatted(ROLE, ROLE)) + REST,
          ECS.replace("}", ", repositories: [a, a]}") + REST,
          GROUP.replace("}", ", launchTemplates: [lt-0a1b2c3d, lt-0a1b2c3d]}") + REST,
          GROUP.replace("}", ", instanceRoles: [%s, %s]}".formatted(ROLE, ROLE)) + REST,
          GROUP.replace("}", ", imageParameters: [/a, /a]}") + REST,
          // In JSON, null and a blank text are as good as nothing.
          ECS + REST + ", pipeline: null",
          ALB.replace("}", ", candidateGroup: ' '}") + REST,
          ECS + policy("onQuarantined: ''"),
          // More than six digits are taken as a number, not as a text.
          ECS + policy("maxRollbacksPerDay: 1000000"));

  static final Map<String, String> OBJECTS =
      Map.of(
          "", ECS + REST,
          "ecs", ECS + REST,
          "codeDeploy", CODE_DEPLOY + REST,
          "autoScalingGroup", GROUP + REST,
          "albTrafficSplit", ALB + REST,
          "route53TrafficSplit", DNS + REST,
          "policy", ALB + REST,
          "pipeline", ECS + REST + STAGE + "}");

  @ParameterizedTest
  @FieldSource("TAKEN")
  void takesWhatTheFileMaySay(String target) {
    assertThat(TargetsSchema.refusal(file(target(target)))).isEmpty();
    assertThat(RegisterCommand.read(target(target)).name()).isEqualTo("orders-api");
  }

  @ParameterizedTest
  @FieldSource("REFUSED")
  void refusesWhatTheFileMayNotSay(String target) {
    assertThat(TargetsSchema.refusal(file(target(target)))).isPresent();
    assertThatThrownBy(() -> RegisterCommand.read(target(target))).isInstanceOf(Refusal.class);
  }

  @ParameterizedTest
  @FieldSource("TAKEN_BY_THE_COMMAND_ONLY")
  void takesAFewThingsThatTheFileMayNotSay(String target) {
    assertThat(TargetsSchema.refusal(file(target(target)))).isPresent();
    assertThat(RegisterCommand.read(target(target)).name()).isEqualTo("orders-api");
  }

  @ParameterizedTest
  @MethodSource("objects")
  void knowsTheKeysOfTheSchema(String object, String yaml) {
    ObjectNode target = target(yaml);
    ObjectNode inside = object.isEmpty() ? target : (ObjectNode) target.path(object);
    inside.put("size", 4);
    JsonNode known = Written.resolved(Written.schema().at("/$defs/target/properties").path(object));
    var keys = new TreeSet<String>();
    (object.isEmpty() ? Written.schema().at("/$defs/target") : known)
        .path("properties")
        .fieldNames()
        .forEachRemaining(keys::add);

    assertThat(TargetsSchema.refusal(file(target)))
        .hasValueSatisfying(
            sentence -> assertThat(sentence).endsWith("write one of " + String.join(", ", keys)));
    assertThatThrownBy(() -> RegisterCommand.read(target))
        .hasMessageEndingWith("it may have " + String.join(", ", keys) + ".");
  }

  static Stream<Object[]> objects() {
    return OBJECTS.entrySet().stream().map(each -> new Object[] {each.getKey(), each.getValue()});
  }

  @ParameterizedTest
  @MethodSource("objects")
  void readsADefaultThatIsWrittenAsTheOneThatIsNot(String object, String yaml) {
    ObjectNode written = target(yaml);
    Written.keys()
        .forEach((key, said) -> {
          if (said.has("default") && key.startsWith(object + ".")) {
            ((ObjectNode) written.path(object))
                .set(key.substring(object.length() + 1), said.path("default"));
          }
        });
    assertThat(TargetsSchema.refusal(file(written))).isEmpty();
    assertThat(RegisterCommand.read(written)).isEqualTo(RegisterCommand.read(target(yaml)));
  }

  @ParameterizedTest
  @MethodSource
  void theExamplesOfTheCommandMayStandInTheFile(Path example) {
    assertThat(TargetsSchema.refusal(file(command(example)))).isEmpty();
  }

  static List<Path> theExamplesOfTheCommandMayStandInTheFile() throws IOException {
    return registerFiles("../events/operator");
  }

  @ParameterizedTest
  @MethodSource
  void theMalformedExamplesMayNot(Path example) {
    assertThat(TargetsSchema.refusal(file(command(example)))).isPresent();
  }

  static List<Path> theMalformedExamplesMayNot() throws IOException {
    return registerFiles("../events/malformed");
  }

  private static List<Path> registerFiles(String folder) throws IOException {
    try (Stream<Path> files = Files.list(Path.of(folder))) {
      return files.filter(file -> file.getFileName().toString().startsWith("register")).toList();
    }
  }

  private static JsonNode command(Path file) {
    try {
      return new ObjectMapper().readTree(file.toFile()).path("target");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectNode target(String yaml) {
    return (ObjectNode) Written.asAnEditorDoes("{" + yaml + "}");
  }

  private static JsonNode file(JsonNode target) {
    ObjectNode file = new ObjectMapper().createObjectNode();
    file.putArray("targets").add(target);
    return file;
  }

  private static String policy(String more) {
    return ", alarms: [a-5xx], policy: {mode: auto, " + more + "}";
  }

  private static String alarms(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(number -> "a" + number)
        .collect(Collectors.joining(", "));
  }
}
