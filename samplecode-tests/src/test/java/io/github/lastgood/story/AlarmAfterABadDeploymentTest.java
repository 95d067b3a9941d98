package io.github.lastgood.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.account.Release;
import io.github.lastgood.account.World;
import io.github.lastgood.stage.Stage;
import io.github.lastgood.target.AlarmState;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AlarmAfterABadDeploymentTest {

  @Test
  void theServiceEndsOnTheGoodRevisionWithTheAlarmOk() {
    var world = World.create();
    try (var stage = Stage.open(world)) {
      world.deploy(Release.BAD);
      world.advance(Duration.ofMinutes(40));

      assertThat(world.primary().taskDefinition()).isEqualTo(World.taskDefinitionArn(Release.GOOD));
      assertThat(stage.orders().alarms().values())
          .allSatisfy(status -> assertThat(status.state()).isEqualTo(AlarmState.OK));
      stage
          .receipts()
          .forEach(r ->
              System.out.println(
                  r.decidedAt() + " " + r.decision() + " " + r.reason() + " " + r.message()));
      stage
          .notices()
          .forEach(n -> System.out.println(n.at() + " " + n.subject() + "\n" + n.message()));
      stage
          .busEvents()
          .forEach(n -> System.out.println(n.at() + " " + n.detailType() + "\n" + n.detail()));
      System.out.println(stage.measures().lines());
    }
  }
}
