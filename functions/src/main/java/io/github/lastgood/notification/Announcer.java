package io.github.lastgood.notification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lastgood.ledger.Announcement;
import io.github.lastgood.ledger.Ledger;
import java.util.List;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.sns.SnsClient;

/// Sends notices to the SNS topic and events to the bus. What cannot be sent stays in the ledger
/// and is sent by a later watch tick; a notice may therefore arrive twice, but is never lost.
public final class Announcer {
  /// The source of Lastgood's events on the bus.
  public static final String SOURCE = "lastgood";

  private static final Logger log = LoggerFactory.getLogger(Announcer.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Ledger ledger;
  private final SnsClient sns;
  private final String topicArn;
  private final EventBridgeClient eventBridge;
  private final String busName;

  public Announcer(
      Ledger ledger,
      SnsClient sns,
      String topicArn,
      EventBridgeClient eventBridge,
      String busName) {
    this.ledger = ledger;
    this.sns = sns;
    this.topicArn = topicArn;
    this.eventBridge = eventBridge;
    this.busName = busName;
  }

  /// Tells each of them, and forgets those that were told. People hear of it whether or not the bus
  /// can be reached, and the other way round; only what is left is kept.
  public void tell(List<Announcement> announcements) {
    for (var announcement : announcements) {
      try {
        var left = attempt(this::putEvent, attempt(this::publish, announcement));
        if (left.isTold()) {
          ledger.told(announcement);
        } else if (!left.equals(announcement)) {
          ledger.keep(left);
        }
      } catch (SdkException e) {
        log.error(
            "Could not note that it was told, the watch tells again: {}", announcement.id(), e);
      }
    }
  }

  /// What is left when this was tried.
  private static Announcement attempt(UnaryOperator<Announcement> part, Announcement announcement) {
    try {
      return part.apply(announcement);
    } catch (SdkException e) {
      log.error("Not told yet, the watch tries again: {}", announcement.id(), e);
      return announcement;
    }
  }

  private Announcement publish(Announcement announcement) {
    if (announcement.subject() != null) {
      sns.publish(publish ->
          publish.topicArn(topicArn).subject(announcement.subject()).message(announcement.text()));
    }
    return announcement.withoutNotice();
  }

  private Announcement putEvent(Announcement announcement) {
    if (announcement.detailType() == null) {
      return announcement;
    }
    var entry =
        PutEventsRequestEntry.builder()
            .eventBusName(busName)
            .source(SOURCE)
            .detailType(announcement.detailType())
            .time(announcement.at())
            .detail(json(announcement))
            .build();
    var reply = eventBridge.putEvents(put -> put.entries(entry));
    if (reply.failedEntryCount() != null && reply.failedEntryCount() > 0) {
      throw SdkClientException.create(
          "The bus refused it: " + reply.entries().getFirst().errorCode());
    }
    return announcement.withoutEvent();
  }

  private static String json(Announcement announcement) {
    try {
      return JSON.writeValueAsString(announcement.detail());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("An announcement's detail is not JSON", e);
    }
  }
}
