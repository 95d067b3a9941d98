package io.github.lastgood.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lastgood.Lastgood.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WiringTest {

  @Test
  void theSettingsComeFromTheEnvironment() {
    assertThat(
            Wiring.settings(
                Map.of(
                    "LEDGER_TABLE", "ledger",
                    "NOTIFICATION_TOPIC_ARN", "topic",
                    "EVENT_BUS_NAME", "bus",
                    "PATH", "/bin")))
        .isEqualTo(new Settings("ledger", "topic", "bus"));
  }

  @Test
  void everyVariableThatIsMissingOrBlankIsNamedAtOnce() {
    assertThatThrownBy(() -> Wiring.settings(Map.of("NOTIFICATION_TOPIC_ARN", " ")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "MISSING_ENVIRONMENT: set LEDGER_TABLE, NOTIFICATION_TOPIC_ARN, EVENT_BUS_NAME on the"
                + " function; the stacks do so.");
  }

  @Test
  void onlyWhatIsMissingIsNamed() {
    assertThatThrownBy(
            () -> Wiring.settings(Map.of("LEDGER_TABLE", "ledger", "EVENT_BUS_NAME", "bus")))
        .hasMessageStartingWith("MISSING_ENVIRONMENT: set NOTIFICATION_TOPIC_ARN on");
  }
}
