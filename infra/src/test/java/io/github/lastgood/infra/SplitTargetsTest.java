package io.github.lastgood.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What traffic splits are granted.
final class SplitTargetsTest {
  private static final String RULE =
      "arn:aws:elasticloadbalancing:eu-west-1:111122223333:listener-rule/app/shop/50dc6c495c0c9188/f2f7dc8efc522ab2/9683b2d02a6cabee";
  private static final String GROUP =
      "arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/";

  private static final Installation SPLITS =
      Installation.synthesize(
          """
          targets:
            - name: shop-front
              albTrafficSplit:
                ruleArn: %s
                stable: %sshop-blue/6d0ecf831eec9f09
                candidate: %sshop-green/943f017f100becff
                candidateGroup: web-green
              alarms: [shop-front-5xx]
              policy: {mode: auto, minHealthyTargets: 2, candidateGroup: zero}
            - name: shop-dns
              route53TrafficSplit:
                {hostedZoneId: Z0SHOPEXAMPLE, name: Shop.example.com., type: A, stable: blue, candidate: green}
              alarms: [shop-dns-5xx]
              policy: {mode: auto}
          """
              .formatted(RULE, GROUP, GROUP));

  private static String policies() {
    Collection<JsonNode> all = SPLITS.targets().all("AWS::IAM::ManagedPolicy").values();
    return all.stream().map(JsonNode::toString).collect(Collectors.joining());
  }

  @Test
  void weightsOfTheOneRuleMayBeSetAndTheCandidatesGroupBeScaledIn() {
    assertThat(policies())
        .contains("elasticloadbalancing:ModifyRule", RULE)
        .contains("autoscaling:UpdateAutoScalingGroup", "autoScalingGroupName/web-green")
        .doesNotContain("elasticloadbalancing:ModifyListener");
  }

  @Test
  void recordsOfTheOneNameMayBeReplacedOnly() {
    assertThat(policies())
        .contains("hostedzone/Z0SHOPEXAMPLE", "\"shop.example.com\"", "\"UPSERT\"")
        .doesNotContain("CREATE");
  }

  @Test
  void registrationGetsWhatTheFunctionsRead() {
    var properties =
        SPLITS.targets().all("Custom::LastgoodTarget").values().stream()
            .map(JsonNode::toString)
            .toList();

    assertThat(properties)
        .hasSize(2)
        .anySatisfy(json ->
            assertThat(json).contains("\"minHealthyTargets\":\"2\"", "\"candidateGroup\":\"zero\""))
        .anySatisfy(json -> assertThat(json).contains("\"name\":\"shop.example.com\""));
    assertThat(List.of("web-green"))
        .allSatisfy(name -> assertThat(properties.toString()).contains(name));
  }
}
