package io.github.lastgood.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Names that others choose (of alarms, resources, revisions, deployments, events) stand at the end
/// of a key, behind what says of which kind the item is: none can name an item of another kind.
class KeysTest {
  private static final Instant NOW = Instant.parse("2026-11-02T10:15:30Z");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "STATE",
        "#STATE",
        "orders-api#STATE",
        "../STATE",
        "a#ROLLBACK#b",
        "\n",
        "#",
        "\0"
      })
  void aNameCannotLeaveItsKind(String hostile) {
    assertThat(Keys.alarm(hostile)).startsWith("ALARM#");
    assertThat(Keys.resource(hostile)).startsWith("RESOURCE#");
    kind("TARGET#orders-api", "DECISION#", Keys.receipt("orders-api", NOW, hostile));
    kind("TARGET#orders-api", "DEPLOYMENT#", Keys.deployment("orders-api", NOW, hostile));
    kind("TARGET#orders-api", "ROLLBACK#", Keys.rollback("orders-api", hostile));
    kind("TARGET#orders-api", "REVISION#", Keys.definition("orders-api", hostile));
    kind("ACCOUNT", "RED#", Keys.red(hostile));
    kind("TARGETS", "", Keys.directory(hostile));
  }

  private static void kind(String pk, String sk, Map<String, AttributeValue> key) {
    assertThat(text(key, "pk")).isEqualTo(pk);
    assertThat(text(key, "sk")).startsWith(sk);
  }

  private static String text(Map<String, AttributeValue> key, String name) {
    return Objects.requireNonNull(key.get(name)).s();
  }

  /// Another target is another partition, whatever its name holds.
  @ParameterizedTest
  @ValueSource(strings = {"orders-api#STATE", "orders-api#", "#orders-api", "orders-api "})
  void aTargetsNameCannotReachAnotherTarget(String hostile) {
    assertThat(
            Stream.of(
                Keys.state(hostile),
                Keys.readiness(hostile),
                Keys.lastDrill(hostile),
                Keys.rollback(hostile, "STATE"),
                Keys.definition(hostile, "STATE")))
        .allSatisfy(key ->
            assertThat(text(key, "pk"))
                .isEqualTo("TARGET#" + hostile)
                .isNotEqualTo(Keys.target("orders-api")));
  }
}
