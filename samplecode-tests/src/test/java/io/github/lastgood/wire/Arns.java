package io.github.lastgood.wire;

import java.math.BigInteger;
import java.util.Locale;

/// Names in the one account that the event files speak of.
final class Arns {

  static final String ACCOUNT = "111122223333";
  static final String REGION = "eu-west-1";

  private Arns() {}

  static String cluster(String cluster) {
    return ecs("cluster/" + cluster);
  }

  static String service(String cluster, String service) {
    return ecs("service/" + cluster + "/" + service);
  }

  static String taskDefinition(String familyAndRevision) {
    return ecs("task-definition/" + familyAndRevision);
  }

  /// @param number the number of the deployment, as in `ecs-svc/<number>`
  static String revision(String cluster, String service, String number) {
    return ecs("service-revision/%s/%s/%s".formatted(cluster, service, number));
  }

  /// Service deployments have ids of their own, unlike the deployment's number.
  static String serviceDeployment(String cluster, String service, String number) {
    String id = new BigInteger(number).toString(36).toUpperCase(Locale.ROOT);
    return ecs("service-deployment/%s/%s/%s".formatted(cluster, service, id));
  }

  static String alarm(String name) {
    return "arn:aws:cloudwatch:%s:%s:alarm:%s".formatted(REGION, ACCOUNT, name);
  }

  /// What stands after the last slash: ECS takes a name wherever it takes an ARN.
  static String lastSegment(String nameOrArn) {
    return nameOrArn.substring(nameOrArn.lastIndexOf('/') + 1);
  }

  private static String ecs(String resource) {
    return "arn:aws:ecs:%s:%s:%s".formatted(REGION, ACCOUNT, resource);
  }
}
