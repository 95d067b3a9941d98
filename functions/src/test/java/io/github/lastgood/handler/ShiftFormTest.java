package io.github.lastgood.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lastgood.Refusal;
import io.github.lastgood.Shifter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShiftFormTest {
  private static Shifter.Order read(String json) {
    return ShiftForm.read(Fields.of(Events.parse(json), "command"));
  }

  @Test
  void theFilesAreReadWhole() {
    assertThat(ShiftForm.read(Events.fields("operator/shift.json")))
        .isEqualTo(
            new Shifter.Order(
                true,
                List.of(5, 25, 50, 100),
                Duration.ofMinutes(5),
                "ana@example.com",
                "version 8 of the shop"));
    assertThat(ShiftForm.read(Events.fields("operator/shift-switch.json")).steps())
        .as("blue/green is one step")
        .containsExactly(100);
  }

  @Test
  void whatIsNotSaidIsTheUsual() {
    assertThat(read("{}"))
        .isEqualTo(
            new Shifter.Order(
                true, Shifter.USUAL_STEPS, Shifter.USUAL_INTERVAL, "nobody named", ""));
    assertThat(read("{\"to\":\"stable\",\"steps\":null}").toCandidate()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[50, 25]",
        "[5, 5]",
        "[0, 100]",
        "[-5]",
        "[50, 101]",
        "[5.5]",
        "[\"5\"]",
        "[]",
        "100",
        "\"5\"",
        "{}",
        "{\"a\": 5}",
        "[null]"
      })
  void stepsMustRise(String steps) {
    assertThatThrownBy(() -> read("{\"steps\":" + steps + "}"))
        .isInstanceOf(Refusal.class)
        .returns(Refusal.Code.BAD_VALUE, refusal -> ((Refusal) refusal).code())
        .hasMessageContaining("must be rising percentages up to 100");
  }

  @Test
  void aSideIsOneOfTwo() {
    assertThatThrownBy(() -> read("{\"to\":\"green\"}"))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("to must be candidate or stable");
  }
}
