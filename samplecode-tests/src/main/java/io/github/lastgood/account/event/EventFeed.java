package io.github.lastgood.account.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lastgood.account.setting.Agenda;
import io.github.lastgood.account.setting.Ids;
import io.github.lastgood.account.setting.Place;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Puts events into EventBridge's envelope and delivers them [#LATENCY] later, as time advances.
///
/// A call into the account can therefore never run a listener inside itself. Envelope: EventBridge
/// user guide, "AWS service event metadata"; `time` has whole seconds.
public final class EventFeed {
  /// From the happening to its delivery.
  public static final Duration LATENCY = Duration.ofMillis(500);

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Agenda agenda;
  private final Place place;
  private final Ids ids;
  private final List<AwsEventListener> listeners = new ArrayList<>();
  private final List<AwsEvent> emitted = new ArrayList<>();

  /// A feed without listeners.
  public EventFeed(Agenda agenda, Place place, Ids ids) {
    this.agenda = agenda;
    this.place = place;
    this.ids = ids;
  }

  /// Adds a listener for every event that is delivered from now on.
  public void listen(AwsEventListener listener) {
    listeners.add(listener);
  }

  /// Everything that happened so far, whether or not it was delivered; oldest first.
  public List<AwsEvent> emitted() {
    return Collections.unmodifiableList(emitted);
  }

  /// A new JSON object for a detail.
  public static ObjectNode object() {
    return JSON.createObjectNode();
  }

  /// The JSON text of `node`.
  public static String text(ObjectNode node) {
    try {
      return JSON.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Emits an event about one resource, now.
  public void emit(String source, String detailType, String resourceArn, ObjectNode detail) {
    emit(source, detailType, List.of(resourceArn), detail);
  }

  /// Emits an event that names no resource, as those of CloudTrail do, now.
  void emitCall(String source, String detailType, ObjectNode detail) {
    emit(source, detailType, List.of(), detail);
  }

  /// Emits an event about several resources, now.
  public void emit(String source, String detailType, List<String> resourceArns, ObjectNode detail) {
    String id = ids.uuid();
    ObjectNode event = object();
    event.put("version", "0").put("id", id).put("detail-type", detailType).put("source", source);
    event.put("account", place.accountId());
    event.put("time", agenda.now().truncatedTo(ChronoUnit.SECONDS).toString());
    event.put("region", place.region());
    ArrayNode resources = event.putArray("resources");
    resourceArns.forEach(resources::add);
    event.set("detail", detail);
    AwsEvent happened = new AwsEvent(id, agenda.now(), source, detailType, text(event));
    emitted.add(happened);
    agenda.after(LATENCY, () -> List.copyOf(listeners).forEach(each -> each.on(happened)));
  }
}
