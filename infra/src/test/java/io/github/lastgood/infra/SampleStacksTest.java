package io.github.lastgood.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lastgood.cdk.Grant;
import io.github.lastgood.cdk.Template;
import io.github.lastgood.infra.SampleSettings.Version;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awscdk.App;

/// The samples that register a target of their own.
final class SampleStacksTest {
  static final List<Sample> SAMPLES =
      List.of(
          new Sample.Fleet(Version.BAD),
          new Sample.Front(Version.BAD),
          new Sample.Dns("Z0123456789ABC", "shop.example.com"));

  private static final Template FLEET = Installation.with(SAMPLES.get(0)).sample();
  private static final Template FRONT = Installation.with(SAMPLES.get(1)).sample();
  private static final Template DNS = Installation.with(SAMPLES.get(2)).sample();

  static Stream<Template> templates() {
    return Stream.of(FLEET, FRONT, DNS);
  }

  @ParameterizedTest
  @MethodSource("templates")
  void theTargetIsRegisteredAfterItsAlarmsAndThePermissionsOnIt(Template template) {
    JsonNode target = template.only("Custom::LastgoodTarget");
    List<String> alarms =
        template.all("AWS::CloudWatch::Alarm").values().stream()
            .map(alarm -> alarm.get("AlarmName").asText())
            .toList();
    assertThat(Template.texts(target.get("alarms"))).containsExactlyInAnyOrderElementsOf(alarms);
    assertThat(target.at("/policy/mode").asText()).isEqualTo("auto");

    String id = template.all("Custom::LastgoodTarget").keySet().iterator().next();
    assertThat(Template.texts(template.resource(id).get("DependsOn")))
        .containsAll(template.all("AWS::CloudWatch::Alarm").keySet())
        .containsAll(template.all("AWS::IAM::ManagedPolicy").keySet());
  }

  @Test
  void theFleetIsLaunchedFromItsTemplateAndMayBeLaunchedAgainFromThatOneOnly() {
    JsonNode target = FLEET.only("Custom::LastgoodTarget").get("autoScalingGroup");
    String template = FLEET.all("AWS::EC2::LaunchTemplate").keySet().iterator().next();
    assertThat(target.get("name").asText())
        .isEqualTo(
            FLEET.only("AWS::AutoScaling::AutoScalingGroup").get("AutoScalingGroupName").asText())
        .isEqualTo("web");
    assertThat(Template.texts(target.get("launchTemplates")))
        .containsExactly("${" + template + "}");
    assertThat(Grant.of(FLEET, "AlarmHandler"))
        .filteredOn(grant -> grant.action().equals("ec2:RunInstances"))
        .singleElement()
        .satisfies(grant -> assertThat(grant.condition()).contains(template));
  }

  @Test
  void aBadFleetIsHealthyAndFailsLater() {
    assertThat(userData(FLEET)).contains("bad = True and self.path != '/health'", "> 600");
    Template good = Installation.with(new Sample.Fleet(Version.GOOD)).sample();
    assertThat(userData(good)).contains("bad = False");
  }

  @Test
  void allOfTheFrontsTrafficIsBluesAndBothSidesAreInTheRule() {
    JsonNode target = FRONT.only("Custom::LastgoodTarget").get("albTrafficSplit");
    JsonNode groups =
        FRONT
            .only("AWS::ElasticLoadBalancingV2::ListenerRule")
            .at("/Actions/0/ForwardConfig/TargetGroups");
    assertThat(groups)
        .extracting(group -> group.get("TargetGroupArn").asText() + "=" + group.get("Weight"))
        .containsExactly(
            target.get("stable").asText() + "=100", target.get("candidate").asText() + "=0");
    assertThat(target.get("ruleArn").asText())
        .contains(
            FRONT.all("AWS::ElasticLoadBalancingV2::ListenerRule").keySet().iterator().next());
  }

  @Test
  void theRecordsOfTheNameAreTwoWeightedOnes() {
    assertThat(DNS.all("AWS::Route53::RecordSet").values())
        .allMatch(record -> record.get("Name").asText().equals("shop.example.com"))
        .extracting(record -> record.get("SetIdentifier").asText() + "=" + record.get("Weight"))
        .containsExactlyInAnyOrder("blue=100", "green=0");
  }

  @Test
  void nobodyReachesThemFromTheInternet() {
    for (Template template : List.of(FLEET, FRONT)) {
      assertThat(template.only("AWS::ElasticLoadBalancingV2::LoadBalancer").get("Scheme").asText())
          .isEqualTo("internal");
      assertThat(template.all("AWS::EC2::SecurityGroup").values())
          .noneMatch(group -> group.path("SecurityGroupIngress").toString().contains("0.0.0.0/0"));
    }
  }

  @Test
  void anUnknownSampleAndAMissingZoneAreSaidInOneSentence() {
    assertThatThrownBy(() -> Sample.of("eks", LastgoodApp.create()))
        .hasMessage(
            "sample 'eks' is not a sample; write true (an ECS service), ec2, alb or route53.");
    App app = LastgoodApp.create();
    app.getNode().setContext("sampleName", "shop.example.com");
    assertThatThrownBy(() -> Sample.of("route53", app))
        .hasMessage("sampleZone is missing, and sample=route53 needs it; add -c sampleZone=Z0123.");
    assertThat(Sample.of("false", app)).isEmpty();
  }

  private static String userData(Template template) {
    return template.only("AWS::EC2::LaunchTemplate").at("/LaunchTemplateData/UserData").toString();
  }
}
