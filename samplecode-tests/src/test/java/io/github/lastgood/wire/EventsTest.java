package io.github.lastgood.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// An event told as if it had been at another time differs from its file in its times only.
class EventsTest {

  @ParameterizedTest
  @MethodSource("files")
  void everyTimeMovesAndKeepsItsFormat(Path file) throws IOException {
    Events event = new Events(Files.readString(file));
    Events later = event.shiftedTo(Events.ALARM_AT.plusSeconds(400 * 86_400));

    assertThat(shape(later.text())).isEqualTo(shape(event.text()));
    assertThat(later.text()).doesNotContainPattern("2026-\\d\\d-|/26 |, 2026 ");
    assertThat(later.shiftedTo(Events.ALARM_AT.minusSeconds(400 * 86_400))).isEqualTo(event);
  }

  @Test
  void theAlarmTurnsRedWhenAskedFor() throws IOException {
    Events event =
        Events.file("cloudwatch/metric-alarm.json")
            .shiftedTo(Events.ALARM_AT.plusSeconds(86_400).plusMillis(300));

    assertThat(event.text())
        .contains("\"timestamp\": \"2026-11-03T10:15:30.124+0000\"")
        .contains("\"time\": \"2026-11-03T10:15:30Z\"")
        .contains("44.0 (03/11/26 10:14:00)");
  }

  private static String shape(String text) {
    return text.replaceAll("(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day", "DAY")
        .replaceAll("[A-Z][a-z]+(?=, \\d{4} )", "MONTH")
        .replaceAll("\\d", "9");
  }

  static Stream<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(Events.DIRECTORY)) {
      return files.filter(file -> file.toString().endsWith(".json")).toList().stream();
    }
  }
}
