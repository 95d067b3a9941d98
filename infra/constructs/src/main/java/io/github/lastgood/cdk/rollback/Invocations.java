package io.github.lastgood.cdk.rollback;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.Match;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.RuleTargetInput;
import software.amazon.awscdk.services.events.Schedule;
import software.amazon.awscdk.services.events.targets.LambdaFunction;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Permission;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/// What invokes the functions without being asked: alarms, deployments, and the tick.
public final class Invocations extends Construct {
  /// In this order in every template, which `Map.of` does not promise.
  private static final SequencedMap<String, String> DRILL = new LinkedHashMap<>();

  static {
    DRILL.put("command", "drill");
    DRILL.put("by", "lastgood");
    DRILL.put("reason", "weekly drill");
  }

  private final IQueue undelivered;
  private final Rule tick;

  /// Adds the rules and the alarm permission to a stack.
  ///
  /// @param undelivered gets the events that could not be handed to a function
  public Invocations(Construct scope, Functions functions, IQueue undelivered) {
    super(scope, "Invocations");
    this.undelivered = undelivered;
    alarms(functions.alarm());
    deployments(functions.deployment());
    tick = tick(functions.alarm());
    alarmAction(functions.alarm());
  }

  /// The rule that invokes the watch every minute.
  public Rule tick() {
    return tick;
  }

  /// Every alarm of the account and every state: which alarms matter is known to the ledger, not to
  /// a rule that would have to change with each target, and OK is how a recovery is seen.
  private void alarms(HandlerFunction function) {
    Rule.Builder.create(this, "Alarms")
        .description("Lastgood: CloudWatch alarms that change state")
        .eventPattern(
            EventPattern.builder()
                .source(List.of("aws.cloudwatch"))
                .detailType(
                    List.of(
                        "CloudWatch Alarm State Change",
                        "CloudWatch Alarm Contributor State Change"))
                .build())
        .targets(List.of(target(function, Duration.minutes(10), 10, null)))
        .build();
  }

  private void deployments(HandlerFunction function) {
    Rule.Builder.create(this, "Deployments")
        .description("Lastgood: deployments of ECS and CodeDeploy that start, end or fail")
        .eventPattern(
            EventPattern.builder()
                .source(List.of("aws.ecs", "aws.codedeploy"))
                .detailType(
                    List.of(
                        "ECS Deployment State Change",
                        "CodeDeploy Deployment State-change Notification"))
                .build())
        .targets(List.of(target(function, Duration.minutes(10), 10, null)))
        .build();
    // Best effort, and Route 53's calls are seen in us-east-1 alone: the watch looks as well.
    Rule.Builder.create(this, "TrafficSplits")
        .description("Lastgood: weights that somebody changes behind a load balancer or in DNS")
        .eventPattern(
            EventPattern.builder()
                .source(List.of("aws.elasticloadbalancing", "aws.route53"))
                .detailType(List.of("AWS API Call via CloudTrail"))
                .detail(
                    Map.of(
                        "eventName",
                        List.of("ModifyRule", "ModifyListener", "ChangeResourceRecordSets")))
                .build())
        .targets(List.of(target(function, Duration.minutes(10), 10, null)))
        .build();
    Rule.Builder.create(this, "InstanceRefreshes")
        .description("Lastgood: instance refreshes of Auto Scaling groups")
        .eventPattern(
            EventPattern.builder()
                .source(List.of("aws.autoscaling"))
                .detailType(Match.prefix("EC2 Auto Scaling Instance Refresh "))
                .build())
        .targets(List.of(target(function, Duration.minutes(10), 10, null)))
        .build();
  }

  private Rule tick(HandlerFunction function) {
    return Rule.Builder.create(this, "Tick")
        .description("Lastgood: the watch, every minute")
        .schedule(Schedule.rate(Duration.minutes(1)))
        // A tick that is a minute late is replaced by the next one.
        .targets(
            List.of(
                target(
                    function,
                    Duration.minutes(1),
                    1,
                    RuleTargetInput.fromObject(Map.of("lastgood", "watch")))))
        .build();
  }

  /// Once a day the operator function drives a drill of each target whose last one is six days old:
  /// about once a week for each, and not all of a large directory at once.
  public void drills(HandlerFunction function) {
    Rule.Builder.create(this, "Drills")
        .description("Lastgood: drills of the targets that have had none this week")
        .schedule(Schedule.rate(Duration.days(1)))
        .targets(
            List.of(target(function, Duration.minutes(10), 2, RuleTargetInput.fromObject(DRILL))))
        .build();
  }

  /// EventBridge would try for a day; after these minutes the tick has seen what the event said.
  private LambdaFunction target(
      HandlerFunction function,
      Duration maxEventAge,
      int retries,
      @Nullable RuleTargetInput input) {
    var builder =
        LambdaFunction.Builder.create(function.invoked())
            .deadLetterQueue(undelivered)
            .maxEventAge(maxEventAge)
            .retryAttempts(retries);
    return input == null ? builder.build() : builder.event(input).build();
  }

  /// Any alarm of this account and region may name the function as its Lambda action. One wildcard
  /// permission, because one for each alarm would fill the function's policy (20 KB).
  private void alarmAction(HandlerFunction function) {
    Stack stack = Stack.of(this);
    function
        .invoked()
        .addPermission(
            "AlarmAction",
            Permission.builder()
                .principal(new ServicePrincipal("lambda.alarms.cloudwatch.amazonaws.com"))
                .sourceAccount(stack.getAccount())
                .sourceArn(
                    stack.formatArn(
                        ArnComponents.builder()
                            .service("cloudwatch")
                            .resource("alarm")
                            .resourceName("*")
                            .arnFormat(ArnFormat.COLON_RESOURCE_NAME)
                            .build()))
                .build());
  }
}
