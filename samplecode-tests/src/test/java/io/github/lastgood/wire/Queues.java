package io.github.lastgood.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/// Queues in SQS, with which the test listens as a user's own software would.
final class Queues implements AutoCloseable {

  private static final String ARN = "arn:aws:sqs:%s:%s:".formatted(Arns.REGION, Arns.ACCOUNT);

  private final SqsClient sqs;
  private final SnsClient sns;
  private final EventBridgeClient events;

  Queues(URI moto) {
    sqs = AwsClients.at(moto, SqsClient.builder());
    sns = AwsClients.at(moto, SnsClient.builder());
    events = AwsClients.at(moto, EventBridgeClient.builder());
  }

  void create(String name) {
    sqs.createQueue(request -> request.queueName(name));
  }

  /// From now on a queue gets what is published on a topic.
  void subscribe(String name, String topicArn) {
    sns.subscribe(request -> request.topicArn(topicArn).protocol("sqs").endpoint(ARN + name));
  }

  /// From now on a queue gets what a source puts on the default bus.
  void listen(String name, String source) {
    Target queue = Target.builder().id("queue").arn(ARN + name).build();
    events.putRule(
        request -> request.name(name).eventPattern("{\"source\":[\"%s\"]}".formatted(source)));
    events.putTargets(request -> request.rule(name).targets(queue));
  }

  /// Sends a message to the queue of that ARN.
  void send(String arn, String message) {
    String url = url(name(arn));
    sqs.sendMessage(request -> request.queueUrl(url).messageBody(message));
  }

  /// Takes all that is in a queue, in its order.
  List<JsonNode> take(String name) {
    String url = url(name);
    List<JsonNode> taken = new ArrayList<>();
    while (true) {
      List<Message> messages =
          sqs.receiveMessage(request -> request.queueUrl(url).maxNumberOfMessages(10)).messages();
      if (messages.isEmpty()) {
        return taken;
      }
      for (Message message : messages) {
        taken.add(Json.read(message.body()));
        sqs.deleteMessage(request -> request.queueUrl(url).receiptHandle(message.receiptHandle()));
      }
    }
  }

  /// A queue's name, which is the last part of its ARN.
  static String name(String arn) {
    return arn.substring(arn.lastIndexOf(':') + 1);
  }

  private String url(String name) {
    return sqs.getQueueUrl(request -> request.queueName(name)).queueUrl();
  }

  @Override
  public void close() {
    sqs.close();
    sns.close();
    events.close();
  }
}
