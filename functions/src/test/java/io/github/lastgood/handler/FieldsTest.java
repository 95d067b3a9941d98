package io.github.lastgood.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lastgood.Refusal;
import io.github.lastgood.Refusal.Code;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {
  private static Fields fields(String json) {
    return Fields.of(Events.parse(json), "command");
  }

  private static void refuses(Runnable read, Code code, String sentence) {
    assertThatThrownBy(read::run)
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo(code);
              assertThat(refusal.sentence()).isEqualTo(sentence);
            });
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-02T10:15:30.124+0000,  2026-11-02T10:15:30.124Z",
    "2026-11-02T10:15:30Z,          2026-11-02T10:15:30Z",
    "2026-11-02T10:15:30.1Z,        2026-11-02T10:15:30.100Z",
    "2026-11-02T12:15:30.000+0200,  2026-11-02T10:15:30Z",
    "2026-11-02T12:15:30+02:00,     2026-11-02T10:15:30Z",
    "2026-11-02T04:45:30.5-0530,    2026-11-02T10:15:30.500Z"
  })
  void timesAreReadAsAwsWritesThem(String written, Instant meant) {
    assertThat(fields("{\"at\":\"" + written + "\"}").time("at")).isEqualTo(meant);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"02/11/2026 10:15", "2026-11-02", "2026-11-02T10:15:30", "1793614530", "now"})
  void whatIsNoMomentIsRefused(String written) {
    refuses(
        () -> fields("{\"at\":\"" + written + "\"}").time("at"),
        Code.BAD_VALUE,
        "The command's at is no time; write it like 2026-11-02T10:15:30Z.");
  }

  @ParameterizedTest
  @CsvSource({"90s, PT1M30S", "15m, PT15M", "2h, PT2H", "999999s, PT277H46M39S"})
  void durationsHaveAUnit(String written, Duration meant) {
    assertThat(fields("{\"for\":\"" + written + "\"}").duration("for", Duration.ZERO))
        .isEqualTo(meant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"15", "15 m", "m", "-5m", "PT15M", "1.5h", "0m", "00s", "1000000s", "1d"})
  void whatIsNoDurationIsRefused(String written) {
    refuses(
        () -> fields("{\"for\":\"" + written + "\"}").duration("for", Duration.ZERO),
        Code.BAD_VALUE,
        "The command's for is no duration; write it like 90s, 15m or 2h.");
  }

  @Test
  void aDurationThatIsMissingIsTheDefault() {
    assertThat(fields("{}").duration("for", Duration.ofMinutes(3))).hasMinutes(3);
    assertThat(fields("{\"for\":null}").duration("for", Duration.ofMinutes(3))).hasMinutes(3);
  }

  @Test
  void aTextMayBeMissingNullOrBlankAndIsThenNone() {
    assertThat(fields("{}").text("by")).isEmpty();
    assertThat(fields("{\"by\":null}").text("by")).isEmpty();
    assertThat(fields("{\"by\":\"  \"}").text("by")).isEmpty();
    assertThat(fields("{\"by\":\"ana\"}").text("by")).contains("ana");
  }

  @Test
  void whatIsRequiredMustNotBeBlank() {
    refuses(
        () -> fields("{\"by\":\" \"}").required("by"),
        Code.MISSING_FIELD,
        "The command lacks by; see events/ for one that works.");
  }

  @ParameterizedTest
  @CsvSource({
    "7,       a number",
    "true,    true or false",
    "[],      a list",
    "'{}',    an object"
  })
  void aTextOfAnotherTypeIsRefused(String json, String kind) {
    refuses(
        () -> fields("{\"by\":" + json + "}").text("by"),
        Code.WRONG_TYPE,
        "The command's by must be a text, not " + kind + ".");
  }

  @Test
  void aFlagIsTrueOrFalseAndNothingElse() {
    assertThat(fields("{\"force\":true}").flag("force")).isTrue();
    assertThat(fields("{\"force\":false}").flag("force")).isFalse();
    assertThat(fields("{}").flag("force")).isFalse();
    refuses(
        () -> fields("{\"force\":\"true\"}").flag("force"),
        Code.WRONG_TYPE,
        "The command's force must be true or false, not a text.");
  }

  @Test
  void aCountMayBeTheTextThatCloudFormationMakesOfIt() {
    assertThat(fields("{\"n\":3}").count("n", 1)).isEqualTo(3);
    assertThat(fields("{\"n\":\"3\"}").count("n", 1)).isEqualTo(3);
    assertThat(fields("{}").count("n", 1)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1.5", "\"0\"", "\"three\"", "true", "[]", "99999999999"})
  void whatIsNoCountIsRefused(String json) {
    assertThatThrownBy(() -> fields("{\"n\":" + json + "}").count("n", 1))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith("The command's n must be a whole number from 1, not ");
  }

  @Test
  void aListHasAtLeastOneText() {
    assertThat(fields("{\"a\":[\"x\",\"y\"]}").texts("a")).isEqualTo(List.of("x", "y"));
    refuses(
        () -> fields("{\"a\":[]}").texts("a"),
        Code.BAD_VALUE,
        "The command's a must name at least one.");
    refuses(
        () -> fields("{\"a\":[\"x\",3]}").texts("a"),
        Code.WRONG_TYPE,
        "The command's a must be a list of texts, not a number.");
    refuses(
        () -> fields("{}").texts("a"),
        Code.MISSING_FIELD,
        "The command lacks a; see events/ for one that works.");
  }

  @Test
  void aNestedFieldIsNamedByItsPath() {
    refuses(
        () ->
            fields("{\"target\":{\"ecs\":{}}}").object("target").object("ecs").required("cluster"),
        Code.MISSING_FIELD,
        "The command.target.ecs lacks cluster; see events/ for one that works.");
    refuses(
        () -> fields("{\"target\":\"x\"}").object("target"),
        Code.WRONG_TYPE,
        "The command's target must be an object, not a text.");
  }

  @Test
  void aFieldThatNobodyReadsIsATypingError() {
    refuses(
        () -> fields("{\"comand\":\"x\"}").only(Set.of("target", "command")),
        Code.UNKNOWN_FIELD,
        "The command has an unknown field comand; it may have command, target.");
  }

  @Test
  void onlyAnObjectHasFields() {
    refuses(
        () -> fields("[]"),
        Code.WRONG_SHAPE,
        "The command must be a JSON object, not a list; see events/ for one.");
    refuses(
        () -> fields("null"),
        Code.WRONG_SHAPE,
        "The command must be a JSON object, not nothing; see events/ for one.");
  }
}
