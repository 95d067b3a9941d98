package io.github.lastgood.story.codedeploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.account.Billing;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RevisionGoneTest extends CodeDeployStory {
  RevisionGoneTest() {
    super(world -> Billing.onEcs(world, Duration.ofMinutes(1)));
  }

  @Test
  void anAppSpecThatCodeDeployForgotIsDeployedFromTheLedger() {
    billing.forget(Billing.GOOD);
    billing.deploy(Billing.BAD);
    until("10:30");

    assertThat(billing.serves(Billing.GOOD)).isTrue();
    assertThat(rollbacks())
        .containsExactly("billing-api:8 -> billing-api:7 CREATE_DEPLOYMENT RECOVERED");
  }

  @Test
  void aTaskDefinitionThatWasDeregisteredIsHandedToAPerson() {
    billing.deregister(Billing.GOOD);
    billing.deploy(Billing.BAD);
    until("10:30");

    assertThat(moves()).isEmpty();
    assertThat(decisions()).containsOnly("ESCALATE KNOWN_GOOD_GONE");
    assertThat(stage.notices().getLast().message())
        .contains("Task definition billing-api:7 is INACTIVE.");
  }
}
