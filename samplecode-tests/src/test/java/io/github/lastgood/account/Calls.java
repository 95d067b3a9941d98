package io.github.lastgood.account;

import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentBrief;

/// Calls that many tests make.
final class Calls {
  private Calls() {}

  static ServiceDeployment newestRollout(World world) {
    return world
        .account()
        .ecs()
        .describeServiceDeployments(
            request -> request.serviceDeploymentArns(newestBrief(world).serviceDeploymentArn()))
        .serviceDeployments()
        .getFirst();
  }

  static ServiceDeploymentBrief newestBrief(World world) {
    return world
        .account()
        .ecs()
        .listServiceDeployments(request -> request.cluster(World.CLUSTER).service(World.SERVICE))
        .serviceDeployments()
        .getFirst();
  }

  static void stopWithRollback(World world, String arn) {
    world
        .account()
        .ecs()
        .stopServiceDeployment(request -> request.serviceDeploymentArn(arn).stopType("ROLLBACK"));
  }

  static Service update(World world, String taskDefinition) {
    return world
        .account()
        .ecs()
        .updateService(request ->
            request.cluster(World.CLUSTER).service(World.SERVICE).taskDefinition(taskDefinition))
        .service();
  }
}
