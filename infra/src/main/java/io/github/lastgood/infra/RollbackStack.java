package io.github.lastgood.infra;

import io.github.lastgood.cdk.rollback.FailureQueues;
import io.github.lastgood.cdk.rollback.Functions;
import io.github.lastgood.cdk.rollback.HookRole;
import io.github.lastgood.cdk.rollback.Invocations;
import io.github.lastgood.cdk.rollback.NotificationTopic;
import io.github.lastgood.cdk.rollback.OwnPermissions;
import io.github.lastgood.cdk.rollback.SelfAlarms;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/// The functions, what invokes them, where their failures go, and who is told.
///
/// The registration function is here and not in `TargetsStack`: an account may have several stacks
/// with targets (one for each team, in apps of their own), and all of them use this one function.
/// Its ARN, an output, is the `ServiceToken` of a `Custom::LastgoodTarget`.
public final class RollbackStack extends Stack {
  private final Functions functions;

  /// Adds the stack to an app.
  public RollbackStack(Construct scope, StackProps props, LedgerStack ledger, Settings settings) {
    super(scope, "LastgoodRollback", props);
    var topic = new NotificationTopic(this, ledger.ledger().key(), settings.email());
    var failures = new FailureQueues(this);
    functions =
        new Functions(
            this,
            settings.functionsJar(),
            failures.failedInvocations(),
            ledger.ledger().table().getTableName(),
            topic.topicArn(),
            settings.eventBus());
    new OwnPermissions(
            ledger.ledger().table(), ledger.ledger().key(), topic.topicArn(), settings.eventBus())
        .grantTo(functions);
    var invocations = new Invocations(this, functions, failures.undeliveredEvents());
    var alarms = new SelfAlarms(this, functions, failures, invocations.tick(), topic.topic());
    if (settings.drills()) {
      invocations.drills(functions.operator());
      alarms.drillMissed();
    }
    outputs(topic, new HookRole(this, functions.hook()));
    keepExports();
  }

  /// The functions, for those who grant them more.
  public Functions functions() {
    return functions;
  }

  private void outputs(NotificationTopic topic, HookRole hookRole) {
    output("NotificationTopicArn", topic.topicArn(), "Subscribe the people who are on call to it");
    output(
        "OperatorFunctionName",
        functions.operator().functionName(),
        "aws lambda invoke it with a command");
    output(
        "AlarmFunctionArn",
        functions.alarm().functionArn(),
        "EventBridge brings it every alarm of this account and region already. An alarm elsewhere"
            + " names it as its Lambda action; an SNS topic needs aws lambda add-permission with"
            + " principal sns.amazonaws.com and the topic as source ARN, then aws sns subscribe"
            + " with protocol lambda");
    output(
        "HookFunctionArn",
        functions.hook().functionArn(),
        "hookTargetArn of a lifecycle hook in an ECS service's deploymentConfiguration (strategy"
            + " BLUE_GREEN, LINEAR or CANARY), with lifecycleStages PRE_SCALE_UP,"
            + " TEST_TRAFFIC_SHIFT and PRODUCTION_TRAFFIC_SHIFT");
    output("HookRoleArn", hookRole.arn(), "roleArn of that lifecycle hook");
    output(
        "PipelineFunctionName",
        functions.pipeline().functionName(),
        "FunctionName of a Lambda invoke action in CodePipeline; the pipeline's role needs"
            + " lambda:InvokeFunction on it");
    output(
        "RegistrationServiceToken",
        functions.registration().functionArn(),
        "ServiceToken of a Custom::LastgoodTarget in a stack of your own");
  }

  /// What `TargetsStack` imports, exported whether it has targets or not: without this, taking the
  /// last target out would take the exports away while that stack still holds on to them, and
  /// CloudFormation would refuse.
  private void keepExports() {
    functions.all().forEach(function -> exportValue(function.role().getRoleName()));
    exportValue(functions.registration().functionArn());
  }

  private void output(String id, String value, String description) {
    CfnOutput.Builder.create(this, id).value(value).description(description).build();
  }
}
