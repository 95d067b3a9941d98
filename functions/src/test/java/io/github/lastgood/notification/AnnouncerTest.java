package io.github.lastgood.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import io.github.lastgood.ledger.Announcement;
import io.github.lastgood.ledger.Commit;
import io.github.lastgood.ledger.Ledger;
import io.github.lastgood.ledger.MemoryTable;
import io.github.lastgood.target.Orders;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.Answers;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;

class AnnouncerTest {
  private static final String TOPIC = "arn:aws:sns:eu-west-1:111122223333:lastgood-notices";
  private final SdkClientException down = SdkClientException.create("It is down.");

  private static final Announcement BOTH =
      new Announcement(
          "id-1",
          Orders.NOW,
          "Rollback Started",
          Map.of("target", "orders-api"),
          "Subject",
          "Text");

  private static final PublishRequest NOTICE =
      PublishRequest.builder().topicArn(TOPIC).subject("Subject").message("Text").build();

  private static final PutEventsRequest EVENT =
      PutEventsRequest.builder()
          .entries(
              PutEventsRequestEntry.builder()
                  .eventBusName("bus")
                  .source("lastgood")
                  .detailType("Rollback Started")
                  .time(Orders.NOW)
                  .detail("{\"target\":\"orders-api\"}")
                  .build())
          .build();

  private final MemoryTable table = new MemoryTable();
  private final Ledger ledger = new Ledger(table, "table");
  private final SnsClient sns = mock(SnsClient.class, Answers.CALLS_REAL_METHODS);
  private final EventBridgeClient bus = mock(EventBridgeClient.class, Answers.CALLS_REAL_METHODS);
  private final Announcer announcer = new Announcer(ledger, sns, TOPIC, bus, "bus");

  @BeforeEach
  void everythingWorks() {
    snsWorks();
    busSays(PutEventsResponse.builder().failedEntryCount(0).build());
  }

  private void snsWorks() {
    doReturn(PublishResponse.builder().build()).when(sns).publish(any(PublishRequest.class));
  }

  private void snsIsDown() {
    doThrow(down).when(sns).publish(any(PublishRequest.class));
  }

  private void busSays(PutEventsResponse reply) {
    doReturn(reply).when(bus).putEvents(any(PutEventsRequest.class));
  }

  private void busIsDown() {
    doThrow(down).when(bus).putEvents(any(PutEventsRequest.class));
  }

  private void tell(Announcement... announcements) {
    ledger.commit(
        Commit.of(ledger.state("orders-api").orElse(null), Orders.state())
            .with(List.of(announcements)));
    announcer.tell(List.of(announcements));
  }

  @Test
  void theBusAndPeopleHearOfItAndItIsForgotten() {
    tell(BOTH);

    verify(bus).putEvents(EVENT);
    verify(sns).publish(NOTICE);
    assertThat(ledger.untold()).isEmpty();
  }

  @Test
  void whatHasNoNoticeIsOnlyForTheBusAndTheOtherWayRound() {
    tell(new Announcement("id-2", Orders.NOW, "Revision Known Good", Map.of(), null, ""));
    verify(sns, never()).publish(any(PublishRequest.class));

    tell(BOTH.withoutEvent());
    verify(bus, times(1)).putEvents(any(PutEventsRequest.class));
    assertThat(ledger.untold()).isEmpty();
  }

  @Test
  void whenTheTopicIsDownOnlyTheNoticeIsKept() {
    snsIsDown();
    tell(BOTH);

    assertThat(ledger.untold()).containsExactly(BOTH.withoutEvent());

    snsWorks();
    announcer.tell(ledger.untold());
    verify(bus, times(1)).putEvents(any(PutEventsRequest.class));
    assertThat(ledger.untold()).isEmpty();
  }

  @Test
  void whenTheBusIsDownPeopleHearOfItAllTheSame() {
    busIsDown();
    tell(BOTH);

    verify(sns).publish(NOTICE);
    assertThat(ledger.untold()).containsExactly(BOTH.withoutNotice());

    busSays(PutEventsResponse.builder().failedEntryCount(0).build());
    announcer.tell(ledger.untold());
    verify(sns, times(1)).publish(any(PublishRequest.class));
    assertThat(ledger.untold()).isEmpty();
  }

  @Test
  void anEntryThatTheBusRefusedIsKept() {
    busSays(
        PutEventsResponse.builder()
            .failedEntryCount(1)
            .entries(PutEventsResultEntry.builder().errorCode("InternalFailure").build())
            .build());
    tell(BOTH);

    assertThat(ledger.untold()).containsExactly(BOTH.withoutNotice());
  }

  @Test
  void whenBothAreDownAllOfItIsKept() {
    busIsDown();
    snsIsDown();
    tell(BOTH);

    assertThat(ledger.untold()).containsExactly(BOTH);
  }

  @Test
  void oneThatCannotBeToldDoesNotKeepBackTheNext() {
    doThrow(down)
        .doReturn(PublishResponse.builder().build())
        .when(sns)
        .publish(any(PublishRequest.class));
    var next = new Announcement("id-3", Orders.NOW, null, Map.of(), "Next", "Text");
    tell(BOTH, next);

    assertThat(ledger.untold()).containsExactly(BOTH.withoutEvent());
  }

  @Test
  void whenTheLedgerIsDownTheNoticeIsSentAndMayComeTwice() {
    tell();
    table.failWith(down);
    announcer.tell(List.of(BOTH));

    verify(sns).publish(NOTICE);
  }

  @Test
  void whatIsNoFaultOfAwsIsNotSwallowed() {
    var odd = new Announcement("id-4", Orders.NOW, "Type", Map.of("odd", new Object()), null, "");

    assertThatThrownBy(() -> announcer.tell(List.of(odd)))
        .isInstanceOf(IllegalStateException.class);
  }
}
