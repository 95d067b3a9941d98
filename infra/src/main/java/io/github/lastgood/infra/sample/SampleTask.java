package io.github.lastgood.infra.sample;

import io.github.lastgood.infra.SampleSettings;
import java.util.List;
import software.amazon.awscdk.CfnDeletionPolicy;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.ecs.AwsLogDriverProps;
import software.amazon.awscdk.services.ecs.CfnTaskDefinition;
import software.amazon.awscdk.services.ecs.ContainerDefinitionOptions;
import software.amazon.awscdk.services.ecs.ContainerImage;
import software.amazon.awscdk.services.ecs.FargateTaskDefinition;
import software.amazon.awscdk.services.ecs.LogDriver;
import software.amazon.awscdk.services.ecs.LogDrivers;
import software.amazon.awscdk.services.ecs.PortMapping;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/// The sample's task definition: the service itself, and a visitor that keeps it busy.
public final class SampleTask extends Construct {
  /// The port that the service listens on.
  public static final int PORT = 8080;

  private final FargateTaskDefinition definition;

  /// Adds the task definition to a stack.
  ///
  /// @param name of the family and of the service's container
  /// @param url where the visitor calls
  public SampleTask(Construct scope, String name, SampleSettings settings, String url) {
    super(scope, "Task");
    definition =
        FargateTaskDefinition.Builder.create(this, "Definition")
            .family(name)
            .cpu(256)
            .memoryLimitMiB(512)
            .build();
    keepOldRevisions();
    ContainerImage image = ContainerImage.fromRegistry(settings.image());
    LogDriver logs = logs(name);
    definition.addContainer(
        name,
        ContainerDefinitionOptions.builder()
            .image(image)
            .command(
                switch (settings.version()) {
                  case GOOD -> Script.good();
                  case BAD -> Script.bad();
                })
            .portMappings(List.of(PortMapping.builder().containerPort(PORT).build()))
            .logging(logs)
            .build());
    definition.addContainer(
        "visitor",
        ContainerDefinitionOptions.builder()
            .image(image)
            .command(Script.visit(url))
            .essential(false)
            .logging(logs)
            .build());
  }

  /// The task definition.
  public FargateTaskDefinition definition() {
    return definition;
  }

  /// CloudFormation deregisters the replaced revision otherwise, and nobody could go back to it
  /// without registering a copy (aws/aws-cdk#24372).
  private void keepOldRevisions() {
    if (definition.getNode().getDefaultChild() instanceof CfnTaskDefinition resource) {
      resource.getCfnOptions().setUpdateReplacePolicy(CfnDeletionPolicy.RETAIN);
      resource.getCfnOptions().setDeletionPolicy(CfnDeletionPolicy.DELETE);
    }
  }

  private LogDriver logs(String prefix) {
    LogGroup group =
        LogGroup.Builder.create(this, "Logs")
            .retention(RetentionDays.ONE_WEEK)
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
    return LogDrivers.awsLogs(
        AwsLogDriverProps.builder().logGroup(group).streamPrefix(prefix).build());
  }
}
