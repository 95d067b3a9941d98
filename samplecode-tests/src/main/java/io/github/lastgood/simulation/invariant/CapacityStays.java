package io.github.lastgood.simulation.invariant;

import io.github.lastgood.account.call.Call;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.autoscaling.model.RefreshPreferences;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.route53.model.ChangeBatch;

/// Healthy capacity is never lowered: no count and no size is ever sent, instances are replaced
/// only when new ones are healthy, weights are never all zero. And nothing but the moves is ever
/// changed.
public final class CapacityStays implements Invariant {
  private static final int ALL_HEALTHY = 100;

  /// Every change that Lastgood may make, with what it may say.
  private static final Map<String, Set<String>> CHANGES =
      Map.ofEntries(
          Map.entry("ecs:UpdateService", Set.of("cluster", "service", "taskDefinition")),
          Map.entry("codepipeline:DisableStageTransition", Set.of()),
          Map.entry(
              "codepipeline:RollbackStage",
              Set.of("pipelineName", "stageName", "targetPipelineExecutionId")),
          Map.entry("codepipeline:PutJobSuccessResult", Set.of()),
          Map.entry("codepipeline:PutJobFailureResult", Set.of()),
          Map.entry("ecs:StopServiceDeployment", Set.of("serviceDeploymentArn", "stopType")),
          Map.entry("ecs:RegisterTaskDefinition", Set.of()),
          Map.entry("ec2:CreateLaunchTemplateVersion", Set.of()),
          Map.entry("codedeploy:CreateDeployment", Set.of()),
          Map.entry("codedeploy:StopDeployment", Set.of("deploymentId", "autoRollbackEnabled")),
          Map.entry(
              "autoscaling:StartInstanceRefresh",
              Set.of("autoScalingGroupName", "desiredConfiguration", "preferences")),
          Map.entry("autoscaling:CancelInstanceRefresh", Set.of("autoScalingGroupName")),
          Map.entry("autoscaling:RollbackInstanceRefresh", Set.of("autoScalingGroupName")),
          Map.entry("elasticloadbalancing:ModifyRule", Set.of("ruleArn", "actions")),
          Map.entry("route53:ChangeResourceRecordSets", Set.of("hostedZoneId", "changeBatch")));

  private static final Set<String> ELSEWHERE = Set.of("dynamodb", "sns", "events");

  @Override
  public String sentence() {
    return "Capacity is never lowered, and nothing but the moves is changed.";
  }

  @Override
  public Optional<String> calling(Scene scene, Called called) {
    var call = called.call();
    if (ELSEWHERE.contains(call.service()) || call.operation().matches("(Describe|List|Get).*")) {
      return Optional.empty();
    }
    var allowed = CHANGES.get(call.name());
    if (allowed == null) {
      return Optional.of(call.name() + " is no move of Lastgood's");
    }
    if (!allowed.isEmpty() && !allowed.containsAll(call.arguments().keySet())) {
      return Optional.of(call.name() + " says " + call.arguments().keySet());
    }
    return values(call);
  }

  private static Optional<String> values(Call call) {
    if (call.arguments().get("preferences") instanceof RefreshPreferences preferences
        && (preferences.minHealthyPercentage() == null
            || preferences.minHealthyPercentage() < ALL_HEALTHY)) {
      return Optional.of("a refresh may take instances away before new ones are healthy");
    }
    if (call.arguments().get("actions") instanceof List<?> actions && weights(actions) <= 0) {
      return Optional.of("all weights of the rule are 0");
    }
    return call.arguments().get("changeBatch") instanceof ChangeBatch batch
            && batch.changes().stream().mapToLong(c -> c.resourceRecordSet().weight()).sum() <= 0
        ? Optional.of("all weights of the records are 0")
        : Optional.empty();
  }

  private static int weights(List<?> actions) {
    return actions.stream()
        .filter(Action.class::isInstance)
        .map(Action.class::cast)
        .filter(action -> action.forwardConfig() != null)
        .flatMap(action -> action.forwardConfig().targetGroups().stream())
        .mapToInt(group -> group.weight())
        .sum();
  }
}
