package io.github.lastgood.handler;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.DefaultConfiguration;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.layout.template.json.JsonTemplateLayout;
import org.apache.logging.log4j.message.SimpleMessage;
import org.apache.logging.log4j.util.SortedArrayStringMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;

/// Texts of others are logged: the names of alarms, the reasons of people, the ids of events. With
/// the layout of `log4j2.xml` none of them can look like a line of its own.
class LogLinesTest {
  private static final JsonTemplateLayout LAYOUT =
      JsonTemplateLayout.newBuilder()
          .setConfiguration(new DefaultConfiguration())
          .setEventTemplateUri("classpath:LambdaJsonLayout.json")
          .build();

  @AfterEach
  void forget() {
    MDC.clear();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x\n{\"level\":\"INFO\",\"message\":\"Rolled back\"}",
        "x\r\nREPORT RequestId: 1",
        "\",\"level\":\"ERROR\",\"x\":\"",
        "\0\33[31m\u2028",
        "\\"
      })
  void aTextIsOneValueOfOneLine(String hostile) throws Exception {
    JsonFunction.correlate(hostile);
    var context = new SortedArrayStringMap();
    context.putValue("correlation_id", MDC.get("correlation_id"));
    var line =
        LAYOUT.toSerializable(
            Log4jLogEvent.newBuilder()
                .setLoggerName("test")
                .setLevel(Level.INFO)
                .setMessage(new SimpleMessage(hostile))
                .setContextData(context)
                .build());

    assertThat(line.strip().chars().filter(sign -> sign == '\n' || sign == '\r')).isEmpty();
    var read = new ObjectMapper().readTree(line);
    assertThat(read.path("message").asText()).isEqualTo(hostile);
    assertThat(read.path("level").asText()).isEqualTo("INFO");
  }
}
