package io.github.lastgood.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Operator commands from the files that the README names.
@ExtendWith(WireExtension.class)
class OperatorIT {

  private final WireWorld world;

  OperatorIT(WireWorld world) {
    this.world = world;
  }

  @BeforeEach
  void badDeployment() throws Exception {
    world.badDeploymentAfterRegistration(Instant.now().minusSeconds(10));
  }

  @Test
  void statusNamesTheRunningAndTheLastKnownGoodRevision() throws Exception {
    String status = world.operatorAnswer("status.json").toString();

    assertThat(status).contains("orders-api:42").contains("orders-api:41");
    assertThat(world.moves()).isEmpty();
  }

  @Test
  void statusWithoutATargetListsAll() throws Exception {
    assertThat(world.operatorAnswer("status-all.json").toString()).contains("orders-api");
  }

  @Test
  void planTellsWhatARollbackWouldDoAndDoesNothing() throws Exception {
    JsonNode plan = world.operatorAnswer("plan.json");

    assertThat(plan.path("decision").asText()).isEqualTo("ROLL_BACK");
    assertThat(plan.path("to").asText()).isEqualTo(WireWorld.GOOD);
    assertThat(world.moves()).isEmpty();
    assertThat(world.running()).isEqualTo(WireWorld.BAD);
    assertThat(world.ledger().items("TARGET#orders-api", "ROLLBACK#")).isEmpty();
  }

  @Test
  void aRollbackByHandMovesTheService() throws Exception {
    JsonNode answer = world.operatorAnswer("rollback.json");

    assertThat(answer.path("decision").asText()).isEqualTo("ROLL_BACK");
    assertThat(answer.path("from").asText()).isEqualTo(WireWorld.BAD);
    assertThat(answer.path("to").asText()).isEqualTo(WireWorld.GOOD);
    assertThat(answer.path("rollbackId").asText()).isNotEmpty();
    assertThat(world.moves()).hasSize(1);
    assertThat(world.running()).isEqualTo(WireWorld.GOOD);
  }

  @ParameterizedTest
  @MethodSource("badCommands")
  void badInputIsRefusedWithOneSentenceAndChangesNothing(String file) throws Exception {
    var before = world.ledger().partition("TARGET#orders-api");

    JsonNode answer = Json.read(world.operator(Events.file("malformed/" + file)).body());

    assertThat(answer.path("error").asText()).matches("[a-zA-Z_.-]+");
    assertThat(answer.path("message").asText()).isNotBlank().doesNotContain("\n");
    assertThat(world.moves()).isEmpty();
    assertThat(world.ledger().partition("TARGET#orders-api")).isEqualTo(before);
  }

  static List<String> badCommands() throws IOException {
    try (Stream<Path> files = Files.list(Events.DIRECTORY.resolve("malformed"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches("(operator-|register-|not-json|empty-|array-|string-).*"))
          .sorted()
          .toList();
    }
  }
}
