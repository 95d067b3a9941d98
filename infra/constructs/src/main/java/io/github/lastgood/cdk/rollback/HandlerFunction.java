package io.github.lastgood.cdk.rollback;

import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.destinations.SqsDestination;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/// One Lambda function with its own role and log group.
///
/// No SnapStart: the tick keeps the alarm function warm, and a snapshot of a version that nobody
/// invoked for 14 days is gone exactly when it is needed. No reserved concurrency: it would take
/// from the account what it guarantees here, and the ledger's conditional writes already let one
/// act.
public final class HandlerFunction extends Construct {
  private final Function function;
  private final Role role;

  HandlerFunction(
      Construct scope, Handler handler, Code code, IQueue failed, Map<String, String> environment) {
    super(scope, handler.simpleName());
    role =
        Role.Builder.create(this, "Role")
            .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
            .description("Lastgood " + handler.simpleName())
            .build();
    LogGroup logs =
        LogGroup.Builder.create(this, "Logs")
            .logGroupName("/aws/lambda/" + handler.functionName())
            // Long enough to talk about an incident; what must be kept is in the ledger.
            .retention(RetentionDays.THREE_MONTHS)
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
    logs.grantWrite(role);
    function =
        Function.Builder.create(this, "Function")
            .functionName(handler.functionName())
            .runtime(Runtime.JAVA_25)
            .architecture(Architecture.ARM_64)
            .handler(handler.entryPoint())
            .code(code)
            .memorySize(handler.memoryMegabytes())
            .timeout(Duration.seconds(handler.timeout().toSeconds()))
            .environment(environment)
            .role(role)
            .logGroup(logs)
            // Two retries, one and two minutes later, see a crash through. After ten minutes the
            // order is dropped: an hour-old rollback order would hit another deployment, and the
            // tick has read the alarms since.
            .retryAttempts(2)
            .maxEventAge(Duration.minutes(10))
            .onFailure(new SqsDestination(failed))
            .build();
  }

  /// Lets the function do this.
  public void allow(PolicyStatement statement) {
    role.addToPolicy(statement);
  }

  /// The role that the function runs with.
  public Role role() {
    return role;
  }

  /// The name to invoke it by.
  public String functionName() {
    return function.getFunctionName();
  }

  /// The ARN to invoke it by.
  public String functionArn() {
    return function.getFunctionArn();
  }

  Function function() {
    return function;
  }
}
