package io.github.lastgood.infra.targets;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.lastgood.cdk.targets.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TargetsSchemaTest {
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  /// What needs words of our own: of the rest, the sentence is made of the keys and the example.
  private static final List<String> CONSTRAINTS =
      List.of("pattern", "minimum", "maximum", "minItems", "maxItems", "not", "const");

  private static final String ELB = "arn:aws:elasticloadbalancing:eu-west-1:111122223333:";

  /// Values, and questions whose answer refuses nothing.
  private static final Set<String> NO_PLACES = Set.of("examples", "default", "if", "not");

  @Test
  void isASchemaItself() {
    var meta =
        SCHEMAS.getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()));
    assertThat(meta.validate(Written.schema())).isEmpty();
  }

  @Test
  void everyExampleAndEveryDefaultIsAllowed() {
    var places = places().filter(place -> place.has("examples") || place.has("default")).toList();
    assertThat(places).hasSizeGreaterThan(30);
    assertThat(places)
        .allSatisfy(place -> {
          var schema = SCHEMAS.getSchema(standingAlone(place));
          assertThat(place.path("examples"))
              .allSatisfy(each -> assertThat(schema.validate(each)).isEmpty());
          if (place.has("default")) {
            assertThat(schema.validate(place.path("default"))).isEmpty();
          }
        });
  }

  @Test
  void everyKeySaysWhatItIsAndWhatToWrite() {
    assertThat(Written.keys())
        .allSatisfy((key, said) -> {
          assertThat(said.path("description").asText()).as(key).endsWith(".");
          JsonNode meant = Written.resolved(said);
          assertThat(meant.has("enum") || meant.has("examples")).as(key).isTrue();
        });
  }

  @Test
  void everyConstraintSaysWhatIsWrong() {
    assertThat(places().filter(place -> CONSTRAINTS.stream().anyMatch(place::has)))
        .isNotEmpty()
        .filteredOn(place -> !place.has("errorMessage"))
        .isEmpty();
  }

  @Test
  void knowsTheKindsThatCanBeDeployed() {
    assertThat(Written.schema().at("/$defs/target/oneOf"))
        .extracting(kind -> kind.path("required").path(0).asText())
        .containsExactlyElementsOf(Kind.SUPPORTED);
  }

  @Test
  void theShippedFileIsAsGoodForAnEditorAsForTheApp() throws IOException {
    for (String yaml :
        List.of(Files.readString(Path.of("targets.yaml")), Written.everythingShown())) {
      assertThat(TargetsSchema.refusal(Written.asAnEditorDoes(yaml))).isEmpty();
      assertThat(TargetsFile.parse("targets.yaml", yaml)).isNotEmpty();
    }
    assertThat(Path.of("targets.yaml"))
        .content()
        .startsWith("# yaml-language-server: $schema=targets.schema.json\n");
  }

  @Test
  void theShippedFileShowsEveryKey() {
    var shown = new TreeSet<String>();
    Written.asAnEditorDoes(Written.everythingShown())
        .path("targets")
        .forEach(target ->
            target
                .properties()
                .forEach(entry -> {
                  if (entry.getValue().isObject()) {
                    entry
                        .getValue()
                        .fieldNames()
                        .forEachRemaining(key -> shown.add(entry.getKey() + "." + key));
                  } else {
                    shown.add(entry.getKey());
                  }
                }));
    assertThat(shown).containsExactlyInAnyOrderElementsOf(Written.keys().keySet());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mode: off",
        "mode: auto, maxRollbacksPerDay: 3",
        "mode: auto, maxRollbacksPerDay: '3'"
      })
  void anEditorAndTheAppAgreeOnScalars(String policy) {
    String yaml =
        "targets: [{name: a, ecs: {cluster: c, service: s}, alarms: [a], policy: {%s}}]"
            .formatted(policy);
    assertThat(TargetsSchema.refusal(Written.asAnEditorDoes(yaml))).isEmpty();
    assertThat(TargetsFile.parse("t.yaml", yaml)).hasSize(1);
  }

  /// The app needs no quotes; an editor asks for them.
  @Test
  void aNameOfDigitsIsANumberForAnEditor() {
    String yaml =
        "targets: [{name: a, ecs: {cluster: 12, service: s}, alarms: [a], policy: {mode: auto}}]";
    assertThat(TargetsSchema.refusal(Written.asAnEditorDoes(yaml))).isPresent();
    assertThat(TargetsFile.parse("t.yaml", yaml)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1000000", "2.5", "true", "'0'", "[3]"})
  void aCountIsAWholeNumberFromOne(String count) {
    assertThat(
            TargetsSchema.refusal(
                Written.asAnEditorDoes(
                    "targets: [{name: a, ecs: {cluster: c, service: s}, alarms: [a], policy: {mode:"
                        + " auto,"
                        + " maxRollbacksPerDay: %s}}]".formatted(count))))
        .hasValueSatisfying(
            sentence -> assertThat(sentence).endsWith("is not a number from 1; write one like 3"));
  }

  /// What stands in a policy is one thing's name: IAM takes `*` and `?` for any text, and `${...}`
  /// for a variable.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ecs: {cluster: '@', service: s}",
        "ecs: {cluster: c, service: '@'}",
        "ecs: {cluster: c, service: s, taskFamily: '@'}",
        "ecs: {cluster: c, service: s, taskFamily: f, taskRoles:"
            + " ['arn:aws:iam::111122223333:role/@']}",
        "ecs: {cluster: c, service: s, taskFamily: f, taskRoles:"
            + " ['arn:aws:iam::111122223333:role/@/a']}",
        "ecs: {cluster: c, service: s, repositories: ['a@']}",
        "ecs: {cluster: c, service: s, repositories:"
            + " ['arn:aws:ecr:eu-west-1:111122223333:repository/a@']}",
        "codeDeploy: {application: '@', deploymentGroup: prod}",
        "codeDeploy: {application: billing, deploymentGroup: '@'}",
        "autoScalingGroup: {name: '@'}",
        "autoScalingGroup: {name: web, launchTemplates: ['lt-0a1b2c3d@']}",
        "autoScalingGroup: {name: web, instanceRoles: ['arn:aws:iam::111122223333:role/@']}",
        "autoScalingGroup: {name: web, imageParameters: ['/shop/@']}",
        "albTrafficSplit: {ruleArn: '"
            + ELB
            + "listener-rule/app/shop/50dc/f2f7/@', stable: '"
            + ELB
            + "targetgroup/blue/1', candidate: '"
            + ELB
            + "targetgroup/green/2'}",
        "albTrafficSplit: {ruleArn: '"
            + ELB
            + "listener/app/@/50dc/f2f7', stable: '"
            + ELB
            + "targetgroup/blue/1', candidate: '"
            + ELB
            + "targetgroup/green/2'}",
        "albTrafficSplit: {ruleArn: '"
            + ELB
            + "listener/app/shop/50dc/f2f7', stable: '"
            + ELB
            + "targetgroup/@/1', candidate: '"
            + ELB
            + "targetgroup/green/2'}",
        "albTrafficSplit: {ruleArn: '"
            + ELB
            + "listener/app/shop/50dc/f2f7', stable: '"
            + ELB
            + "targetgroup/blue/1', candidate: '"
            + ELB
            + "targetgroup/green/2', candidateGroup: '@'}",
        "route53TrafficSplit: {hostedZoneId: 'Z@', name: a.example.com, type: A, stable: blue,"
            + " candidate: green}",
        "route53TrafficSplit: {hostedZoneId: Z1, name: 'a@.example.com', type: A, stable: blue,"
            + " candidate: green}",
        "ecs: {cluster: c, service: s}, pipeline: {name: '@', stage: Prod}",
        "ecs: {cluster: c, service: s}, pipeline: {name: shop, stage: '@'}"
      })
  void whatStandsInAPolicyHasNoWildcard(String target) {
    assertThat(refusal(target.replace("@", "11"))).as("without a wildcard").isEmpty();
    for (String wildcard : List.of("*", "a*", "?", "${aws:username}")) {
      assertThat(refusal(target.replace("@", wildcard))).as(wildcard).isPresent();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ecs: {cluster: c, service: s, taskFamily: f, taskRoles:"
            + " ['arn:aws:iam::111122223333:role/service-role/shop/Orders+Task=1,a.b@c-d_e']}",
        "autoScalingGroup: {name: 'web fleet (blue) #1 + $more'}",
        "route53TrafficSplit: {hostedZoneId: Z1, name: '*.example.com.', type: A, stable: blue,"
            + " candidate: green}",
        "route53TrafficSplit: {hostedZoneId: Z1, name: '\\\\052._tcp.Example.com', type: A, stable:"
            + " 'blue *', candidate: green}"
      })
  void namesThatAwsTakesAreTaken(String target) {
    assertThat(refusal(target)).isEmpty();
  }

  private static Optional<String> refusal(String target) {
    return TargetsSchema.refusal(
        Written.asAnEditorDoes(
            "targets: [{name: a, %s, alarms: [a], policy: {mode: auto}}]".formatted(target)));
  }

  @Test
  void theReadmeListsEveryKeyWithItsDefault() throws IOException {
    Map<String, String> defaults = new LinkedHashMap<>();
    Written.keys().forEach((key, said) -> defaults.put(key, said.path("default").asText()));

    assertThat(readme()).isEqualTo(defaults);
  }

  /// Key to default; words in parentheses are no default that could be written.
  private static Map<String, String> readme() throws IOException {
    String readme = Files.readString(Path.of("../README.md"));
    String table =
        readme.substring(
            readme.indexOf("\n## Configuration\n"), readme.indexOf("\nFor the installation, "));
    Map<String, String> defaults = new LinkedHashMap<>();
    Pattern.compile("(?m)^\\| (`.+?) \\|(.*?)\\|")
        .matcher(table)
        .results()
        .forEach(row -> {
          for (String key : row.group(1).split(", ", -1)) {
            defaults.put(key.replace("`", ""), row.group(2).replaceAll("\\(.*\\)|`", "").strip());
          }
        });
    return defaults;
  }

  /// Every place of the schema that can refuse something.
  private static Stream<JsonNode> places() {
    return within(Written.schema());
  }

  private static Stream<JsonNode> within(JsonNode node) {
    Stream<JsonNode> inside =
        node.isObject()
            ? node.propertyStream()
                .filter(each -> !NO_PLACES.contains(each.getKey()))
                .map(Map.Entry::getValue)
            : node.valueStream();
    return Stream.concat(
        Stream.of(node).filter(JsonNode::isObject), inside.flatMap(TargetsSchemaTest::within));
  }

  private static JsonNode standingAlone(JsonNode place) {
    ObjectNode copy = place.deepCopy();
    return copy.set("$defs", Written.schema().path("$defs"));
  }
}
