package io.github.lastgood.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lastgood.account.event.AwsEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the account emits has the fields of the files in `events/`, with values of the same kinds.
class EventShapesTest {
  private static final Path EVENTS = Path.of("..", "events");

  @ParameterizedTest
  @CsvSource({
    "ecs/bad-in-progress.json, _IN_PROGRESS",
    "ecs/bad-completed.json, _COMPLETED",
    "ecs/bad-failed-circuit-breaker.json, _FAILED",
    "cloudwatch/metric-alarm.json, '\"alarmName\":\"orders-api-5xx\"'",
    "cloudwatch/metric-math-ok.json, '\"alarmName\":\"orders-api-p99\"'",
    "cloudwatch/composite-alarm.json, '\"alarmName\":\"orders-api-bad-deploy\"'",
  })
  void emittedEventHasTheFieldsOfItsFile(String file, String text) throws IOException {
    JsonNode real = Seen.json(Files.readString(EVENTS.resolve(file)));

    JsonNode emitted = Seen.json(anEvent(event -> event.mentions(text)).json());

    assertThat(fields(emitted, "")).isEqualTo(fields(real, ""));
  }

  @Test
  void alarmEventIsTheOneOfTheSharedWorld() throws IOException {
    JsonNode real = Seen.json(Files.readString(EVENTS.resolve("cloudwatch/metric-alarm.json")));

    JsonNode emitted =
        Seen.json(
            anEvent(event -> event.mentions("orders-api-5xx") && event.mentions("10:15:30.124"))
                .json());

    assertThat(emitted.get("time")).isEqualTo(real.get("time"));
    assertThat(emitted.get("resources")).isEqualTo(real.get("resources"));
    assertThat(emitted.at("/detail/configuration")).isEqualTo(real.at("/detail/configuration"));
    assertThat(emitted.at("/detail/state/value")).isEqualTo(real.at("/detail/state/value"));
    assertThat(emitted.at("/detail/state/timestamp")).isEqualTo(real.at("/detail/state/timestamp"));
    assertThat(emitted.at("/detail/state/reason")).isEqualTo(real.at("/detail/state/reason"));
    assertThat(emitted.at("/detail/state/reasonData"))
        .isEqualTo(real.at("/detail/state/reasonData"));
  }

  private static AwsEvent anEvent(Predicate<AwsEvent> which) {
    World world = World.create();
    world.deploy(Release.BAD);
    world.advance(Duration.ofMinutes(20));
    world.deploy(Release.CRASHING);
    world.advance(Duration.ofMinutes(20));
    return world.account().events().emitted().stream().filter(which).findFirst().orElseThrow();
  }

  /// The paths of all fields with the kind of their values; array positions do not count.
  private static Set<String> fields(JsonNode node, String path) {
    Set<String> fields = new TreeSet<>();
    if (node.isObject()) {
      node.properties()
          .forEach(field -> fields.addAll(fields(field.getValue(), path + "/" + field.getKey())));
    } else if (node.isArray()) {
      node.forEach(element -> fields.addAll(fields(element, path + "[]")));
    } else {
      fields.add(path + " " + node.getNodeType());
    }
    return fields;
  }
}
