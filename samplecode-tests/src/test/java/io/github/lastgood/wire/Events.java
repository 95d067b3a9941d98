package io.github.lastgood.wire;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// An event file of `events/`, whose alarm turns red at [#ALARM_AT]; and the same event told as if
/// that had been at another time.
///
/// @param text the file's text, JSON or not
record Events(String text) {

  /// When the alarm turned red in the world of the event files.
  static final Instant ALARM_AT = Instant.parse("2026-11-02T10:15:30.124Z");

  static final Path DIRECTORY = Path.of("..", "events");

  /// How AWS writes times in events: CloudWatch's states, SNS, the envelope, and in reasons.
  private static final List<Style> STYLES =
      List.of(
          new Style(
              "\\d{4}-\\d\\d-\\d\\dT[\\d:]{8}\\.\\d{3}[+]\\d{4}", "uuuu-MM-dd'T'HH:mm:ss.SSSZ"),
          new Style("\\d{4}-\\d\\d-\\d\\dT[\\d:]{8}\\.\\d{3}Z", "uuuu-MM-dd'T'HH:mm:ss.SSSX"),
          new Style("\\d{4}-\\d\\d-\\d\\dT[\\d:]{8}Z", "uuuu-MM-dd'T'HH:mm:ssX"),
          new Style("\\d\\d/\\d\\d/\\d\\d [\\d:]{8}", "dd/MM/yy HH:mm:ss"),
          new Style(
              "[A-Z][a-z]+day \\d\\d [A-Z][a-z]+, \\d{4} [\\d:]{8} UTC",
              "EEEE dd MMMM, uuuu HH:mm:ss 'UTC'"));

  private record Style(Pattern pattern, DateTimeFormatter format) {
    Style(String pattern, String format) {
      this(
          Pattern.compile(pattern),
          DateTimeFormatter.ofPattern(format, Locale.ENGLISH).withZone(ZoneOffset.UTC));
    }

    String shift(String text, Duration by) {
      return pattern
          .matcher(text)
          .replaceAll(time -> format.format(format.parse(time.group(), Instant::from).plus(by)));
    }
  }

  /// @param path inside `events/`
  static Events file(String path) throws IOException {
    return new Events(Files.readString(DIRECTORY.resolve(path)));
  }

  /// The same event with all its times moved alike, so that the alarm turned red then (to the
  /// second). Each time keeps its format.
  Events shiftedTo(Instant alarmAt) {
    Duration by = Duration.between(ALARM_AT, alarmAt).truncatedTo(ChronoUnit.SECONDS);
    String shifted = text;
    for (Style style : STYLES) {
      shifted = style.shift(shifted, by);
    }
    return new Events(shifted);
  }
}
