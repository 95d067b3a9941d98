package io.github.lastgood.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lastgood.cdk.Template;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What holds of every template that the app can make, the samples' included.
final class SecurityTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /// What a condition must ask for to make "everybody" somebody.
  private static final Set<String> WHO =
      Set.of("aws:PrincipalOrgID", "aws:SourceAccount", "aws:SourceArn");

  private static final Pattern SECRET =
      Pattern.compile("(?i).*(secret|token|password|passwd|credential|private|api_?key).*");

  /// File name to template.
  private static final Map<String, Template> TEMPLATES = new TreeMap<>();

  @BeforeAll
  static void synthesizeEverything() throws IOException {
    add("example", Installation.EXAMPLE.directory());
    add("two targets", Installation.TWO_TARGETS.directory());
    for (Sample sample : SampleStacksTest.SAMPLES) {
      add(sample.getClass().getSimpleName(), Installation.with(sample).directory());
    }
    add("forwarding", ForwardingTest.FORWARDING.directory());
    add("hub of an organization", HubStackTest.assembly("o-a1b2c3d4e5"));
    add("hub of accounts", HubStackTest.assembly("222233334444,555566667777"));
  }

  private static void add(String name, Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      files
          .filter(file -> file.toString().endsWith(".template.json"))
          // That of no targets has no resources.
          .filter(file -> template(file).json().has("Resources"))
          .forEach(file -> TEMPLATES.put(name + ": " + file.getFileName(), template(file)));
    }
  }

  private static Template template(Path file) {
    try {
      return new Template(JSON.readTree(file.toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void everyQueueIsEncryptedAndTakesNothingInTheClear() {
    assertThat(all("AWS::SQS::Queue"))
        .isNotEmpty()
        .allSatisfy((name, queue) -> {
          assertThat(queue.path("SqsManagedSseEnabled").asBoolean()).isTrue();
          assertThat(deniesWithoutTls("AWS::SQS::QueuePolicy", "Queues", name)).isTrue();
        });
  }

  @Test
  void everyTopicIsEncryptedWithAKeyOfTheAccountAndTakesNothingInTheClear() {
    assertThat(all("AWS::SNS::Topic"))
        .isNotEmpty()
        .allSatisfy((name, topic) -> {
          assertThat(topic.path("KmsMasterKeyId").asText()).contains("Key");
          assertThat(deniesWithoutTls("AWS::SNS::TopicPolicy", "Topics", name)).isTrue();
        });
  }

  /// DynamoDB, Lambda, EventBridge and KMS have no endpoint without TLS.
  @Test
  void everyTableIsEncryptedWithAKeyOfTheAccount() {
    assertThat(all("AWS::DynamoDB::Table"))
        .isNotEmpty()
        .allSatisfy((name, table) -> {
          assertThat(table.at("/SSESpecification/SSEEnabled").asBoolean()).isTrue();
          assertThat(table.at("/SSESpecification/KMSMasterKeyId").asText()).contains("Key");
        });
  }

  @Test
  void everyKeyRotates() {
    assertThat(all("AWS::KMS::Key"))
        .isNotEmpty()
        .allSatisfy((name, key) -> assertThat(key.path("EnableKeyRotation").asBoolean()).isTrue());
  }

  /// CloudWatch Logs encrypts every group itself. A group without a retention would keep for ever.
  @Test
  void everyLogGroupForgets() {
    assertThat(all("AWS::Logs::LogGroup"))
        .isNotEmpty()
        .allSatisfy(
            (name, group) -> assertThat(group.path("RetentionInDays").asInt()).isBetween(1, 90));
  }

  @Test
  void nothingIsOpenToEverybody() {
    assertThat(statements())
        .filteredOn(statement -> statement.get("Effect").asText().equals("Allow"))
        .filteredOn(SecurityTest::isForEverybody)
        .isNotEmpty() // the central bus of an organization
        .allSatisfy(statement ->
            assertThat(keysOfEquality(statement)).as("%s", statement).containsAnyElementsOf(WHO));
    assertThat(all("AWS::Lambda::Url")).isEmpty();
    assertThat(all("AWS::Lambda::Permission"))
        .isNotEmpty()
        .allSatisfy((name, permission) -> {
          assertThat(permission.get("Principal").asText()).endsWith(".amazonaws.com");
          assertThat(permission.path("SourceArn").asText()).isNotBlank();
        });
    assertThat(all("AWS::S3::Bucket")).isEmpty();
  }

  @Test
  void aServiceSpeaksForThisAccountOnlyWhereItCouldSpeakForAnother() {
    assertThat(statements())
        .filteredOn(statement -> statement.at("/Principal/Service").asText().endsWith(".com"))
        .filteredOn(statement -> !statement.get("Action").asText().equals("sts:AssumeRole"))
        .isNotEmpty()
        .allSatisfy(statement ->
            assertThat(keysOfEquality(statement)).as("%s", statement).containsAnyElementsOf(WHO));
  }

  @Test
  void nobodyMayDoEverythingThatAServiceOffers() {
    assertThat(statements())
        .filteredOn(statement -> statement.get("Effect").asText().equals("Allow"))
        // In a key's own policy the account answers for its key.
        .filteredOn(statement -> !statement.toString().contains("\"kms:*\""))
        .flatExtracting(statement -> Template.texts(statement.get("Action")))
        .isNotEmpty()
        .noneMatch(action -> action.equals("*") || action.endsWith(":*"));
    assertThat(statements()).noneMatch(statement -> statement.has("NotAction"));
    assertThat(TEMPLATES.values())
        .allSatisfy(
            template -> assertThat(template.json().toString()).doesNotContain(":policy/Admin"));
  }

  @Test
  void noEnvironmentVariableLooksLikeASecret() {
    assertThat(variables()).isNotEmpty().noneMatch(name -> SECRET.matcher(name).matches());
    assertThat(TEMPLATES.values())
        .allSatisfy(template -> {
          assertThat(template.json().toString()).doesNotContain("{{resolve:", "NoEcho");
          assertThat(template.json().toString()).doesNotContainPattern("A[KS]IA[A-Z0-9]{16}");
        });
  }

  /// Of functions and of containers.
  private static List<String> variables() {
    return Stream.concat(
            all("AWS::Lambda::Function").values().stream()
                .flatMap(function -> function.at("/Environment/Variables").propertyStream())
                .map(Entry::getKey),
            all("AWS::ECS::TaskDefinition").values().stream()
                .flatMap(task -> task.get("ContainerDefinitions").valueStream())
                .flatMap(container -> container.path("Environment").valueStream())
                .map(variable -> variable.get("Name").asText()))
        .toList();
  }

  /// Properties of every resource of a type, by template and logical id.
  private static Map<String, JsonNode> all(String type) {
    Map<String, JsonNode> all = new TreeMap<>();
    TEMPLATES.forEach((file, template) ->
        template.all(type).forEach((id, properties) -> all.put(file + "/" + id, properties)));
    return all;
  }

  private static boolean deniesWithoutTls(String policyType, String names, String resource) {
    String file = resource.substring(0, resource.lastIndexOf('/') + 1);
    String id = resource.substring(resource.lastIndexOf('/') + 1);
    return all(policyType).entrySet().stream()
        .filter(policy -> policy.getKey().startsWith(file))
        .map(Entry::getValue)
        .filter(policy -> policy.get(names).toString().contains("${" + id + "}"))
        .flatMap(policy -> policy.at("/PolicyDocument/Statement").valueStream())
        .anyMatch(statement ->
            statement.get("Effect").asText().equals("Deny")
                && isForEverybody(statement)
                && statement.at("/Condition/Bool/aws:SecureTransport").asText().equals("false"));
  }

  /// Every statement of every policy, wherever it stands.
  private static Collection<JsonNode> statements() {
    return TEMPLATES.values().stream()
        .flatMap(template -> template.json().findParents("Effect").stream())
        .toList();
  }

  private static boolean isForEverybody(JsonNode statement) {
    JsonNode principal = statement.path("Principal");
    return principal.asText().equals("*") || principal.path("AWS").asText().equals("*");
  }

  /// What the statement's conditions compare with something fixed.
  private static List<String> keysOfEquality(JsonNode statement) {
    return statement
        .path("Condition")
        .propertyStream()
        .filter(condition -> condition.getKey().matches("(String|Arn)(Equals|Like)"))
        .flatMap(condition -> condition.getValue().propertyStream())
        .map(Entry::getKey)
        .toList();
  }
}
