package io.github.lastgood.cdk.rollback;

import java.util.Map;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.EventInvokeConfigOptions;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.SnapStartConf;
import software.amazon.awscdk.services.lambda.destinations.SqsDestination;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/// One Lambda function with its own role and log group.
///
/// No reserved concurrency: it would take from the account what it guarantees here, and the
/// ledger's conditional writes already let one act. `docs/choices.md` has the reasons for the rest.
public final class HandlerFunction extends Construct {
  private final Handler handler;
  private final Function function;
  private final IFunction invoked;
  private final Role role;

  /// @param snapStart whether Lambda starts it from a snapshot; then it is invoked by its alias
  ///   `live` alone, because `$LATEST` has no snapshot
  HandlerFunction(
      Construct scope,
      Handler handler,
      Code code,
      IQueue failed,
      Map<String, String> environment,
      boolean snapStart) {
    super(scope, handler.simpleName());
    this.handler = handler;
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
    var builder =
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
            .logGroup(logs);
    if (snapStart) {
      function = builder.snapStart(SnapStartConf.ON_PUBLISHED_VERSIONS).build();
      // It asks for a published version, which is made here.
      Annotations.of(function).acknowledgeWarning("@aws-cdk/aws-lambda:snapStartRequirePublish");
      invoked =
          Alias.Builder.create(this, "Live")
              .aliasName("live")
              .version(function.getCurrentVersion())
              .build();
    } else {
      function = builder.build();
      invoked = function;
    }
    invoked.configureAsyncInvoke(
        EventInvokeConfigOptions.builder()
            // Two retries, one and two minutes later, see a crash through. After ten minutes the
            // order is dropped: an hour-old rollback order would hit another deployment, and the
            // tick has read the alarms since.
            .retryAttempts(2)
            .maxEventAge(Duration.minutes(10))
            .onFailure(new SqsDestination(failed))
            .build());
  }

  /// What it runs.
  public Handler handler() {
    return handler;
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
    return invoked.getFunctionArn();
  }

  /// What rules and permissions name.
  IFunction invoked() {
    return invoked;
  }

  /// The function in all its versions, for metrics.
  IFunction function() {
    return function;
  }
}
