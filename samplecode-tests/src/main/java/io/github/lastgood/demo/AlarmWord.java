package io.github.lastgood.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What an event says about one alarm.
///
/// @param name the alarm's name
/// @param isRed whether its state is ALARM
/// @param at the time of that state
/// @param since since when it is red without a break: earlier than `at` when a suppression ended
/// @param suppressedBy why its actions were suppressed from `since` on; null when they were not
/// @param stillSuppressed whether they are suppressed at `at`
/// @param mutedUntil until when it is muted; null when it is not
record AlarmWord(
    String name,
    boolean isRed,
    Instant at,
    Instant since,
    @Nullable String suppressedBy,
    boolean stillSuppressed,
    @Nullable Instant mutedUntil) {
  private static final String SUPPRESSED_BY = "actionsSuppressedBy";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss[.SSS]XX", Locale.ROOT);

  /// All that an alarm event says, whatever its shape; what cannot be understood is left out.
  static List<AlarmWord> in(JsonNode event) {
    var words = new ArrayList<AlarmWord>();
    for (var entry : event.path("Records")) {
      inMessage(EventWords.json(entry.path("Sns").path("Message").asText())).ifPresent(words::add);
    }
    inDetail(event.has("alarmData") ? event.path("alarmData") : event.path("detail"))
        .ifPresent(words::add);
    return words;
  }

  private static Optional<AlarmWord> inMessage(JsonNode message) {
    var isRed = isRed(message.path("NewStateValue"));
    return time(message.path("StateChangeTime"))
        .map(at ->
            new AlarmWord(message.path("AlarmName").asText(), isRed, at, at, null, false, null));
  }

  private static Optional<AlarmWord> inDetail(JsonNode detail) {
    var state = detail.path("state");
    var previous = detail.path("previousState");
    return time(state.path("timestamp"))
        .map(at -> {
          var wasRed = isRed(state.path("value")) && isRed(previous.path("value"));
          var since = wasRed ? time(previous.path("timestamp")).orElse(at) : at;
          return new AlarmWord(
              detail.path("alarmName").asText(),
              isRed(state.path("value")),
              at,
              since,
              suppressedBy(wasRed && previous.has(SUPPRESSED_BY) ? previous : state),
              state.has(SUPPRESSED_BY),
              time(detail.path("muteDetail").path("muteWindowEnd")).orElse(null));
        });
  }

  private static boolean isRed(JsonNode value) {
    return value.asText().equals("ALARM");
  }

  private static @Nullable String suppressedBy(JsonNode state) {
    var by = state.path(SUPPRESSED_BY).asText();
    return by.isEmpty() ? null : by;
  }

  /// A time as AWS writes it, `…Z` or `…+0000`; empty when it is none.
  static Optional<Instant> time(JsonNode text) {
    try {
      return Optional.of(OffsetDateTime.parse(text.asText(), TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
