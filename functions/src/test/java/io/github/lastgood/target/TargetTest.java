package io.github.lastgood.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.target.PipelineStage.OnRollback;
import java.util.List;
import org.junit.jupiter.api.Test;

class TargetTest {
  @Test
  void anotherPolicyLeavesWhoOwnsItAndWhichPipelineDeploysItAsTheyAre() {
    var pipeline = new PipelineStage("release", "Production", OnRollback.STOP_TRANSITION);
    var owner = new Owner("arn:aws:cloudformation:eu-west-1:111122223333:stack/shop/1", "Orders");

    assertThat(target(Mode.AUTO, pipeline, owner).withPolicy(Policy.of(Mode.OFF)))
        .isEqualTo(target(Mode.OFF, pipeline, owner));
  }

  private static Target target(Mode mode, PipelineStage pipeline, Owner owner) {
    return new Target(
        "orders-api", Orders.SERVICE, List.of(Orders.ALARM), Policy.of(mode), pipeline, owner);
  }
}
