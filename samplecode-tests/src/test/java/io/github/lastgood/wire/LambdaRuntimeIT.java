package io.github.lastgood.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.amazonaws.services.lambda.runtime.Context;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// The harness itself tells a returned answer from a thrown one and from a function that cannot
/// start; without this a green wire test would prove little.
@EnabledOnOs(OS.LINUX)
class LambdaRuntimeIT {

  /// A function of two lines, loaded from the test classes.
  public static final class Greeter {
    public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
      System.out.println("greeting " + event.get("name"));
      if (!event.containsKey("name")) {
        throw new IllegalArgumentException("no name");
      }
      return Map.of("hello", event.get("name"), "function", context.getFunctionName());
    }
  }

  private static LambdaRuntime start(String handler) throws Exception {
    Path classes =
        Path.of(Greeter.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    return LambdaRuntime.start("greeter", handler, classes, Map.of());
  }

  @Test
  void answersErrorsAndLogsComeBackPerInvocation() throws Exception {
    try (LambdaRuntime function = start(Greeter.class.getName() + "::handleRequest")) {
      Answer first = function.invoke("{\"name\":\"Ada\"}");
      Answer second = function.invoke("{}");
      Answer third = function.invoke("{\"name\":\"Bob\"}");

      assertThat(Json.read(first.body()).properties())
          .contains(entry("hello", Json.text("Ada")), entry("function", Json.text("greeter")));
      assertThat(second)
          .isInstanceOfSatisfying(
              Answer.Failed.class,
              failed -> {
                assertThat(failed.type()).isEqualTo("java.lang.IllegalArgumentException");
                assertThat(failed.message()).isEqualTo("no name");
              });
      assertThat(third.logs()).contains("greeting Bob").doesNotContain("greeting Ada");
    }
  }

  /// The runtime reports an error first and logs it afterwards.
  @Test
  void anErrorIsInTheLogOfItsOwnInvocation() throws Exception {
    try (LambdaRuntime function = start(Greeter.class.getName() + "::handleRequest")) {
      for (int i = 0; i < 200; i++) {
        assertThat(function.invoke("{}").logs()).anyMatch(line -> line.contains("no name"));
      }
    }
  }

  @Test
  void aHandlerThatDoesNotExistIsAnErrorAndNotAHang() throws Exception {
    try (LambdaRuntime function = start("io.github.lastgood.wire.Nobody::handleRequest")) {
      assertThat(function.invoke("{}"))
          .isInstanceOfSatisfying(
              Answer.Failed.class,
              failed -> assertThat(failed.message()).contains("io.github.lastgood.wire.Nobody"));
    }
  }
}
