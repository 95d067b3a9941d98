package io.github.lastgood.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.github.lastgood.target.Shop;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.AdvancedConfiguration;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.ListClustersRequest;
import software.amazon.awssdk.services.ecs.model.ListClustersResponse;
import software.amazon.awssdk.services.ecs.model.ListServicesRequest;
import software.amazon.awssdk.services.ecs.model.ListServicesResponse;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskSet;
import software.amazon.awssdk.services.ecs.paginators.ListClustersIterable;
import software.amazon.awssdk.services.ecs.paginators.ListServicesIterable;

class EcsOwnersTest {
  private static final String ELSE = Shop.BLUE.replace("shop-blue", "else");

  private final EcsClient ecs = mock(EcsClient.class);
  private final EcsOwners owners = new EcsOwners(ecs);

  private void services(int count, Service service) {
    when(ecs.listClustersPaginator(any(ListClustersRequest.class)))
        .thenAnswer(call -> new ListClustersIterable(ecs, call.getArgument(0)));
    when(ecs.listClusters(any(ListClustersRequest.class)))
        .thenReturn(ListClustersResponse.builder().clusterArns("prod").build());
    when(ecs.listServicesPaginator(any(ListServicesRequest.class)))
        .thenAnswer(call -> new ListServicesIterable(ecs, call.getArgument(0)));
    when(ecs.listServices(any(ListServicesRequest.class)))
        .thenReturn(
            ListServicesResponse.builder()
                .serviceArns(IntStream.range(0, count).mapToObj(i -> "service-" + i).toList())
                .build());
    when(ecs.describeServices(any(DescribeServicesRequest.class)))
        .thenAnswer(call -> {
          DescribeServicesRequest asked = call.getArgument(0);
          return asked.services().contains("service-" + (count - 1))
              ? DescribeServicesResponse.builder().services(service).build()
              : DescribeServicesResponse.builder().build();
        });
  }

  private static Service.Builder service(LoadBalancer... balancers) {
    return Service.builder().serviceName("shop").loadBalancers(balancers);
  }

  private static LoadBalancer behind(String targetGroupArn) {
    return LoadBalancer.builder().targetGroupArn(targetGroupArn).build();
  }

  private static LoadBalancer blueGreen(AdvancedConfiguration more) {
    return LoadBalancer.builder().targetGroupArn(ELSE).advancedConfiguration(more).build();
  }

  static List<LoadBalancer> ofEcs() {
    return List.of(
        behind(Shop.BLUE),
        behind(Shop.GREEN),
        blueGreen(AdvancedConfiguration.builder().alternateTargetGroupArn(Shop.GREEN).build()),
        blueGreen(AdvancedConfiguration.builder().productionListenerRule(Shop.RULE).build()),
        blueGreen(AdvancedConfiguration.builder().testListenerRule(Shop.RULE).build()));
  }

  @ParameterizedTest
  @MethodSource("ofEcs")
  void aServiceThatNamesTheRuleOrASideOwnsIt(LoadBalancer balancer) {
    services(1, service(balancer).build());

    assertThat(owners.of(Shop.FRONT)).contains("ECS service shop");
  }

  @Test
  void aServiceThatCodeDeployDeploysHasItsGroupsInTaskSets() {
    services(
        1,
        service()
            .deploymentController(controller -> controller.type("CODE_DEPLOY"))
            .taskSets(TaskSet.builder().loadBalancers(behind(Shop.GREEN)).build())
            .build());

    assertThat(owners.of(Shop.FRONT)).contains("CodeDeploy for ECS service shop");
  }

  @Test
  void aServiceWithOtherGroupsOwnsNothingHere() {
    services(
        1,
        service(behind(ELSE), blueGreen(AdvancedConfiguration.builder().build()))
            .deploymentController(controller -> controller.type("ECS"))
            .build());

    assertThat(owners.of(Shop.FRONT)).isEmpty();
  }

  @Test
  void servicesAreLookedAtTenAtATime() {
    services(21, service(behind(Shop.BLUE)).build());

    assertThat(owners.of(Shop.FRONT)).contains("ECS service shop");
    verify(ecs, times(3)).describeServices(any(DescribeServicesRequest.class));
  }
}
