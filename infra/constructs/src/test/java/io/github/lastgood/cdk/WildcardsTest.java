package io.github.lastgood.cdk;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lastgood.cdk.targets.BadConfiguration;
import io.github.lastgood.cdk.targets.Kind;
import io.github.lastgood.cdk.targets.PipelineStage;
import io.github.lastgood.cdk.targets.Target;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ecr.Repository;
import software.amazon.awscdk.services.ecs.Cluster;
import software.amazon.awscdk.services.ecs.FargateService;
import software.amazon.awscdk.services.ecs.FargateServiceAttributes;

/// A name that a policy would take for many is refused, whichever way it comes.
final class WildcardsTest {
  static final List<Arguments> NAMES =
      List.of(
          kind("cluster", name -> ecs(name, "s", "f", "r", "i")),
          kind("service", name -> ecs("c", name, "f", "r", "i")),
          kind("taskFamily", name -> ecs("c", "s", name, "r", "i")),
          kind("taskRoles", name -> ecs("c", "s", "f", name, "i")),
          kind("repositories", name -> ecs("c", "s", "f", "r", name)),
          kind("application", name -> new Kind.CodeDeployGroup(name, "prod")),
          kind("deploymentGroup", name -> new Kind.CodeDeployGroup("billing", name)),
          kind("name", name -> group(name, "lt-1", "r", "/p")),
          kind("launchTemplates", name -> group("web", name, "r", "/p")),
          kind("instanceRoles", name -> group("web", "lt-1", name, "/p")),
          kind("imageParameters", name -> group("web", "lt-1", "r", name)),
          kind("ruleArn", name -> split(name, "web-green")),
          kind("candidateGroup", name -> split("arn", name)),
          kind("hostedZoneId", name -> records(name, "A")),
          kind("type", name -> records("Z1", name)),
          stage("pipeline.name", name -> new PipelineStage(name, "Prod", false)),
          stage("pipeline.stage", name -> new PipelineStage("shop", name, false)));

  @ParameterizedTest
  @FieldSource("NAMES")
  void aNameIsExactlyOne(String key, Function<String, Target> target) {
    assertThatCode(() -> target.apply("orders-" + Aws.REGION)).doesNotThrowAnyException();
    for (String name : List.of("*", "orders-*", "order?", "${aws:username}", Aws.REGION + "-*")) {
      assertThatThrownBy(() -> target.apply(name))
          .isInstanceOf(BadConfiguration.class)
          .hasMessage(
              "target 'orders-api': %s '%s' holds *, ? or a ${variable}, which IAM takes for more than this"
                      .formatted(key, name)
                  + " one; name exactly one.");
    }
  }

  @Test
  void aRecordOfAWildcardIsOneRecord() {
    var name = "*.example.com";
    assertThatCode(
            () -> target(new Kind.Route53TrafficSplit("Z1", name, "A", "b", "g"), Optional.empty()))
        .doesNotThrowAnyException();
  }

  @Test
  void whatAnAppImportsIsLookedAtToo() {
    var app = new App();
    var stack = new Stack(app, "Shop");
    var lastgood = Samples.lastgood(app);
    var service =
        FargateService.fromFargateServiceAttributes(
            stack,
            "Orders",
            FargateServiceAttributes.builder()
                .cluster(Cluster.fromClusterArn(stack, "Prod", CLUSTER))
                .serviceName("orders")
                .build());
    var revisions =
        new EcsRevisions(
            "orders", List.of(), List.of(Repository.fromRepositoryName(stack, "Images", "shop/*")));
    assertThatThrownBy(() ->
            RollbackTarget.forEcsService(
                stack,
                "orders-api",
                lastgood,
                service,
                revisions,
                Samples.props(Samples.alarm(stack, "Alarm"))))
        .isInstanceOf(BadConfiguration.class)
        .hasMessageContaining("repositories 'arn:")
        .hasMessageContaining(":repository/shop/*'");
  }

  private static final String CLUSTER = "arn:aws:ecs:eu-west-1:111122223333:cluster/prod";

  @Test
  void anEventBusIsExactlyOne() {
    var builder =
        Lastgood.Builder.create(new Stack(new App(), "Shop"), "Lastgood")
            .functionsJar(Samples.jar())
            .eventBus("*");
    assertThatThrownBy(builder::build)
        .isInstanceOf(BadConfiguration.class)
        .hasMessage(
            "Lastgood 'Lastgood': eventBus '*' is no name of an event bus; write the name, not the"
                + " ARN, of exactly one.");
  }

  private static Arguments kind(String key, Function<String, Kind> kind) {
    Function<String, Target> target = name -> target(kind.apply(name), Optional.empty());
    return Arguments.of(key, target);
  }

  private static Arguments stage(String key, Function<String, PipelineStage> stage) {
    Function<String, Target> target =
        name -> target(new Kind.CodeDeployGroup("a", "g"), Optional.of(stage.apply(name)));
    return Arguments.of(key, target);
  }

  private static Target target(Kind kind, Optional<PipelineStage> pipeline) {
    return new Target("orders-api", kind, List.of("a"), Map.of("mode", "auto"), pipeline);
  }

  private static Kind ecs(
      String cluster, String service, String family, String role, String repository) {
    return new Kind.EcsService(
        cluster,
        service,
        Optional.of(family),
        Optional.of(List.of(role)),
        Optional.of(List.of(repository)));
  }

  private static Kind group(String name, String template, String role, String parameter) {
    return new Kind.AutoScalingGroup(
        name, Optional.of(List.of(template)), List.of(role), List.of(parameter));
  }

  private static Kind split(String rule, String group) {
    return new Kind.AlbTrafficSplit(rule, false, "stable", "candidate", Optional.of(group), true);
  }

  private static Kind records(String zone, String type) {
    return new Kind.Route53TrafficSplit(zone, "shop.example.com", type, "blue", "green");
  }
}
