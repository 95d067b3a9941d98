package io.github.lastgood.action;

import io.github.lastgood.target.Resource.AlbTrafficSplit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.ListClustersRequest;
import software.amazon.awssdk.services.ecs.model.ListServicesRequest;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.Service;

/// Finds the ECS service that runs a rule: blue/green, linear and canary services name their rules,
/// services that CodeDeploy deploys have their target groups in task sets. Both set weights
/// themselves, and do not look whether somebody else changed them (aws/containers-roadmap#2853).
/// Asked at registration alone: it lists every service of the region.
public record EcsOwners(EcsClient ecs) implements AlbSplitAction.Owners {
  private static final int AT_A_TIME = 10;

  @Override
  public Optional<String> of(AlbTrafficSplit split) {
    return ecs.listClustersPaginator(ListClustersRequest.builder().build()).clusterArns().stream()
        .flatMap(cluster -> services(cluster).filter(service -> uses(service, split)))
        .findFirst()
        .map(service ->
            ("CODE_DEPLOY".equals(controller(service))
                    ? "CodeDeploy for ECS service "
                    : "ECS service ")
                + service.serviceName());
  }

  private Stream<Service> services(String cluster) {
    var arns =
        ecs
            .listServicesPaginator(ListServicesRequest.builder().cluster(cluster).build())
            .serviceArns()
            .stream()
            .toList();
    return Stream.iterate(0, from -> from < arns.size(), from -> from + AT_A_TIME)
        .map(from -> arns.subList(from, Math.min(arns.size(), from + AT_A_TIME)))
        .flatMap(some -> describe(cluster, some).stream());
  }

  private List<Service> describe(String cluster, List<String> arns) {
    return ecs.describeServices(
            DescribeServicesRequest.builder().cluster(cluster).services(arns).build())
        .services();
  }

  private static String controller(Service service) {
    var controller = service.deploymentController();
    return controller == null ? "ECS" : controller.typeAsString();
  }

  private static boolean uses(Service service, AlbTrafficSplit split) {
    return Stream.concat(
            service.loadBalancers().stream(),
            service.taskSets().stream().flatMap(set -> set.loadBalancers().stream()))
        .flatMap(EcsOwners::named)
        .filter(Objects::nonNull)
        .anyMatch(arn ->
            arn.equals(split.ruleArn())
                || arn.equals(split.stable())
                || arn.equals(split.candidate()));
  }

  private static Stream<String> named(LoadBalancer balancer) {
    var more = balancer.advancedConfiguration();
    return more == null
        ? Stream.of(balancer.targetGroupArn())
        : Stream.of(
            balancer.targetGroupArn(),
            more.alternateTargetGroupArn(),
            more.productionListenerRule(),
            more.testListenerRule());
  }
}
