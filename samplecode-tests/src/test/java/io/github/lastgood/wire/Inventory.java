package io.github.lastgood.wire;

import java.net.URI;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.PolicyScopeType;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/// What there is in the account, of the kinds that an installation makes in moto.
final class Inventory {

  private Inventory() {}

  /// Kind and name of each.
  static SortedSet<String> of(URI moto) {
    var there = new TreeSet<String>();
    try (var tables = AwsClients.at(moto, DynamoDbClient.builder());
        var keys = AwsClients.at(moto, KmsClient.builder());
        var functions = AwsClients.at(moto, LambdaClient.builder());
        var logs = AwsClients.at(moto, CloudWatchLogsClient.builder());
        var iam = AwsClients.at(moto, IamClient.builder());
        var rules = AwsClients.at(moto, EventBridgeClient.builder());
        var queues = AwsClients.at(moto, SqsClient.builder());
        var topics = AwsClients.at(moto, SnsClient.builder())) {
      add(there, "table", tables.listTables().tableNames().stream());
      add(there, "key", keys.listKeys().keys().stream().map(key -> key.keyId()));
      add(
          there,
          "function",
          functions.listFunctions().functions().stream().map(each -> each.functionName()));
      add(
          there,
          "log group",
          logs.describeLogGroups().logGroups().stream().map(group -> group.logGroupName()));
      add(there, "role", iam.listRoles().roles().stream().map(role -> role.roleName()));
      add(
          there,
          "policy",
          iam.listPolicies(request -> request.scope(PolicyScopeType.LOCAL)).policies().stream()
              .map(policy -> policy.policyName()));
      add(there, "rule", rules.listRules(request -> {}).rules().stream().map(rule -> rule.name()));
      add(there, "queue", queues.listQueues().queueUrls().stream().map(Arns::lastSegment));
      add(there, "topic", topics.listTopics().topics().stream().map(topic -> topic.topicArn()));
    }
    return there;
  }

  private static void add(SortedSet<String> there, String kind, Stream<String> names) {
    names.forEach(name -> there.add(kind + " " + name));
  }
}
