package io.github.lastgood.cdk.rollback;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.constructs.Construct;

/// What people hear: Lastgood's notices, and its own alarms.
public final class NotificationTopic extends Construct {
  private final Topic topic;

  /// Adds the topic to a stack.
  ///
  /// @param key a customer key: CloudWatch cannot publish with the AWS managed one
  /// @param email gets the notices, when present, after confirming the subscription
  public NotificationTopic(Construct scope, IKey key, Optional<String> email) {
    super(scope, "Notifications");
    topic =
        Topic.Builder.create(this, "Topic")
            .displayName("Lastgood")
            .masterKey(key)
            .enforceSsl(true)
            .build();
    // A topic with a policy of its own loses the default one, which let the account's alarms in.
    topic.addToResourcePolicy(
        PolicyStatement.Builder.create()
            .sid("AlarmsOfThisAccount")
            .principals(List.of(new ServicePrincipal("cloudwatch.amazonaws.com")))
            .actions(List.of("sns:Publish"))
            .resources(List.of(topic.getTopicArn()))
            .conditions(
                Map.of("StringEquals", Map.of("aws:SourceAccount", Stack.of(this).getAccount())))
            .build());
    email.map(EmailSubscription::new).ifPresent(topic::addSubscription);
  }

  /// The topic.
  public ITopic topic() {
    return topic;
  }

  /// Its ARN.
  public String topicArn() {
    return topic.getTopicArn();
  }
}
