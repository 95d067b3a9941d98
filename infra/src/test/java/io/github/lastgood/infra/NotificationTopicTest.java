package io.github.lastgood.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.cdk.Template;
import org.junit.jupiter.api.Test;

final class NotificationTopicTest {
  private final Template template = Installation.EXAMPLE.rollback();

  @Test
  void noticesAreEncryptedWithTheLedgersKey() {
    assertThat(template.only("AWS::SNS::Topic").get("KmsMasterKeyId").asText())
        .contains("LastgoodLedger:", "Key");
  }

  @Test
  void nobodyPublishesInTheClearAndTheAccountsAlarmsMayPublish() {
    var statements = template.only("AWS::SNS::TopicPolicy").at("/PolicyDocument/Statement");
    assertThat(statements.get(0).toString())
        .contains("\"Effect\":\"Deny\"", "\"aws:SecureTransport\":\"false\"");
    assertThat(statements.get(1).toString())
        .contains("cloudwatch.amazonaws.com", "\"aws:SourceAccount\":\"111122223333\"");
  }

  @Test
  void thePersonWhoWasNamedIsSubscribed() {
    var subscription = template.only("AWS::SNS::Subscription");
    assertThat(subscription.get("Protocol").asText()).isEqualTo("email");
    assertThat(subscription.get("Endpoint").asText()).isEqualTo("oncall@example.com");
  }
}
