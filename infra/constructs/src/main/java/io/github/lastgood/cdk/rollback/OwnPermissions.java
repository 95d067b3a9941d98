package io.github.lastgood.cdk.rollback;

import io.github.lastgood.cdk.nag.Suppressed;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.dynamodb.ITable;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.kms.IKey;

/// What the functions may do whatever the targets are: the ledger, notices, reading alarms and
/// their metrics. What they may do to a service is added for each target by `TargetPermissions`.
///
/// @param table the ledger
/// @param key encrypts the ledger and the notices
/// @param topicArn where notices go
/// @param eventBus name of the bus where Lastgood's events go
public record OwnPermissions(ITable table, IKey key, String topicArn, String eventBus) {

  /// The two actions that AWS cannot narrow to a resource, or not usefully.
  private static final List<String> UNSCOPED =
      List.of(
          // A composite alarm is only answered to those who may describe every alarm.
          "cloudwatch:DescribeAlarms",
          // Has no resource in IAM. It is how the roles, images and status of a revision are read.
          "ecs:DescribeTaskDefinition");

  /// Lets the functions do it.
  public void grantTo(Functions functions) {
    for (HandlerFunction function : functions.all()) {
      function.allow(ledger());
      function.allow(encryption(function));
      function.allow(allow(unscoped(function.handler()), "*", Map.of()));
      Suppressed.wildcards(
          function.role(),
          "cloudwatch:DescribeAlarms answers composite alarms, and cloudwatch:GetMetricData and"
              + " ecs:DescribeTaskDefinition answer at all, only for every resource; they only"
              + " read",
          "^Resource::\\*$");
      function.allow(allow(List.of("sns:Publish"), topicArn, Map.of()));
      function.allow(announce(function));
    }
    functions.acting().forEach(OwnPermissions::readMetrics);
    answerPipelines(functions.pipeline());
  }

  /// The hook judges a revision by what the ledger knows of it, not by its task definition.
  private static List<String> unscoped(Handler handler) {
    return handler == Handler.HOOK ? UNSCOPED.subList(0, 1) : UNSCOPED;
  }

  /// Metrics have no resource in IAM. Whoever rolls back looks for why it was needed.
  private static void readMetrics(HandlerFunction function) {
    function.allow(allow(List.of("cloudwatch:GetMetricData"), "*", Map.of()));
  }

  /// A job has no resource in IAM: whoever may answer may answer every job whose id he was given.
  private static void answerPipelines(HandlerFunction pipeline) {
    pipeline.allow(
        allow(
            List.of("codepipeline:PutJobFailureResult", "codepipeline:PutJobSuccessResult"),
            "*",
            Map.of()));
    Suppressed.wildcards(
        pipeline.role(), "CodePipeline's jobs have no resource in IAM", "^Resource::\\*$");
  }

  private PolicyStatement ledger() {
    // TransactWriteItems has no action of its own: it needs those of the writes in it.
    return allow(
        List.of(
            "dynamodb:BatchGetItem", "dynamodb:DeleteItem", "dynamodb:PutItem", "dynamodb:Query"),
        table.getTableArn(),
        Map.of());
  }

  private PolicyStatement encryption(HandlerFunction function) {
    Stack stack = Stack.of(function);
    String domain = "." + stack.getRegion() + "." + stack.getUrlSuffix();
    return allow(
        List.of(
            "kms:Decrypt",
            "kms:DescribeKey",
            "kms:Encrypt",
            "kms:GenerateDataKey",
            "kms:GenerateDataKeyWithoutPlaintext",
            "kms:ReEncryptFrom",
            "kms:ReEncryptTo"),
        key.getKeyArn(),
        // Only through the table and the topic, never on a ciphertext at hand.
        Map.of(
            "StringEquals",
            Map.of("kms:ViaService", List.of("dynamodb" + domain, "sns" + domain))));
  }

  private PolicyStatement announce(HandlerFunction function) {
    String bus =
        Stack.of(function)
            .formatArn(
                ArnComponents.builder()
                    .service("events")
                    .resource("event-bus")
                    .resourceName(eventBus)
                    .build());
    return allow(
        List.of("events:PutEvents"),
        bus,
        // Nobody can make these functions speak in another source's name.
        Map.of("ForAllValues:StringEquals", Map.of("events:source", "lastgood")));
  }

  private static PolicyStatement allow(
      List<String> actions, String resource, Map<String, Object> conditions) {
    return PolicyStatement.Builder.create()
        .actions(actions)
        .resources(List.of(resource))
        .conditions(conditions)
        .build();
  }
}
