package io.github.lastgood.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.decision.Happening.ApprovalExpired;
import io.github.lastgood.decision.Happening.ApprovalRejected;
import io.github.lastgood.target.Approval;
import io.github.lastgood.target.Orders;
import io.github.lastgood.target.TargetState;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AskingTest {
  private static final Instant UNTIL = Orders.NOW.plusSeconds(60);
  private static final Approval WAITING = Approval.asked(Orders.BAD_ID, Orders.GOOD, UNTIL);

  private static TargetState asked(Approval approval) {
    return Orders.state().withApproval(approval);
  }

  @Test
  void aQuestionExpiresAtItsEndAndIsToldOnce() {
    var state = asked(WAITING);
    assertThat(Asking.expire(state, UNTIL.minusMillis(1))).isEqualTo(Change.none(state));

    var over = Asking.expire(state, UNTIL);
    assertThat(over.state().approval()).isEqualTo(WAITING.expired());
    assertThat(over.happenings()).containsExactly(new ApprovalExpired(WAITING.expired()));
    assertThat(Asking.expire(over.state(), UNTIL)).isEqualTo(Change.none(over.state()));
  }

  @Test
  void aQuestionAboutAnEarlierDeploymentIsNotAskedAnyMore() {
    var state = asked(Approval.asked("ecs-svc/1", Orders.GOOD, UNTIL));

    assertThat(Asking.expire(state, UNTIL)).isEqualTo(Change.none(state));
    assertThat(Asking.reject(state, "ana", "no")).isEqualTo(Change.none(state));
  }

  @Test
  void aNoIsToldOnce() {
    var no = Asking.reject(asked(WAITING), "ana", "a load test");

    assertThat(no.state().approval()).isEqualTo(WAITING.rejected("ana"));
    assertThat(no.happenings())
        .containsExactly(new ApprovalRejected(WAITING.rejected("ana"), "a load test"));
    assertThat(Asking.reject(no.state(), "ben", "too")).isEqualTo(Change.none(no.state()));
  }

  @Test
  void whenNothingComplainsTheQuestionIsGoneAndANoIsNot() {
    assertThat(Asking.withdraw(asked(WAITING)).approval()).isNull();
    assertThat(Asking.withdraw(asked(WAITING.expired())).approval()).isNull();
    assertThat(Asking.withdraw(asked(WAITING.rejected("ana"))).approval())
        .isEqualTo(WAITING.rejected("ana"));
    assertThat(Asking.withdraw(Orders.state())).isEqualTo(Orders.state());
  }
}
