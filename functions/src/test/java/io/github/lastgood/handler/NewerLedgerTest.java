package io.github.lastgood.handler;

import static io.github.lastgood.target.Orders.ALARM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lastgood.ledger.NewerFormat;
import io.github.lastgood.target.AlarmState;
import io.github.lastgood.target.AlarmStatus;
import io.github.lastgood.target.Mode;
import io.github.lastgood.target.Orders;
import io.github.lastgood.target.Policy;
import io.github.lastgood.target.Resource;
import io.github.lastgood.target.Target;
import io.github.lastgood.target.TargetState;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/// A later version of Lastgood wrote the state of `orders-api`, and then that version was taken
/// back.
class NewerLedgerTest {
  private final Bench bench = new Bench();

  @BeforeEach
  void aLaterVersionWroteTheState() {
    bench.given(Orders.state());
    var later = new HashMap<>(item());
    later.put("format", AttributeValue.fromN("2"));
    later.put("newIn2027", AttributeValue.fromS("must not be lost"));
    bench.table.putItem(PutItemRequest.builder().tableName("table").item(later).build());
    bench.alarms.put(ALARM, AlarmStatus.of(AlarmState.ALARM, Orders.RED));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cloudwatch/metric-alarm.json",
        "cloudwatch-lambda-action/metric-alarm.json",
        "cloudwatch/metric-ok.json"
      })
  void anAlarmIsNotAnsweredButFailsSoThatItIsKeptAsideAndPeopleAreAlarmed(String file) {
    var before = item();
    bench.now = Orders.NOW.plus(Duration.ofHours(1));

    assertThatThrownBy(() -> bench.alarmFile(file))
        .isInstanceOf(NewerFormat.class)
        .hasMessage(
            "The ledger's item TARGET#orders-api STATE has format 2, and this version of Lastgood"
                + " knows format 1: a later version wrote it. Deploy that version again; this one"
                + " changes nothing here.");
    assertThat(item()).isEqualTo(before);
    verify(bench.ecs, never()).updateService(any(UpdateServiceRequest.class));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ecs/good-completed.json", "ecs/bad-failed.json"})
  void aDeploymentEventFailsAsWell(String file) {
    var before = item();

    assertThatThrownBy(() -> bench.deploymentFile(file)).isInstanceOf(NewerFormat.class);
    assertThat(item()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"freeze", "rollback", "rollback-force", "mark-bad", "register", "unregister"})
  void noCommandWritesOverTheState(String command) {
    var before = item();

    assertThatThrownBy(() -> bench.operateFile("operator/" + command + ".json"))
        .isInstanceOf(NewerFormat.class);
    assertThat(item()).isEqualTo(before);
    verify(bench.ecs, never()).updateService(any(UpdateServiceRequest.class));
  }

  @Test
  void theWatchSeesTheOtherTargetsThroughAndNamesThisOne() {
    var billing =
        new Resource.EcsService(
            "arn:aws:ecs:eu-west-1:111122223333:service/prod/billing-api",
            "prod",
            "billing-api",
            null);
    bench.given(
        TargetState.registered(
            new Target("billing-api", billing, List.of(ALARM), Policy.of(Mode.AUTO))));
    var before = item();

    var tick = bench.tick();

    assertThat(tick.path("unseen")).extracting(JsonNode::asText).containsExactly("orders-api");
    assertThat(tick.path("targets").asInt()).isEqualTo(1);
    assertThat(bench.measured).contains("1 unseen");
    assertThat(item()).isEqualTo(before);
    assertThat(bench.lastgood.ledger().state("billing-api").orElseThrow().alarm(ALARM))
        .as("it was looked at")
        .isPresent();
  }

  /// The way back that `docs/ledger.md` tells.
  @Test
  void withoutThatItemTheTargetCanBeRegisteredAgain() {
    bench.table.deleteItem(
        DeleteItemRequest.builder()
            .tableName("table")
            .key(
                Map.of(
                    "pk", AttributeValue.fromS("TARGET#orders-api"),
                    "sk", AttributeValue.fromS("STATE")))
            .build());
    bench.alarms.clear();

    assertThat(bench.operateFile("operator/register.json").path("error").asText()).isEmpty();
    assertThat(bench.state().lastKnownGood()).isPresent();
    assertThat(item().get("format")).isEqualTo(AttributeValue.fromN("1"));
  }

  private Map<String, AttributeValue> item() {
    return bench
        .table
        .query(
            QueryRequest.builder()
                .scanIndexForward(true)
                .expressionAttributeValues(
                    Map.of(
                        ":pk", AttributeValue.fromS("TARGET#orders-api"),
                        ":sk", AttributeValue.fromS("STATE")))
                .build())
        .items()
        .getFirst();
  }
}
