package io.github.lastgood.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lastgood.infra.targets.BadConfiguration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;

final class SynthesisTest {

  @Test
  void theSameInputGivesTheSameTemplates() throws Exception {
    Installation again = Installation.synthesize(Path.of("targets.yaml"));
    for (String stack : new String[] {"Ledger", "Rollback", "Targets", "Sample"}) {
      String file = "Lastgood" + stack + ".template.json";
      assertThat(again.directory().resolve(file))
          .as(stack)
          .hasSameTextualContentAs(Installation.EXAMPLE.directory().resolve(file));
    }
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
    assertThatThrownBy(() -> Settings.from(app))
        .isInstanceOf(BadConfiguration.class)
        .hasMessage(
            "the functions are not built (nowhere.jar is missing);"
                + " run 'mvn package' in the project's root first.");
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
