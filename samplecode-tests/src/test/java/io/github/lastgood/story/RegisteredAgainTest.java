package io.github.lastgood.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.account.Release;
import io.github.lastgood.account.call.AwsErrors;
import io.github.lastgood.account.call.Fault;
import io.github.lastgood.stage.Stage;
import org.junit.jupiter.api.Test;

/// A target is unregistered and registered again, as when its stack is removed and comes back. What
/// it had before still counts. Found by the simulation, which lets people do so in the middle of
/// everything.
class RegisteredAgainTest extends Story {
  private static final String UNREGISTER = Stage.event("operator/unregister.json");

  @Test
  void rollbackThatIsOpenEndsWithItsTarget() {
    deploy(Release.BAD);
    until("10:16");
    unregister();
    until("10:40");

    assertThat(rollbacks())
        .containsExactly("orders-api:42 -> orders-api:41 UPDATE_SERVICE NOT_RECOVERED");
    assertThat(notice("orders-api did NOT recover after the rollback to orders-api:41"))
        .contains("orders-api was unregistered before the rollback was proven to help.");
  }

  @Test
  void deploymentThatHadItsRollbackHasHadItStill() {
    trouble(Fault.before("ecs:UpdateService", 1, AwsErrors::accessDenied));
    deploy(Release.BAD);
    until("10:20");
    assertThat(rollbacks()).containsExactly("orders-api:42 -> orders-api:41 UPDATE_SERVICE FAILED");

    unregister();
    operate("register.json");
    order("mark-good", "revision", "orders-api:41");
    until("10:30");

    assertThat(decisions()).endsWith("IGNORE ROLLBACK_EXISTS");
    assertThat(stage.failures()).isEmpty();
    assertThat(running()).isEqualTo("orders-api:42");
  }

  @Test
  void personCanStillOrderAnotherRollbackOfIt() {
    trouble(Fault.before("ecs:UpdateService", 1, AwsErrors::accessDenied));
    deploy(Release.BAD);
    until("10:20");
    unregister();
    operate("register.json");
    order("mark-good", "revision", "orders-api:41");
    operate("rollback.json");
    until("10:40");

    assertThat(running()).isEqualTo("orders-api:41");
    assertThat(rollbacks())
        .containsExactly(
            "orders-api:42 -> orders-api:41 UPDATE_SERVICE FAILED",
            "orders-api:42 -> orders-api:41 UPDATE_SERVICE RECOVERED");
  }

  private void unregister() {
    assertThat(stage.operate(UNREGISTER).has("error")).isFalse();
  }
}
