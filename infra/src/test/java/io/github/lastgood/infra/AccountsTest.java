package io.github.lastgood.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lastgood.cdk.targets.BadConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map.Entry;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;

/// One assembly, synthesized once, serves every account and region.
final class AccountsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern ACCOUNT = Pattern.compile("(?<!\\d)\\d{12}(?!\\d)");
  private static final Pattern REGION =
      Pattern.compile("(?<![a-z])(af|ap|ca|cn|eu|il|me|mx|sa|us)(-[a-z]+)+-\\d(?!\\d)");

  /// Of what has a name in the whole account, and not in a region of it.
  private static final Set<String> NAMES_OF_THE_ACCOUNT =
      Set.of("RoleName", "ManagedPolicyName", "InstanceProfileName", "UserName", "GroupName");

  private static final Installation WITHOUT_ACCOUNTS =
      Installation.synthesize(
          """
          targets:
            - name: orders-api
              ecs: {cluster: prod, service: orders-api, taskFamily: orders}
              alarms: [orders-api-5xx]
              policy: {mode: auto}
            - name: web-fleet
              autoScalingGroup: {name: web}
              alarms: [web-5xx]
              policy: {mode: auto}
          """);

  /// For StackSets: the jar is in buckets that are there already.
  private static final Installation IN_BUCKETS = inBuckets("example-lastgood");

  private static Installation inBuckets(String bucket) {
    App app = LastgoodApp.create();
    app.getNode().setContext("functionsJar", Installation.standInForTheJar().toString());
    app.getNode().setContext("assetsBucket", bucket);
    return Installation.of(app, LastgoodApp.addTo(app, Settings.from(app)));
  }

  @Test
  void noTemplateNamesAnAccountOrARegion() throws IOException {
    for (Installation each : List.of(WITHOUT_ACCOUNTS, IN_BUCKETS)) {
      for (String template : texts(each)) {
        assertThat(ACCOUNT.matcher(template).results().map(found -> found.group())).isEmpty();
        assertThat(REGION.matcher(template).results().map(found -> found.group())).isEmpty();
      }
    }
  }

  /// IAM knows no regions: two installations in one account would ask for the same name.
  @Test
  void whatIsNamedForTheWholeAccountHasTheRegionInItsName() throws IOException {
    List<String> names = new ArrayList<>();
    for (Installation each : List.of(WITHOUT_ACCOUNTS, Installation.EXAMPLE)) {
      for (String template : texts(each)) {
        for (JsonNode resource : JSON.readTree(template).get("Resources")) {
          if (resource.get("Type").asText().startsWith("AWS::IAM::")) {
            resource.path("Properties").properties().stream()
                .filter(property -> NAMES_OF_THE_ACCOUNT.contains(property.getKey()))
                .map(Entry::getValue)
                .forEach(name -> names.add(name.toString()));
          }
        }
      }
    }
    assertThat(names).isNotEmpty().allSatisfy(name -> assertThat(name).contains("AWS::Region"));
  }

  @Test
  void aLedgerIsATableOfOneRegion() {
    assertThat(WITHOUT_ACCOUNTS.ledger().all("AWS::DynamoDB::Table")).hasSize(1);
    assertThat(WITHOUT_ACCOUNTS.ledger().all("AWS::DynamoDB::GlobalTable")).isEmpty();
    assertThat(WITHOUT_ACCOUNTS.ledger().json().toString()).doesNotContain("Replica");
  }

  @Test
  void withBucketsOfItsOwnTheJarIsTakenFromTheRegionsOne() {
    assertThat(IN_BUCKETS.rollback().all("AWS::Lambda::Function").values())
        .isNotEmpty()
        .allSatisfy(function ->
            assertThat(function.at("/Code/S3Bucket").toString())
                .isEqualTo("{\"Fn::Sub\":\"example-lastgood-${AWS::Region}\"}"));
  }

  /// So the jar can be copied there under the name that the template asks for.
  @Test
  void theListOfAssetsSaysWhatIsToBeCopiedAndWhere() throws IOException {
    String key =
        IN_BUCKETS.rollback().all("AWS::Lambda::Function").values().stream()
            .map(function -> function.at("/Code/S3Key").asText())
            .distinct()
            .reduce((a, b) -> a + " and " + b)
            .orElseThrow();
    JsonNode assets =
        JSON.readTree(IN_BUCKETS.directory().resolve("LastgoodRollback.assets.json").toFile());
    assertThat(assets.get("files").valueStream().flatMap(AccountsTest::destinations))
        .anySatisfy(destination -> {
          assertThat(destination.get("bucketName").asText())
              .isEqualTo("example-lastgood-${AWS::Region}");
          assertThat(destination.get("objectKey").asText()).isEqualTo(key);
        });
  }

  private static Stream<JsonNode> destinations(JsonNode file) {
    return file.get("destinations").valueStream();
  }

  @Test
  void nothingOfTheCdksBootstrapIsNeededThen() throws IOException {
    for (String template : texts(IN_BUCKETS)) {
      assertThat(template).doesNotContain("cdk-hnb659fds", "BootstrapVersion", "AWS::SSM::");
    }
  }

  /// CloudFormation takes a template of 1 MB from a bucket, and of 51,200 bytes in the call.
  @Test
  void theTemplatesAreSmallEnoughForAStackSet() throws IOException {
    for (String template : texts(IN_BUCKETS)) {
      assertThat(template.length()).isLessThan(1_000_000);
    }
  }

  @Test
  void aBucketThatCannotBeIsSaidInOneSentence() {
    assertThatThrownBy(() -> inBuckets("Example_Lastgood"))
        .isInstanceOf(BadConfiguration.class)
        .hasMessage(
            "assetsBucket 'Example_Lastgood' is no beginning of a bucket's name; write one such as"
                + " example-lastgood, for the buckets example-lastgood-eu-west-1 and so on.");
  }

  private static List<String> texts(Installation installation) throws IOException {
    try (Stream<Path> files = Files.list(installation.directory())) {
      List<String> texts = new ArrayList<>();
      for (Path file : files.filter(each -> each.toString().endsWith(".template.json")).toList()) {
        texts.add(Files.readString(file));
      }
      return texts;
    }
  }
}
