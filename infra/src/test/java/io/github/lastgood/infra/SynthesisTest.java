package io.github.lastgood.infra;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lastgood.cdk.targets.BadConfiguration;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.App;

final class SynthesisTest {

  /// In another JVM, without the CDK's command line: hash orders and salts differ there.
  @Test
  void theSameInputGivesTheSameTemplatesInAnotherRun(@TempDir Path again) throws Exception {
    Path jar = Installation.standInForTheJar();
    assertThat(
            main(
                again,
                """
                {"sample": "true", "email": "oncall@example.com", "functionsJar": "%s"}\
                """
                    .formatted(jar)))
        .isEmpty();
    for (String stack : new String[] {"Ledger", "Rollback", "Targets", "Sample"}) {
      String file = "Lastgood" + stack + ".template.json";
      assertThat(again.resolve(file))
          .as(stack)
          .hasSameTextualContentAs(Installation.EXAMPLE.directory().resolve(file));
    }
  }

  @Test
  void aWrongFileIsSaidInOneSentenceAndNothingElse(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("mine.yaml"), "targets: [{name: orders-api}]");
    Path jar = Installation.standInForTheJar();
    assertThat(
            main(
                folder,
                """
                {"targets": "%s", "functionsJar": "%s"}\
                """
                    .formatted(file, jar)))
        .isEqualTo(
            "lastgood: mine.yaml: target 'orders-api': ecs is missing;"
                + " write ecs: {cluster: prod, service: orders-api}, or another kind of target:"
                + " codeDeploy, autoScalingGroup, albTrafficSplit or route53TrafficSplit.");
  }

  /// What `Main` says on its standard error; Node may add a word about its own age before it.
  private static String main(Path outdir, String context) throws Exception {
    var builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName());
    builder.environment().put("CDK_OUTDIR", outdir.toString());
    builder.environment().put("CDK_CONTEXT_JSON", context);
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    Process process = builder.start();
    String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isEqualTo(said.contains("lastgood:") ? 1 : 0);
    assertThat(said).doesNotContain("Exception", "\tat ");
    return said.lines().filter(line -> line.startsWith("lastgood:")).collect(joining("\n"));
  }

  @Test
  void noTemplateKnowsAnAccountOrNeedsALookUp() throws Exception {
    Path directory = Installation.EXAMPLE.directory();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".template.json")).toList()) {
        assertThat(Files.readString(file)).doesNotContain("AWS::SSM::Parameter::Value");
      }
    }
    assertThat(Files.readString(directory.resolve("manifest.json")))
        .contains("aws://unknown-account/unknown-region")
        .doesNotContain("\"missing\"");
  }

  @Test
  void theStacksAreDeployedInTheirOrder() throws Exception {
    LastgoodApp stacks = Installation.EXAMPLE.stacks();
    assertThat(stacks.rollback().getDependencies().stream().map(each -> each.getStackName()))
        .containsExactly("LastgoodLedger");
    assertThat(stacks.targets().getDependencies().stream().map(each -> each.getStackName()))
        .containsExactlyInAnyOrder("LastgoodRollback", "LastgoodSample");
  }

  @Test
  void aMissingJarIsSaidInOneSentence() {
    App app = LastgoodApp.create();
    app.getNode().setContext("functionsJar", "nowhere.jar");
    assertThatThrownBy(() -> LastgoodApp.addTo(app, Settings.from(app)))
        .isInstanceOf(BadConfiguration.class)
        .hasMessage(
            "the functions are not built (nowhere.jar is missing);"
                + " run 'mvn package' in Lastgood's root first.");
  }

  @Test
  void aVersionThatTheSampleDoesNotHaveIsRefused() {
    App app = LastgoodApp.create();
    Map.of("functionsJar", "pom.xml", "sample", "true", "sampleVersion", "worse")
        .forEach(app.getNode()::setContext);
    assertThatThrownBy(() -> Settings.from(app))
        .hasMessage("sampleVersion 'worse' is not a version of the sample; write good or bad.");
  }

  @Test
  void theSampleIsDeployedOnlyWhenAskedFor() {
    App app = LastgoodApp.create();
    app.getNode().setContext("functionsJar", "pom.xml");
    assertThat(Settings.from(app).sample()).isEmpty();
    assertThat(Settings.from(app).targets()).isEqualTo(Path.of("targets.yaml"));
    assertThat(Settings.from(app).eventBus()).isEqualTo("default");
  }
}
