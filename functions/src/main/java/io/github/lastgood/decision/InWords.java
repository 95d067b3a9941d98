package io.github.lastgood.decision;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Locale;

/// Times as sentences for people have them: to the second, in UTC.
public final class InWords {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final Duration SHORT = Duration.ofMinutes(2);
  private static final Duration LONG = Duration.ofHours(2);

  private InWords() {}

  /// For example `2026-11-02 10:15:30 UTC`.
  public static String time(Instant instant) {
    return TIME.format(instant);
  }

  /// For example `45 s`, `5 min 30 s`, `15 min`, `6 h 11 min`: what is smaller is left out.
  public static String span(Duration duration) {
    if (duration.compareTo(SHORT) < 0) {
      return duration.toSeconds() + " s";
    }
    return duration.compareTo(LONG) < 0
        ? pair(duration.toMinutes(), " min", duration.toSecondsPart(), " s")
        : pair(duration.toHours(), " h", duration.toMinutesPart(), " min");
  }

  /// A number to three digits: `0.25`, `31`, `1230`.
  public static String figure(double number) {
    if (number == 0 || !Double.isFinite(number)) {
      return number == 0 ? "0" : Double.toString(number);
    }
    var digits = 2 - (int) Math.floor(Math.log10(Math.abs(number)));
    if (digits <= 0) {
      var unit = Math.pow(10, -digits);
      return String.format(Locale.ROOT, "%.0f", Math.rint(number / unit) * unit);
    }
    return String.format(Locale.ROOT, "%." + digits + "f", number).replaceAll("\\.?0+$", "");
  }

  /// A sentence as it goes on after a colon; it must not begin with a name in capitals.
  public static String clause(String sentence) {
    return sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1);
  }

  /// Names in order: `a, b and c`.
  public static String names(Collection<String> names) {
    var sorted = names.stream().sorted().toList();
    return sorted.size() < 2
        ? String.join("", sorted)
        : String.join(", ", sorted.subList(0, sorted.size() - 1)) + " and " + sorted.getLast();
  }

  private static String pair(long many, String unit, int few, String smaller) {
    return many + unit + (few == 0 ? "" : " " + few + smaller);
  }
}
