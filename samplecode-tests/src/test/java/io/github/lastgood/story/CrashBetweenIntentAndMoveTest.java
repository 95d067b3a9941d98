package io.github.lastgood.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.account.Release;
import io.github.lastgood.account.World;
import io.github.lastgood.account.call.Call;
import io.github.lastgood.account.call.CallHook;
import io.github.lastgood.account.call.Fault;
import io.github.lastgood.account.call.ProcessCrash;
import io.github.lastgood.account.event.AwsEvent;
import io.github.lastgood.account.event.Delivery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The function dies between writing that it will roll back and writing that it did.
class CrashBetweenIntentAndMoveTest extends Story {

  @ParameterizedTest
  @ValueSource(strings = {"before the move", "after the move"})
  void theRetryFinishesIt(String when) {
    trouble(
        when.startsWith("before")
            ? Fault.crashBefore("ecs:UpdateService")
            : Fault.crashAfter("ecs:UpdateService"));
    deploy(Release.BAD);
    until("10:40");
    assertThatItIsRolledBackOnce();
  }

  @Test
  void theRetryFinishesAClaimThatNothingFollowed() {
    deploy(Release.BAD);
    until("10:15");
    trouble(Fault.crashAfter("dynamodb:TransactWriteItems"));
    until("10:16");
    assertThat(rollbacks())
        .containsExactly("orders-api:42 -> orders-api:41 UPDATE_SERVICE PENDING");
    until("10:40");
    assertThatItIsRolledBackOnce();
  }

  @Test
  void theTickFinishesItWhenNoRetryComes() {
    begin(World.create(), to -> Delivery.dropping(AwsEvent::isAlarm, to));
    trouble(Fault.crashBefore("ecs:UpdateService"));
    deploy(Release.BAD);
    until("10:40");
    assertThatItIsRolledBackOnce();
  }

  @Test
  void aMoveWhoseResultWasNeverWrittenIsNotMadeAgain() {
    deploy(Release.BAD);
    until("10:15");
    trouble(new SecondTransactionDies());
    until("10:40");
    assertThatItIsRolledBackOnce();
  }

  private void assertThatItIsRolledBackOnce() {
    assertThat(stage.failures()).hasSize(1);
    assertThat(deployments())
        .containsExactly(
            "orders-api:41 SUCCESSFUL", "orders-api:42 SUCCESSFUL", "orders-api:41 SUCCESSFUL");
    assertThat(rollbacks())
        .containsExactly("orders-api:42 -> orders-api:41 UPDATE_SERVICE RECOVERED");
    assertThat(subjects())
        .containsExactly(
            "Rolling back orders-api to orders-api:41", "orders-api recovered on orders-api:41");
  }

  /// The claim is the first transaction of an alarm's handler, the result the second.
  private static final class SecondTransactionDies implements CallHook {
    private int seen;

    @Override
    public void before(Call call) {
      if (call.name().equals("dynamodb:TransactWriteItems") && ++seen == 2) {
        throw new ProcessCrash(call);
      }
    }
  }
}
