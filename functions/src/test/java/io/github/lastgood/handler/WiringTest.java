package io.github.lastgood.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.lastgood.Lastgood.Settings;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

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

  @Test
  void aCallThatIsNotAnsweredLeavesTimeToMakeItAgain() throws Exception {
    try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var http = Wiring.http()) {
      var request =
          SdkHttpRequest.builder()
              .method(SdkHttpMethod.GET)
              .uri(URI.create("http://127.0.0.1:" + silent.getLocalPort()))
              .build();
      var call = http.prepareRequest(HttpExecuteRequest.builder().request(request).build());

      assertTimeoutPreemptively(
          Duration.ofSeconds(10),
          () -> assertThatThrownBy(call::call).isInstanceOf(SocketTimeoutException.class));
    }
  }
}
