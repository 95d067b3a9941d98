package io.github.lastgood.cdk.rollback;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/// The functions: one jar, one environment.
public final class Functions {
  private final HandlerFunction alarm;
  private final HandlerFunction deployment;
  private final HandlerFunction operator;
  private final HandlerFunction registration;
  private final HandlerFunction hook;
  private final HandlerFunction pipeline;

  /// Adds the functions to a stack.
  ///
  /// @param jar the functions' jar
  /// @param failed where asynchronous invocations go that failed for good
  /// @param ledgerTable name of the ledger's table
  /// @param topicArn ARN of the topic for notices
  /// @param eventBus name of the bus for Lastgood's events
  /// @param snapStart whether the alarm function starts from a snapshot
  public Functions(
      Construct scope,
      Path jar,
      IQueue failed,
      String ledgerTable,
      String topicArn,
      String eventBus,
      boolean snapStart) {
    Code code = Code.fromAsset(jar.toString());
    // Sorted: the order of Map.of differs from one run to the next, and so would the template.
    Map<String, String> environment =
        new TreeMap<>(
            Map.of(
                "LEDGER_TABLE", ledgerTable,
                "NOTIFICATION_TOPIC_ARN", topicArn,
                "EVENT_BUS_NAME", eventBus,
                "POWERTOOLS_SERVICE_NAME", "lastgood",
                "POWERTOOLS_METRICS_NAMESPACE", "Lastgood"));
    alarm = new HandlerFunction(scope, Handler.ALARM, code, failed, environment, snapStart);
    deployment = new HandlerFunction(scope, Handler.DEPLOYMENT, code, failed, environment, false);
    operator = new HandlerFunction(scope, Handler.OPERATOR, code, failed, environment, false);
    registration =
        new HandlerFunction(scope, Handler.REGISTRATION, code, failed, environment, false);
    hook = new HandlerFunction(scope, Handler.HOOK, code, failed, environment, false);
    pipeline = new HandlerFunction(scope, Handler.PIPELINE, code, failed, environment, false);
  }

  /// Decides about alarms, and is ticked every minute.
  public HandlerFunction alarm() {
    return alarm;
  }

  /// Keeps the ledger true about deployments.
  public HandlerFunction deployment() {
    return deployment;
  }

  /// Obeys a person.
  public HandlerFunction operator() {
    return operator;
  }

  /// Checks and registers targets for CloudFormation.
  public HandlerFunction registration() {
    return registration;
  }

  /// Answers ECS's lifecycle hooks.
  public HandlerFunction hook() {
    return hook;
  }

  /// Answers pipelines.
  public HandlerFunction pipeline() {
    return pipeline;
  }

  /// Those that may roll back.
  public List<HandlerFunction> acting() {
    return those(Handler.ACTING);
  }

  /// Those that only look.
  public List<HandlerFunction> reading() {
    return those(Handler.READING);
  }

  /// All of them.
  public List<HandlerFunction> all() {
    return List.of(alarm, deployment, operator, registration, hook, pipeline);
  }

  private List<HandlerFunction> those(List<Handler> handlers) {
    return all().stream().filter(function -> handlers.contains(function.handler())).toList();
  }
}
