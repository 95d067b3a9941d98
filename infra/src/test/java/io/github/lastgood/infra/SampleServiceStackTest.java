package io.github.lastgood.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lastgood.cdk.Template;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;

final class SampleServiceStackTest {
  private final Template template = Installation.EXAMPLE.sample();

  @Test
  void itIsTheServiceOfTheShippedTargetsFile() {
    assertThat(template.only("AWS::ECS::Service").get("ServiceName").asText())
        .isEqualTo("orders-api");
    assertThat(template.only("AWS::ECS::Cluster").get("ClusterName").asText()).isEqualTo("prod");
    assertThat(
            template.all("AWS::CloudWatch::Alarm").values().stream()
                .map(alarm -> alarm.get("AlarmName").asText()))
        .containsExactlyInAnyOrder("orders-api-5xx", "orders-api-p99");
  }

  @Test
  void ecsProtectsItsDeploymentsWithAllThatItHas() {
    JsonNode deployment = template.only("AWS::ECS::Service").get("DeploymentConfiguration");
    assertThat(deployment.at("/DeploymentCircuitBreaker").toString())
        .isEqualTo("{\"Enable\":true,\"Rollback\":true}");
    assertThat(Template.texts(deployment.at("/Alarms/AlarmNames")))
        .containsExactly("orders-api-5xx", "orders-api-p99");
    assertThat(deployment.at("/Alarms/Rollback").asBoolean()).isTrue();
  }

  @Test
  void theBadVersionDiffersFromTheGoodOneAndStaysHealthy() {
    App app = LastgoodApp.create();
    Template bad =
        Installation.of(
                app,
                LastgoodApp.addTo(
                    app,
                    Installation.settings(Path.of("targets.yaml"), SampleSettings.Version.BAD)))
            .sample();
    assertThat(script(bad)).contains("/health { return 200; }", "location / { return 503; }");
    assertThat(script(template))
        .contains("/health { return 200; }", "location / { return 200; }")
        .doesNotContain("503");
  }

  @Test
  void revisionsThatWereReplacedStayActive() {
    String id = template.all("AWS::ECS::TaskDefinition").keySet().iterator().next();
    assertThat(template.resource(id).get("UpdateReplacePolicy").asText()).isEqualTo("Retain");
  }

  @Test
  void nobodyReachesItFromTheInternet() {
    assertThat(template.only("AWS::ElasticLoadBalancingV2::LoadBalancer").get("Scheme").asText())
        .isEqualTo("internal");
    assertThat(template.json().toString().split("SecurityGroupIngress", -1)).hasSizeGreaterThan(1);
    for (JsonNode group : template.all("AWS::EC2::SecurityGroup").values()) {
      assertThat(group.path("SecurityGroupIngress").toString()).doesNotContain("0.0.0.0/0");
    }
  }

  private static String script(Template template) {
    return template
        .only("AWS::ECS::TaskDefinition")
        .at("/ContainerDefinitions/0/Command/2")
        .asText();
  }
}
