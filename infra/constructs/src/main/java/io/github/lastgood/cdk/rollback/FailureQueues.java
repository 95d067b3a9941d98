package io.github.lastgood.cdk.rollback;

import io.github.lastgood.cdk.nag.Suppressed;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.sqs.IQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/// Where lost work can be found. Two queues, because EventBridge's own covers only the hand-over
/// and Lambda's only what happens after it.
public final class FailureQueues extends Construct {
  private final Queue undeliveredEvents;
  private final Queue failedInvocations;

  /// Adds the queues to a stack.
  public FailureQueues(Construct scope) {
    super(scope, "Failures");
    undeliveredEvents = queue("UndeliveredEvents");
    failedInvocations = queue("FailedInvocations");
  }

  /// Events that EventBridge could not hand to a function.
  public IQueue undeliveredEvents() {
    return undeliveredEvents;
  }

  /// Events that a function failed on, retries included.
  public IQueue failedInvocations() {
    return failedInvocations;
  }

  private Queue queue(String id) {
    Queue queue =
        Queue.Builder.create(this, id)
            .encryption(QueueEncryption.SQS_MANAGED)
            .enforceSsl(true)
            .retentionPeriod(Duration.days(14)) // the longest that SQS offers
            .build();
    Suppressed.because(
        queue,
        "AwsSolutions-SQS3",
        "This queue is itself the dead letter queue, with an alarm on it");
    return queue;
  }
}
