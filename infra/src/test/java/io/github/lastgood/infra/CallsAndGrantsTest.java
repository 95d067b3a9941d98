package io.github.lastgood.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.cdk.Grant;
import io.github.lastgood.cdk.targets.Kind;
import io.github.lastgood.target.ResourceForm;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is granted against what the code calls. A call that was not granted fails in the middle of
/// an outage; a grant that no code needs is a risk for nothing.
final class CallsAndGrantsTest {
  /// What AWS asks the caller for besides the operation itself: the AWS pages beside the
  /// permissions of each kind say so.
  private static final Map<String, Set<String>> ASKED_AS_WELL =
      Map.of(
          "ecs:RegisterTaskDefinition",
          Set.of("ecs:TagResource", "iam:PassRole"),
          "autoscaling:StartInstanceRefresh",
          Set.of("ec2:RunInstances", "ec2:CreateTags", "iam:PassRole"),
          "ec2:DescribeLaunchTemplateVersions",
          Set.of("ssm:GetParameters"),
          "codedeploy:CreateDeployment",
          Set.of("codedeploy:GetDeploymentConfig", "codedeploy:RegisterApplicationRevision"));

  /// Granted to every function, whatever its targets are.
  private static final String FOR_ALL_KINDS = "ecs:DescribeTaskDefinition";

  /// What registration asks of a target; the other methods change something.
  private static final Set<String> LOOKING =
      Set.of("find", "objection", "observe", "resolve", "progressOf", "check", "definitionOf");

  /// One target of each kind, with all that its owner can state; a rule and a listener each have a
  /// call of their own.
  private static final List<Each> EACH =
      List.of(
          Each.of(
              Kind.EcsService.class,
              "EcsServiceAction",
              """
              ecs:
                cluster: prod
                service: orders-api
                taskFamily: orders
                taskRoles: ["arn:aws:iam::111122223333:role/task"]
              """),
          Each.of(
              Kind.CodeDeployGroup.class,
              "CodeDeployAction",
              "codeDeploy: {application: billing, deploymentGroup: prod}"),
          Each.of(
              Kind.AutoScalingGroup.class,
              "AutoScalingAction",
              """
              autoScalingGroup:
                name: web
                launchTemplates: [lt-0a1b2c3d4e5f60718]
                instanceRoles: ["arn:aws:iam::111122223333:role/web"]
                imageParameters: [/shop/web-ami]
              """),
          Each.of(Kind.AlbTrafficSplit.class, "AlbSplitAction", alb("listener-rule/app/shop/1/2/3"))
              .without("elasticloadbalancing:ModifyListener"),
          Each.of(Kind.AlbTrafficSplit.class, "AlbSplitAction", alb("listener/app/shop/1/2"))
              .without("elasticloadbalancing:ModifyRule"),
          Each.of(
              Kind.Route53TrafficSplit.class,
              "Route53SplitAction",
              "route53TrafficSplit: {hostedZoneId: Z0, name: a.example.com, type: A, stable: b,"
                  + " candidate: g}"));

  private static String alb(String what) {
    return """
    albTrafficSplit:
      ruleArn: arn:aws:elasticloadbalancing:eu-west-1:111122223333:%s
      stable: arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/shop-blue/1
      candidate: arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/shop-green/2
      candidateGroup: web-green
    """
        .formatted(what);
  }

  /// @param kind what the target is
  /// @param action simple name of the class that asks and moves targets of the kind
  /// @param never calls of that class that are made for other targets of the kind only
  /// @param installation where it is the only target
  record Each(
      Class<? extends Kind> kind, String action, Set<String> never, Installation installation) {

    static Each of(Class<? extends Kind> kind, String action, String yaml) {
      String policy = kind == Kind.AlbTrafficSplit.class ? ", candidateGroup: zero" : "";
      String targets =
          "targets:\n- name: one\n%s  alarms: [one-5xx]\n  policy: {mode: auto%s}"
              .formatted(yaml.indent(2), policy);
      return new Each(kind, action, Set.of(FOR_ALL_KINDS), Installation.synthesize(targets));
    }

    Each without(String call) {
      return new Each(kind, action, Set.of(FOR_ALL_KINDS, call), installation);
    }

    Set<String> calls(Predicate<String> methods) {
      Set<String> calls = SdkCalls.of(action, methods);
      if (kind == Kind.EcsService.class) {
        // Readiness looks at the repositories of its images, and asks nothing else of AWS itself.
        calls.addAll(SdkCalls.of("ImageLifecycles", _ -> true));
      }
      calls.removeAll(never);
      return calls;
    }

    Set<String> granted(String handler) {
      return Grant.of(installation.targets(), handler)
          .map(Grant::action)
          .collect(Collectors.toSet());
    }

    @Override
    public String toString() {
      return action + " without " + never;
    }
  }

