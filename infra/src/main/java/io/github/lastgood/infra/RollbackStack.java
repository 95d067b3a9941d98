package io.github.lastgood.infra;

import io.github.lastgood.cdk.Lastgood;
import io.github.lastgood.cdk.rollback.Functions;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/// Lastgood, and what people need to know of it.
///
/// The registration function is here and not in `TargetsStack`: an account may have several stacks
/// with targets (one for each team, in apps of their own), and all of them use this one function.
/// Its ARN, an output, is the `ServiceToken` of a `Custom::LastgoodTarget`.
public final class RollbackStack extends Stack {
  private final Lastgood lastgood;

  /// Adds the stack to an app.
  public RollbackStack(Construct scope, StackProps props, LedgerStack ledger, Settings settings) {
    super(scope, "LastgoodRollback", props);
    // The CDK leaves this id out of the logical ids.
    Lastgood.Builder builder =
        Lastgood.Builder.create(this, "Default")
            .functionsJar(settings.functionsJar())
            .ledger(ledger.ledger())
            .eventBus(settings.eventBus())
            .drills(settings.drills())
            .snapStart(settings.snapStart());
    settings.email().ifPresent(builder::email);
    settings.forwardTo().ifPresent(builder::forwardTo);
    lastgood = builder.build();
    outputs(lastgood.functions());
  }

  /// What targets are registered with.
  public Lastgood lastgood() {
    return lastgood;
  }

  private void outputs(Functions functions) {
    output(
        "NotificationTopicArn",
        lastgood.notificationTopic().getTopicArn(),
        "Subscribe the people who are on call to it");
    output(
        "OperatorFunctionName",
        lastgood.operatorFunctionName(),
        "aws lambda invoke it with a command");
    output(
        "AlarmFunctionArn",
        functions.alarm().functionArn(),
        "EventBridge brings it every alarm of this account and region already. For a second way, an"
            + " alarm names it as its Lambda action; an SNS topic needs aws lambda add-permission"
            + " with principal sns.amazonaws.com and the topic as source ARN, then aws sns"
            + " subscribe with protocol lambda");
    output(
        "HookFunctionArn",
        functions.hook().functionArn(),
        "hookTargetArn of a lifecycle hook in an ECS service's deploymentConfiguration (strategy"
            + " BLUE_GREEN, LINEAR or CANARY), with lifecycleStages PRE_SCALE_UP,"
            + " TEST_TRAFFIC_SHIFT and PRODUCTION_TRAFFIC_SHIFT");
    output("HookRoleArn", lastgood.hookRoleArn(), "roleArn of that lifecycle hook");
    output(
        "PipelineFunctionName",
        functions.pipeline().functionName(),
        "FunctionName of a Lambda invoke action in CodePipeline; the pipeline's role needs"
            + " lambda:InvokeFunction on it");
    output(
        "RegistrationServiceToken",
        lastgood.registrationToken(),
        "ServiceToken of a Custom::LastgoodTarget in a stack of your own");
  }

  private void output(String id, String value, String description) {
    CfnOutput.Builder.create(this, id).value(value).description(description).build();
  }
}
