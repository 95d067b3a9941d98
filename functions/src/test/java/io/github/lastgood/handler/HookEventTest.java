package io.github.lastgood.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lastgood.Refusal;
import io.github.lastgood.target.Orders;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HookEventTest {
  private static HookEvent parse(String json) {
    return HookEvent.parse(json.getBytes(StandardCharsets.UTF_8));
  }

  private static HookEvent file(String name) {
    return parse(Events.text("ecs-hook/" + name + ".json"));
  }

  @ParameterizedTest
  @CsvSource({
    "pre-scale-up,                         false, false",
    "pre-scale-up-without-optional-fields, false, false",
    "test-traffic-shift,                   true,  false",
    "test-traffic-shift-rollback,          true,  true",
    "production-traffic-shift,             true,  false",
    "production-traffic-shift-canary,      true,  false",
    "production-traffic-shift-rollback,    true,  true",
  })
  void stageAndWeightsTellAShiftAndARollback(String name, boolean shift, boolean rollback) {
    assertThat(file(name))
        .returns(shift, HookEvent::isShift)
        .returns(rollback, HookEvent::isRollback)
        .returns(Orders.SERVICE_ARN, HookEvent::serviceArn)
        .returns(Orders.BAD_ID, HookEvent::deploymentId);
  }

  @Test
  void noTrafficForTheNewRevisionIsNoRollbackUntilAnotherOneHasItAll() {
    var event = Events.text("ecs-hook/production-traffic-shift-rollback.json");

    assertThat(parse(event.replace(": 100", ": 90")).isRollback()).isFalse();
  }

  @Test
  void anEventThatSaysTooLittleIsRefused() {
    assertThatThrownBy(() -> file("without-service"))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("lacks serviceArn");
    assertThatThrownBy(() -> parse("{"))
        .isInstanceOf(Refusal.class)
        .returns(Refusal.Code.NOT_JSON, refusal -> ((Refusal) refusal).code());
  }
}
