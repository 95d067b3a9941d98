package io.github.lastgood.story.codedeploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.account.Billing;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codedeploy.model.DeploymentStatus;

/// The rollback's own deployment keeps the bad tasks for two hours: what counts for the users is
/// that the traffic has moved.
class LongWaitAfterTheRollbackTest extends CodeDeployStory {
  LongWaitAfterTheRollbackTest() {
    super(world -> Billing.onEcs(world, Duration.ofHours(2)));
  }

  @Test
  void theRollbackIsOverWhenItHasTheTraffic() {
    billing.deploy(Billing.FIXED);
    until("13:00");
    assertThat(operate("rollback-code-deploy.json").path("decision").asText())
        .isEqualTo("ROLL_BACK");
    until("13:20");

    assertThat(billing.newest().status()).isEqualTo(DeploymentStatus.IN_PROGRESS);
    assertThat(rollbacks())
        .containsExactly("billing-api:10 -> billing-api:7 CREATE_DEPLOYMENT RECOVERED");
  }
}
