package io.github.lastgood.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lastgood.account.message.PublishedEvent;
import io.github.lastgood.account.message.PublishedNotice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.NotFoundException;

class MessagesTest {
  private final Account account = World.create().account();
  private final SnsClient sns = account.clients().sns();
  private final EventBridgeClient bus = account.clients().eventBridge();
  private final String topic = account.sns().createTopic("lastgood");

  @Test
  void publishedNoticeIsKept() {
    sns.publish(r -> r.topicArn(topic).subject("Rolled back").message("42 -> 41"));

    assertThat(account.sns().published())
        .containsExactly(new PublishedNotice(account.now(), topic, "Rolled back", "42 -> 41"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two\nlines", "a – b", " leading space"})
  void subjectThatSnsDoesNotTakeIsRefused(String subject) {
    assertThatThrownBy(() -> sns.publish(r -> r.topicArn(topic).subject(subject).message("x")))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("Invalid parameter: Subject");
  }

  @Test
  void limitsOfSnsAreKept() {
    assertThatThrownBy(
            () -> sns.publish(r -> r.topicArn(topic).subject("x".repeat(100)).message("x")))
        .isInstanceOf(InvalidParameterException.class);
    assertThatThrownBy(() -> sns.publish(r -> r.topicArn(topic).message("x".repeat(262_145))))
        .isInstanceOf(InvalidParameterException.class);
    assertThatThrownBy(() -> sns.publish(r -> r.topicArn(topic + "x").message("x")))
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  void eventOnTheBusIsKept() {
    put(entry("lastgood", "{\"target\":\"orders-api\"}"));

    assertThat(account.eventBridge().published())
        .map(PublishedEvent::detail)
        .containsExactly("{\"target\":\"orders-api\"}");
  }

  @Test
  void refusedEntryOnlyShowsInsideTheAnswer() {
    account.eventBridge().refuseEntries(1);

    assertThat(put(entry("lastgood", "{}")).failedEntryCount()).isEqualTo(1);
    assertThat(put(entry("lastgood", "not json")).entries().getFirst().errorCode())
        .isEqualTo("MalformedDetail");
    assertThat(put(entry("aws.ecs", "{}")).entries().getFirst().errorCode())
        .isEqualTo("NotAuthorizedForSourceException");
    assertThat(put(entry("lastgood", "{}")).failedEntryCount()).isZero();
    assertThat(account.eventBridge().published()).hasSize(1);
  }

  @Test
  void requestAboveTheSizeLimitIsRefused() {
    String large = "{\"text\":\"" + "x".repeat(256 * 1024) + "\"}";

    assertThatThrownBy(() -> put(entry("lastgood", large)))
        .isInstanceOf(EventBridgeException.class);
  }

  private PutEventsResponse put(PutEventsRequestEntry entry) {
    return bus.putEvents(r -> r.entries(entry));
  }

  private static PutEventsRequestEntry entry(String source, String detail) {
    return PutEventsRequestEntry.builder()
        .eventBusName("lastgood")
        .source(source)
        .detailType("Rollback Started")
        .detail(detail)
        .build();
  }
}
