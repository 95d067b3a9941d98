package io.github.lastgood.account.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lastgood.account.call.AwsErrors;
import io.github.lastgood.account.setting.Ids;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/// The EventBridge client of the simulated account: PutEvents.
///
/// The trap it keeps: an entry that is refused does not fail the call; it comes back in the answer
/// with an error code, and only `failedEntryCount` tells (EventBridge user guide, "Handling
/// failures with PutEvents").
public final class SimulatedEventBridge implements EventBridgeClient {
  private static final int MOST_ENTRIES = 10;
  private static final int LARGEST_REQUEST = 256 * 1024;
  private static final int TIME_SIZE = 14;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Ids ids;
  private final InstantSource clock;
  private final List<PublishedEvent> published = new ArrayList<>();
  private int entriesToRefuse;

  /// A bus on which nothing was put yet.
  public SimulatedEventBridge(Ids ids, InstantSource clock) {
    this.ids = ids;
    this.clock = clock;
  }

  /// Everything that was put on any bus so far, oldest first.
  public List<PublishedEvent> published() {
    return Collections.unmodifiableList(published);
  }

  /// Refuses the next entries inside otherwise successful answers.
  public void refuseEntries(int count) {
    entriesToRefuse = count;
  }

  @Override
  public PutEventsResponse putEvents(PutEventsRequest request) {
    if (request.entries().isEmpty() || request.entries().size() > MOST_ENTRIES) {
      throw invalid("1 to " + MOST_ENTRIES + " entries can be put in one request.");
    }
    if (request.entries().stream().mapToInt(SimulatedEventBridge::size).sum() > LARGEST_REQUEST) {
      throw invalid("Total size of the entries in the request is over the limit.");
    }
    List<PutEventsResultEntry> results = request.entries().stream().map(this::put).toList();
    long failed = results.stream().filter(result -> result.errorCode() != null).count();
    return PutEventsResponse.builder().entries(results).failedEntryCount((int) failed).build();
  }

  private static RuntimeException invalid(String message) {
    return AwsErrors.refusal(EventBridgeException.builder(), "ValidationException", message);
  }

  private PutEventsResultEntry put(PutEventsRequestEntry entry) {
    if (entriesToRefuse > 0) {
      entriesToRefuse--;
      return refused("InternalFailure", "Unexpected error occurred while processing the request.");
    }
    if (missing(entry.source()) || missing(entry.detailType()) || missing(entry.detail())) {
      return refused("InvalidArgument", "Source, DetailType and Detail are required arguments.");
    }
    if (entry.source().startsWith("aws.")) {
      return refused(
          "NotAuthorizedForSourceException", "Not authorized for the source " + entry.source());
    }
    if (!isObject(entry.detail())) {
      return refused("MalformedDetail", "Detail is malformed.");
    }
    published.add(
        new PublishedEvent(
            clock.instant(),
            Optional.ofNullable(entry.eventBusName()).orElse("default"),
            entry.source(),
            entry.detailType(),
            List.copyOf(entry.resources()),
            entry.detail()));
    return PutEventsResultEntry.builder().eventId(ids.uuid()).build();
  }

  private static boolean missing(@Nullable String text) {
    return text == null || text.isEmpty();
  }

  private static boolean isObject(String detail) {
    try {
      return JSON.readTree(detail).isObject();
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  private static PutEventsResultEntry refused(String code, String message) {
    return PutEventsResultEntry.builder().errorCode(code).errorMessage(message).build();
  }

  /// How EventBridge counts: 14 bytes for a time, and the UTF-8 bytes of every text.
  private static int size(PutEventsRequestEntry entry) {
    int texts =
        bytes(entry.source())
            + bytes(entry.detailType())
            + bytes(entry.detail())
            + entry.resources().stream().mapToInt(SimulatedEventBridge::bytes).sum();
    return texts + (entry.time() == null ? 0 : TIME_SIZE);
  }

  private static int bytes(@Nullable String text) {
    return text == null ? 0 : text.getBytes(StandardCharsets.UTF_8).length;
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
