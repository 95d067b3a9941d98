package io.github.lastgood.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lastgood.cdk.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.App;

/// The pipeline that `docs/accounts.md` shows: three installations that know nothing of each other.
final class ExamplePipelineTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CENTRAL_BUS =
      "arn:aws:events:eu-west-1:444455556666:event-bus/lastgood-hub";

  @TempDir static Path folder;

  private static Path assembly = Path.of("");

  @BeforeAll
  static void synthesize() throws IOException {
    for (String name : List.of("test", "dublin", "ohio")) {
      Files.writeString(
          folder.resolve(name + ".yaml"),
          """
          targets:
            - name: orders-api
              ecs: {cluster: %s, service: orders-api, taskFamily: orders}
              alarms: [orders-api-5xx]
              policy: {mode: auto}
          """
              .formatted(name));
    }
    App app = LastgoodApp.create();
    app.getNode().setContext("functionsJar", Installation.standInForTheJar().toString());
    new ExamplePipeline(app, folder);
    assembly = Path.of(app.synth().getDirectory());
  }

  @Test
  void testComesFirstThenBothRegionsAtOnceEachStackAfterTheOneItNeeds() throws IOException {
    Template pipeline = new Template(read(assembly.resolve("LastgoodPipeline.template.json")));
    JsonNode stages = pipeline.only("AWS::CodePipeline::Pipeline").get("Stages");
    assertThat(stages.valueStream().map(stage -> stage.get("Name").asText()))
        .containsExactly("Source", "Build", "UpdatePipeline", "Assets", "Test", "Production");
    Map<String, Integer> order = new TreeMap<>();
    stages
        .get(5)
        .get("Actions")
        .forEach(action -> order.put(action.get("Name").asText(), action.get("RunOrder").asInt()));
    assertThat(order.keySet())
        .contains("Dublin.LastgoodLedger.Prepare", "Ohio.LastgoodLedger.Prepare");
    assertThat(order.get("Dublin.LastgoodRollback.Prepare"))
        .isEqualTo(order.get("Ohio.LastgoodRollback.Prepare"))
        .isGreaterThan(order.get("Dublin.LastgoodLedger.Deploy"));
    assertThat(order.get("Ohio.LastgoodTargets.Prepare"))
        .isGreaterThan(order.get("Ohio.LastgoodRollback.Deploy"));
  }

  @Test
  void nothingOfOneRegionOrAccountIsInAnother() throws IOException {
    assertThat(said("Dublin"))
        .contains("lastgood-hook-invocation-eu-west-1", "service/dublin/orders-api")
        .doesNotContain("us-east-2", "222233334444");
    assertThat(said("Ohio").replace(CENTRAL_BUS, ""))
        .contains("lastgood-hook-invocation-us-east-2", "service/ohio/orders-api")
        .doesNotContain("eu-west-1", "222233334444", "444455556666");
    assertThat(said("Test").replace(CENTRAL_BUS, ""))
        .contains("service/test/orders-api")
        .doesNotContain("us-east-2", "111122223333", "444455556666");
  }

  @Test
  void eachInstallationIsWholeAndHasALedgerOfItsOwn() throws IOException {
    for (String stage : List.of("Test", "Dublin", "Ohio")) {
      try (Stream<Path> files = Files.list(templates(stage))) {
        assertThat(files.map(file -> file.getFileName().toString()))
            .as(stage)
            .filteredOn(file -> file.endsWith(".template.json"))
            .hasSize(3);
      }
      assertThat(said(stage))
          .as(stage)
          .contains("\"AWS::DynamoDB::Table\"", stage + "-LastgoodLedger:Exports")
          .doesNotContain("AWS::DynamoDB::GlobalTable");
    }
  }

  /// All templates of one installation.
  private static String said(String stage) throws IOException {
    try (Stream<Path> files = Files.list(templates(stage))) {
      StringBuilder said = new StringBuilder();
      for (Path file : files.filter(each -> each.toString().endsWith(".template.json")).toList()) {
        said.append(Files.readString(file));
      }
      return said.toString();
    }
  }

  private static Path templates(String stage) {
    return assembly.resolve("assembly-LastgoodPipeline-" + stage);
  }

  private static JsonNode read(Path file) throws IOException {
    return JSON.readTree(file.toFile());
  }
}
