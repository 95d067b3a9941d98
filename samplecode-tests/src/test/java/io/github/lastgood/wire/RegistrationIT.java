package io.github.lastgood.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A target as CloudFormation registers it, with every scalar turned into a string.
@ExtendWith(WireExtension.class)
class RegistrationIT {

  private final WireWorld world;
  private final ResponseUrl responseUrl = new ResponseUrl();

  RegistrationIT(WireWorld world) throws Exception {
    this.world = world;
  }

  @AfterEach
  void close() {
    responseUrl.close();
  }

  private JsonNode report(String file) throws Exception {
    world.registration(responseUrl.in(Events.file("cloudformation/" + file))).body();
    assertThat(responseUrl.reports()).hasSize(1);
    return responseUrl.reports().getFirst();
  }

  @Test
  void aGoodTargetIsRegisteredAndItsRunningRevisionTakenAsKnownGood() throws Exception {
    JsonNode report = report("create.json");

    assertThat(report.path("Status").asText()).as(report.toString()).isEqualTo("SUCCESS");
    assertThat(world.operatorAnswer("status.json").toString()).contains("orders-api:41");
    assertThat(world.moves()).isEmpty();
  }

  @Test
  void aRenamedTargetKeepsWhatIsKnownOfItAndGetsItsNameBackWhenTheUpdateFails() throws Exception {
    for (String file : List.of("create.json", "create-renamed.json", "delete-renamed.json")) {
      world.registration(responseUrl.in(Events.file("cloudformation/" + file))).body();
    }

    assertThat(responseUrl.reports())
        .extracting(report -> report.path("PhysicalResourceId").asText())
        .containsExactly("orders-api", "orders", "orders");
    assertThat(responseUrl.reports())
        .allSatisfy(report -> assertThat(report.path("Status").asText()).isEqualTo("SUCCESS"));
    assertThat(world.operatorAnswer("status.json").toString()).contains("orders-api:41");
  }

  @Test
  void aBadTargetFailsTheStackWithASentenceAndRegistersNothing() throws Exception {
    JsonNode report = report("create-bad-target.json");

    assertThat(report.path("Status").asText()).isEqualTo("FAILED");
    assertThat(report.path("Reason").asText()).isNotBlank();
    assertThat(world.ledger().partition("TARGETS")).isEmpty();
  }

  @Test
  void anAnswerThatDoesNotArriveFailsTheInvocationAndItsAddressIsInNoLog() throws Exception {
    Events create = responseUrl.in(Events.file("cloudformation/create.json"));
    responseUrl.close();

    Answer answer = world.registration(create);

    assertThat(answer)
        .isInstanceOfSatisfying(
            Answer.Failed.class,
            failed ->
                assertThat(failed.message())
                    .startsWith("CloudFormation was not answered about OrdersApiTarget"));
    assertThat(answer.logs())
        .isNotEmpty()
        .noneSatisfy(line -> assertThat(line).contains("/report"));
  }
}
