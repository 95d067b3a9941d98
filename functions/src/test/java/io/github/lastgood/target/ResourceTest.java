package io.github.lastgood.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.target.Resource.AlbTrafficSplit;
import io.github.lastgood.target.Resource.AutoScalingGroup;
import io.github.lastgood.target.Resource.CodeDeployGroup;
import io.github.lastgood.target.Resource.EcsService;
import io.github.lastgood.target.Resource.Route53TrafficSplit;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ResourceTest {
  private static final CodeDeployGroup BILLING = new CodeDeployGroup("billing", "prod", "ECS");
  private static final AutoScalingGroup WEB =
      new AutoScalingGroup(
          "arn:aws:autoscaling:eu-west-1:111122223333:autoScalingGroup:7e:autoScalingGroupName/web",
          "web");

  static Stream<Arguments> kinds() {
    return Stream.of(
        Arguments.of(
            Orders.SERVICE, "ecs", Orders.SERVICE_ARN, "ECS service prod/orders-api", "ECS"),
        Arguments.of(
            BILLING,
            "codeDeploy",
            "codedeploy:billing/prod",
            "CodeDeploy group billing/prod",
            "CodeDeploy"),
        Arguments.of(
            WEB, "autoScalingGroup", WEB.groupArn(), "Auto Scaling group web", "EC2 Auto Scaling"),
        Arguments.of(
            Shop.FRONT,
            "albTrafficSplit",
            Shop.RULE,
            "traffic split shop-blue / shop-green",
            "AWS"),
        Arguments.of(
            Shop.DNS,
            "route53TrafficSplit",
            "route53:Z0SHOPEXAMPLE/shop.example.com/A",
            "records shop.example.com A",
            "AWS"));
  }

  @Test
  void aServiceWithOtherRolesIsTheSameThing() {
    var roles = new TaskRoles(List.of("arn:aws:iam::111122223333:role/task"));

    assertThat(
            Orders.SERVICE.isSameThingAs(
                new EcsService(Orders.SERVICE_ARN, "prod", "orders-api", roles)))
        .isTrue();
    assertThat(
            Orders.SERVICE.isSameThingAs(
                new EcsService(Orders.SERVICE_ARN + "-2", "prod", "orders-api-2", null)))
        .isFalse();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void everyKindHasItsNames(
      Resource resource, String kind, String id, String label, String deployer) {
    assertThat(resource)
        .returns(kind, Resource::kind)
        .returns(id, Resource::id)
        .returns(label, Resource::label)
        .returns(deployer, Resource::deployer);
    assertThat(resource.isSameThingAs(resource)).isTrue();
    assertThat(resource.label()).doesNotContain("111122223333");
  }

  @Test
  void aRuleWithTheSameSidesIsTheSameWhateverElseItsOwnerChanged() {
    var changed = new AlbTrafficSplit(Shop.RULE, Shop.BLUE, Shop.GREEN, null, 7, true);

    assertThat(Shop.FRONT.isSameThingAs(changed)).isTrue();
    assertThat(
            Shop.FRONT.isSameThingAs(
                new AlbTrafficSplit(Shop.RULE, Shop.GREEN, Shop.BLUE, "web-green", 2, false)))
        .as("stable=100 means the other group")
        .isFalse();
    assertThat(
            Shop.FRONT.isSameThingAs(
                new AlbTrafficSplit(Shop.RULE, Shop.BLUE, "other", "web-green", 2, false)))
        .isFalse();
    assertThat(
            Shop.FRONT.isSameThingAs(
                new AlbTrafficSplit(Shop.LISTENER, Shop.BLUE, Shop.GREEN, "web-green", 2, false)))
        .isFalse();
  }

  @Test
  void recordsWithTheSameSidesAreTheSameWhateverTheirTtl() {
    assertThat(Shop.DNS.isSameThingAs(dns("Z0SHOPEXAMPLE", "blue", "green"))).isTrue();
    assertThat(Shop.DNS.isSameThingAs(dns("Z0SHOPEXAMPLE", "green", "blue"))).isFalse();
    assertThat(Shop.DNS.isSameThingAs(dns("Z0SHOPEXAMPLE", "blue", "red"))).isFalse();
    assertThat(Shop.DNS.isSameThingAs(dns("Z1OTHER", "blue", "green"))).isFalse();
  }

  @Test
  void thingsOfTwoKindsAreNeverTheSame() {
    assertThat(Shop.FRONT.isSameThingAs(Shop.DNS)).isFalse();
    assertThat(Shop.DNS.isSameThingAs(Shop.FRONT)).isFalse();
    assertThat(BILLING.isSameThingAs(WEB)).isFalse();
    assertThat(BILLING.isSameThingAs(new CodeDeployGroup("billing", "prod", "Server"))).isFalse();
  }

  private static Route53TrafficSplit dns(String zone, String stable, String candidate) {
    return new Route53TrafficSplit(zone, "shop.example.com", "A", stable, candidate, 300);
  }
}
