package io.github.lastgood.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.account.Release;
import io.github.lastgood.account.call.AwsErrors;
import io.github.lastgood.account.call.Call;
import io.github.lastgood.account.call.CallHook;
import io.github.lastgood.account.call.Fault;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// AWS says "Rate exceeded" to every kind of call, at the worst moment.
class ThrottledTest extends Story {

  /// The next calls of every operation are throttled, each on its own.
  private static final class EveryOperation implements CallHook {
    private final Map<String, Integer> left = new TreeMap<>();
    private final int times;

    EveryOperation(int times) {
      this.times = times;
    }

    @Override
    public void before(Call call) {
      var now = left.merge(call.name(), -1, Integer::sum) + times;
      if (now >= 0) {
        throw AwsErrors.throttled(call);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void theRollbackIsMadeAllTheSame(int times) {
    deploy(Release.BAD);
    until("10:15");
    trouble(new EveryOperation(times));
    until("11:10");
    assertThat(stage.failures()).isNotEmpty();
    assertThat(moves()).containsExactly("UpdateService orders-api:41");
    assertThat(rollbacks())
        .containsExactly("orders-api:42 -> orders-api:41 UPDATE_SERVICE RECOVERED");
    assertThat(subjects())
        .contains(
            "Rolling back orders-api to orders-api:41", "orders-api recovered on orders-api:41");
    assertThat(knownGood()).containsExactly("orders-api:41");
  }

  @Test
  void aThrottledMoveIsMadeByTheRetry() {
    trouble(Fault.before("ecs:UpdateService", 1, AwsErrors::throttled));
    deploy(Release.BAD);
    until("10:40");
    var calls = world.account().calls().callsOf("ecs:UpdateService");
    assertThat(calls).hasSize(2);
    assertThat(Duration.between(calls.getFirst().at(), calls.getLast().at()))
        .isLessThanOrEqualTo(Duration.ofMinutes(1));
    assertThat(rollbacks())
        .containsExactly("orders-api:42 -> orders-api:41 UPDATE_SERVICE RECOVERED");
  }

  @Test
  void aRefusalThatWillNotChangeEndsFailedAndIsTold() {
    trouble(Fault.before("ecs:UpdateService", 100, AwsErrors::accessDenied));
    deploy(Release.BAD);
    until("10:40");
    assertThat(rollbacks()).containsExactly("orders-api:42 -> orders-api:41 UPDATE_SERVICE FAILED");
    assertThat(subjects()).containsExactly("The rollback of orders-api to orders-api:41 FAILED");
    assertThat(stage.notices().getFirst().message())
        .contains("ECS refused to roll back: AccessDeniedException");
    assertThat(stage.orders().rollback()).isNull();
  }
}