  @Test
  void theStacksKnowTheKindsThatTheFunctionsKnow() {
    assertThat(Stream.of(Kind.class.getPermittedSubclasses()).map(Class::getSimpleName))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(ResourceForm.class.getPermittedSubclasses())
                .map(Class::getSimpleName)
                .toList());
  }

  @Test
  void everyKindIsLookedAt() {
    assertThat(EACH.stream().map(each -> each.kind().getName()))
        .containsAll(Stream.of(Kind.class.getPermittedSubclasses()).map(Class::getName).toList());
  }

  @ParameterizedTest
  @MethodSource("each")
  void whoRollsBackMayCallWhatTheCodeCallsAndNothingElse(Each each) {
    assertThat(each.granted("AlarmHandler"))
        .containsExactlyInAnyOrderElementsOf(needed(each.calls(_ -> true)));
  }

  @ParameterizedTest
  @MethodSource("each")
  void whoLooksMayCallWhatLookingCallsAndNothingElse(Each each) {
    assertThat(each.granted("TargetRegistrationHandler"))
        .containsExactlyInAnyOrderElementsOf(needed(each.calls(LOOKING::contains)));
  }

  /// Only ECS invokes it, and it asks nothing but what the deployment brings.
  @ParameterizedTest
  @MethodSource("each")
  void theHookMayCallWhatJudgingAnEcsDeploymentCallsAndNothingElse(Each each) {
    assertThat(each.granted("DeploymentHookHandler"))
        .containsExactlyInAnyOrderElementsOf(
            each.kind() == Kind.EcsService.class
                ? SdkCalls.of(each.action(), "resolve"::equals)
                : Set.of());
  }

  @Test
  void withoutTargetsTheFunctionsMayKeepTheLedgerTellAndReadAlarmsAndMetrics() {
    Set<String> calls =
        Stream.of("Ledger", "Announcer", "Alarms", "Metrics")
            .flatMap(each -> SdkCalls.of(each, _ -> true).stream())
            .collect(Collectors.toSet());
    assertThat(calls.remove("dynamodb:TransactWriteItems")).isTrue();
    // A transaction has no action of its own: it needs those of the writes in it.
    calls.addAll(Set.of("dynamodb:PutItem", "dynamodb:DeleteItem"));
    assertThat(own("DeploymentHookHandler"))
        .containsExactlyInAnyOrderElementsOf(without("cloudwatch:GetMetricData", calls));
    calls.add(FOR_ALL_KINDS);
    assertThat(own("AlarmHandler")).containsExactlyInAnyOrderElementsOf(calls);

    calls.addAll(SdkCalls.of("PipelineHandler", _ -> true));
    assertThat(own("PipelineHandler")).containsExactlyInAnyOrderElementsOf(calls);
  }

  private static Set<String> without(String call, Set<String> calls) {
    return calls.stream().filter(each -> !each.equals(call)).collect(Collectors.toSet());
  }

  static List<?> each() {
    return EACH;
  }

  private static Set<String> needed(Set<String> calls) {
    return Stream.concat(
            calls.stream(),
            calls.stream().flatMap(call -> ASKED_AS_WELL.getOrDefault(call, Set.of()).stream()))
        .collect(Collectors.toSet());
  }

  /// Without what Lambda needs to log and to hand on a failure, and the key's.
  private static Set<String> own(String handler) {
    return Grant.of(Installation.NO_TARGETS.rollback(), handler)
        .filter(grant -> !Set.of("logs", "sqs", "kms").contains(grant.service()))
        .map(Grant::action)
        .collect(Collectors.toSet());
  }
}
