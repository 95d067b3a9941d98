package io.github.lastgood.story.codedeploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.account.Billing;
import io.github.lastgood.account.call.AwsErrors;
import io.github.lastgood.account.call.Fault;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// CreateDeployment takes no client token, and still there is one deployment.
class CrashAroundTheMoveTest extends CodeDeployStory {
  CrashAroundTheMoveTest() {
    super(world -> Billing.onEcs(world, Duration.ofMinutes(1)));
  }

  @Test
  void aCrashBeforeTheCallIsFinishedLater() {
    trouble(Fault.crashBefore("codedeploy:CreateDeployment"));
    rollsBackOnce();
  }

  @Test
  void aCrashAfterTheCallDoesNotRepeatIt() {
    trouble(Fault.crashAfter("codedeploy:CreateDeployment"));
    rollsBackOnce();
  }

  @Test
  void aServerErrorWhoseCallWasDoneDoesNotRepeatIt() {
    trouble(Fault.after("codedeploy:CreateDeployment", 1, AwsErrors::serverError));
    rollsBackOnce();
  }

  @Test
  void throttlingIsWaitedOut() {
    trouble(Fault.before("codedeploy:CreateDeployment", 2, AwsErrors::throttled));
    rollsBackOnce();
  }

  private void rollsBackOnce() {
    billing.deploy(Billing.BAD);
    until("10:40");

    assertThat(billing.deployments()).containsExactly(7, 8, 7);
    assertThat(rollbacks())
        .containsExactly("billing-api:8 -> billing-api:7 CREATE_DEPLOYMENT RECOVERED");
    assertThat(subjects()).hasSize(2);
  }
}
