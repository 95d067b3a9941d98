package io.github.lastgood.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.cdk.Grant;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the functions may do with an Auto Scaling group, its launch template and role stated or
/// not.
final class AutoScalingGroupPermissionsTest {
  private static final String EC2 = "arn:aws:ec2:eu-west-1:111122223333:";
  private static final String GROUP =
      "arn:aws:autoscaling:eu-west-1:111122223333:autoScalingGroup:*:autoScalingGroupName/web";

  private static final Installation STATED = Installation.synthesize(stated());

  private static final Installation UNSTATED =
      Installation.synthesize(
          """
          targets:
            - name: web-fleet
              autoScalingGroup: {name: web}
              alarms: [web-5xx]
              policy: {mode: auto}
          """);

  /// A file whose target states launch template and role.
  static Path stated() {
    return Installation.file(
        """
        targets:
          - name: web-fleet
            autoScalingGroup:
              name: web
              launchTemplates: [lt-0a1b2c3d4e5f60718]
              instanceRoles: ["arn:aws:iam::111122223333:role/web-instance"]
            alarms: [web-5xx]
            policy: {mode: auto}
        """);
  }

  @Test
  void refreshesMayBeStartedCancelledAndRolledBackOnTheGroupOnly() {
    for (String action :
        List.of("StartInstanceRefresh", "CancelInstanceRefresh", "RollbackInstanceRefresh")) {
      assertThat(grants(STATED, "autoscaling:" + action))
          .extracting(Grant::resource)
          .containsExactly(GROUP);
    }
  }

  @Test
  void nothingMayBeLaunchedButFromTheStatedTemplateAndWithTheStatedRole() {
    assertThat(grants(STATED, "ec2:RunInstances"))
        .extracting(Grant::resource)
        .containsExactly("arn:aws:ec2:eu-west-1:*:*");
    assertThat(grants(STATED, "ec2:RunInstances"))
        .allSatisfy(grant ->
            assertThat(grant.condition())
                .contains(EC2 + "launch-template/lt-0a1b2c3d4e5f60718")
                .contains("ec2:LaunchTemplate"));
    assertThat(grants(STATED, "iam:PassRole"))
        .singleElement()
        .satisfies(grant -> {
          assertThat(grant.resource()).isEqualTo("arn:aws:iam::111122223333:role/web-instance");
          assertThat(grant.condition()).contains("ec2.amazonaws.com");
        });
    assertThat(grants(STATED, "ec2:CreateTags"))
        .allSatisfy(grant -> assertThat(grant.condition()).contains("RunInstances"));
  }

  @Test
  void aVersionMayBeMadeOfTheStatedTemplateOnly() {
    assertThat(grants(STATED, "ec2:CreateLaunchTemplateVersion"))
        .extracting(Grant::resource)
        .containsExactly(EC2 + "launch-template/lt-0a1b2c3d4e5f60718");
    assertThat(grants(UNSTATED, "ec2:CreateLaunchTemplateVersion")).isEmpty();
    assertThat(grants(UNSTATED, "iam:PassRole")).isEmpty();
  }

  @Test
  void theStatedParametersThatNameAnAmiMayBeRead() {
    Installation installation =
        Installation.synthesize(
            """
            targets:
              - name: web-fleet
                autoScalingGroup:
                  name: web
                  imageParameters: [shop-ami, /shop/web-ami, /aws/service/ecs/optimized-ami/x]
                alarms: [web-5xx]
                policy: {mode: auto}
            """);
    assertThat(grants(installation, "ssm:GetParameters"))
        .extracting(Grant::resource)
        .containsExactlyInAnyOrder(
            "arn:aws:ssm:eu-west-1:111122223333:parameter/shop-ami",
            "arn:aws:ssm:eu-west-1:111122223333:parameter/shop/web-ami",
            "arn:aws:ssm:eu-west-1::parameter/aws/service/ecs/optimized-ami/x");
    assertThat(grants(STATED, "ssm:GetParameters")).isEmpty();
  }

  @Test
  void registrationOnlyLooks() {
    assertThat(STATED.grants("TargetRegistrationHandler"))
        .filteredOn(grant -> List.of("autoscaling", "ec2", "iam").contains(grant.service()))
        .isNotEmpty()
        .noneMatch(Grant::changesSomething);
  }

  @Test
  void theCustomResourceGetsTheGroupAsItWasWritten() {
    assertThat(STATED.targets().all("Custom::LastgoodTarget").values())
        .singleElement()
        .satisfies(target ->
            assertThat(target.at("/autoScalingGroup").toString())
                .isEqualTo(
                    "{\"name\":\"web\",\"launchTemplates\":[\"lt-0a1b2c3d4e5f60718\"],"
                        + "\"instanceRoles\":[\"arn:aws:iam::111122223333:role/web-instance\"]}"));
  }

  private static List<Grant> grants(Installation installation, String action) {
    return installation.grants("AlarmHandler").stream()
        .filter(grant -> grant.action().equals(action))
        .toList();
  }
}
