package io.github.lastgood.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lastgood.account.Release;
import io.github.lastgood.stage.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is malformed, unknown or none of Lastgood's business gets one clear sentence and changes
/// nothing.
class StrangeInputTest extends Story {

  private static final Set<String> READS =
      Set.of("Query", "GetItem", "BatchGetItem", "DescribeServices", "DescribeAlarms");

  @BeforeEach
  void aBadDeploymentIsBeingBaked() {
    deploy(Release.BAD);
    until("10:10:30");
  }

  static Stream<String> malformed() throws IOException {
    try (var files = Files.list(Stage.events().resolve("malformed"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void aMalformedEventIsRefusedInOneSentence(String file) {
    var event = Stage.event("malformed/" + file);
    var answered = answer(() -> send(file, event));
    var answer = answered.has("error") ? answered : answered.at("/answers/0");
    assertThat(answer.path("error").asText()).matches("[A-Z_]+");
    assertThat(answer.path("message").asText()).matches("[A-Z].*\\.").doesNotContain("\n");
  }

  @Test
  void anAlarmOfNoTargetIsIgnored() {
    var answer =
        answer(() -> stage.alarm(Stage.event("cloudwatch/metric-alarm-unknown-alarm.json")));
    assertThat(answer.at("/answers/0/decision").asText()).isEqualTo("IGNORE");
    assertThat(answer.at("/answers/0/reason").asText()).isEqualTo("UNKNOWN_ALARM");
  }

  @Test
  void aServiceOfNoTargetIsIgnored() {
    var answer =
        answer(() -> stage.deployment(Stage.event("ecs/unregistered-service-completed.json")));
    assertThat(answer.at("/answers/0/reason").asText()).isEqualTo("UNKNOWN_RESOURCE");
  }

  @Test
  void aMessageThatIsNoAlarmIsIgnored() {
    var answer = answer(() -> stage.alarm(Stage.event("sns/not-an-alarm.json")));
    assertThat(answer.at("/answers/0/reason").asText()).isEqualTo("NOT_AN_ALARM");
  }

  private void send(String file, String event) {
    if (file.startsWith("operator") || file.startsWith("register")) {
      stage.operate(event);
    } else if (file.startsWith("ecs")) {
      stage.deployment(event);
    } else {
      stage.alarm(event);
    }
  }

  /// The answer to something that changes nothing.
  private JsonNode answer(Runnable sending) {
    var before = stage.ledgerItems();
    var calls = world.account().calls().journal().size();
    var answers = stage.answers().size();
    sending.run();
    assertThat(stage.failures()).isEmpty();
    assertThat(stage.answers()).hasSize(answers + 1);
    assertThat(stage.ledgerItems()).isEqualTo(before);
    var journal = world.account().calls().journal();
    assertThat(journal.subList(calls, journal.size()))
        .allSatisfy(entry -> assertThat(READS).contains(entry.call().operation()));
    return stage.answers().getLast();
  }
}
