package io.github.lastgood.infra;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.pipelines.CodePipeline;
import software.amazon.awscdk.pipelines.CodePipelineSource;
import software.amazon.awscdk.pipelines.ConnectionSourceOptions;
import software.amazon.awscdk.pipelines.ShellStep;
import software.amazon.awscdk.pipelines.Wave;

/// The example of `docs/accounts.md`: a pipeline in a tools account that installs Lastgood in a
/// test account, then in two regions of a production account at the same time.
final class ExamplePipeline extends Stack {
  private static final String TOOLS = "444455556666";
  private static final String TEST = "222233334444";
  private static final String PRODUCTION = "111122223333";

  private final Path folder;

  /// @param folder of the files of targets, one for each installation
  ExamplePipeline(App app, Path folder) {
    super(app, "LastgoodPipeline", StackProps.builder().env(env(TOOLS, "eu-west-1")).build());
    this.folder = folder;
    CodePipeline pipeline =
        CodePipeline.Builder.create(this, "Pipeline")
            .crossAccountKeys(true)
            .enableKeyRotation(true)
            .synth(
                ShellStep.Builder.create("Synth")
                    .input(
                        CodePipelineSource.connection(
                            "example/lastgood",
                            "main",
                            ConnectionSourceOptions.builder()
                                .connectionArn(
                                    "arn:aws:codeconnections:eu-west-1:444455556666:connection/1a2b")
                                .build()))
                    .commands(
                        List.of(
                            "mvn -B package -DskipTests", "cd infra", "npx aws-cdk@2.1148.1 synth"))
                    .primaryOutputDirectory("infra/cdk.out")
                    .build())
            .build();

    pipeline.addStage(installation("Test", TEST, "eu-west-1", "test.yaml"));
    Wave production = pipeline.addWave("Production");
    production.addStage(installation("Dublin", PRODUCTION, "eu-west-1", "dublin.yaml"));
    production.addStage(installation("Ohio", PRODUCTION, "us-east-2", "ohio.yaml"));
  }

  private LastgoodStage installation(String id, String account, String region, String targets) {
    return new LastgoodStage(
        this,
        id,
        env(account, region),
        Map.of(
            "targets",
            folder.resolve(targets).toString(),
            "forwardTo",
            "arn:aws:events:eu-west-1:444455556666:event-bus/lastgood-hub"));
  }

  private static Environment env(String account, String region) {
    return Environment.builder().account(account).region(region).build();
  }
}
