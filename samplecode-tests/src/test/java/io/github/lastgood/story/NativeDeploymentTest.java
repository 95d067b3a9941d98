package io.github.lastgood.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.account.Release;
import io.github.lastgood.account.Strategy;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;

/// ECS shifts the traffic itself: blue/green, canary, linear. While both revisions run, the way
/// back is one shift of traffic; afterwards it is a deployment like any other.
class NativeDeploymentTest {
  private static final Duration SHORT = Duration.ofMinutes(2);
  private static final Duration LONG = Duration.ofMinutes(20);

  abstract static class ByEcs extends Story {
    private final DeploymentConfiguration how;

    ByEcs(DeploymentConfiguration how) {
      this.how = how;
    }

    @BeforeEach
    void configure() {
      world.configure(how);
    }
  }

  @Nested
  class BlueGreenThatStillBakes extends ByEcs {
    BlueGreenThatStillBakes() {
      super(Strategy.blueGreen(LONG));
    }

    @Test
    void trafficGoesBackToBlueInOneMove() {
      deploy(Release.BAD);
      until("10:16");
      assertThat(moves()).containsExactly("StopServiceDeployment ROLLBACK");
      until("10:18");

      assertThat(running()).isEqualTo("orders-api:41");
      assertThat(deployments())
          .containsExactly("orders-api:41 SUCCESSFUL", "orders-api:42 ROLLBACK_SUCCESSFUL");
      assertThat(world.service().runningCount()).isEqualTo(4);
    }

    @Test
    void itIsProvenThatItHelped() {
      deploy(Release.BAD);
      until("10:40");

      assertThat(rollbacks())
          .containsExactly("orders-api:42 -> orders-api:41 STOP_SERVICE_DEPLOYMENT RECOVERED");
      assertThat(quarantine()).containsExactly("orders-api:42");
      assertThat(decisions().getFirst()).isEqualTo("ROLL_BACK ALARM_AFTER_DEPLOYMENT");
      assertThat(stage.failures()).isEmpty();
    }

    @Test
    void theReceiptSaysHowEcsDeploysIt() {
      deploy(Release.BAD);
      until("10:16");

      assertThat(stage.receipts().getFirst().evidence())
          .containsEntry("strategy", "BLUE_GREEN")
          .containsEntry("circuitBreaker", "off");
    }
  }

  @Nested
  class BlueGreenThatIsOver extends ByEcs {
    BlueGreenThatIsOver() {
      super(Strategy.blueGreen(SHORT));
    }

    @Test
    void theGoodRevisionIsDeployedAgain() {
      deploy(Release.BAD);
      until("10:50");

      assertThat(moves()).containsExactly("UpdateService orders-api:41");
      assertThat(running()).isEqualTo("orders-api:41");
      assertThat(rollbacks())
          .containsExactly("orders-api:42 -> orders-api:41 UPDATE_SERVICE RECOVERED");
    }
  }

  @Nested
  class CanaryWithAPartOfTheTraffic extends ByEcs {
    CanaryWithAPartOfTheTraffic() {
      super(Strategy.canary(10, LONG, SHORT));
    }

    @Test
    void itNeverGetsTheRest() {
      deploy(Release.BAD_AT_ONCE);
      until("10:07");

      assertThat(moves()).containsExactly("StopServiceDeployment ROLLBACK");
      assertThat(running()).isEqualTo("orders-api:41");
      until("10:30");
      assertThat(rollbacks())
          .containsExactly("orders-api:45 -> orders-api:41 STOP_SERVICE_DEPLOYMENT RECOVERED");
    }
  }

  @Nested
  class LinearThatTakesLongerThanASettleTimeout extends ByEcs {
    LinearThatTakesLongerThanASettleTimeout() {
      super(Strategy.linear(20, Duration.ofMinutes(10), SHORT));
    }

    @Test
    void isLeftAloneWhenItIsGood() {
      deploy(Release.FIXED);
      until("11:15");

      assertThat(moves()).isEmpty();
      assertThat(knownGood()).containsExactly("orders-api:44", "orders-api:41");
    }

    @Test
    void goesBackToBlueBetweenTwoSteps() {
      deploy(Release.BAD);
      until("10:30");

      assertThat(moves()).containsExactly("StopServiceDeployment ROLLBACK");
      assertThat(rollbacks())
          .containsExactly("orders-api:42 -> orders-api:41 STOP_SERVICE_DEPLOYMENT RECOVERED");
    }
  }

  @Nested
  class TasksThatNeverComeUp extends ByEcs {
    TasksThatNeverComeUp() {
      super(Strategy.blueGreen(SHORT));
    }

    @Test
    void areFoundByTheWatchBecauseEcsSaysNothing() {
      deploy(Release.CRASHING);
      until("10:31");
      assertThat(moves()).isEmpty();
      until("10:40");

      assertThat(moves()).containsExactly("StopServiceDeployment ROLLBACK");
      assertThat(decisions()).containsExactly("ROLL_BACK DEPLOYMENT_STALLED");
      assertThat(running()).isEqualTo("orders-api:41");
    }
  }
}
