package io.github.lastgood.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.account.Release;
import io.github.lastgood.account.World;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.Tag;

/// orders-api:42 migrates the schema: what was good before it ran may not run after it.
class BarrierTest extends Story {

  @Test
  void nobodyGoesBackPastIt() {
    until("10:01");
    deploy(Release.BAD);
    until("10:07");
    operate("record-barrier.json");
    until("10:40");

    assertThat(rollbacks()).isEmpty();
    assertThat(running()).isEqualTo("orders-api:42");
    assertThat(decisions()).contains("ESCALATE BEHIND_BARRIER");
    assertThat(notice("orders-api needs a person: behind barrier"))
        .contains("orders-api:42, a barrier set by ana@example.com")
        .contains("It drops the column that orders-api:41 reads.");

    assertThat(operate("rollback-to.json").path("reason").asText()).isEqualTo("ORDERED_IS_BARRED");
    assertThat(order("rollback", "to", "orders-api:41", "force", "true").path("error").asText())
        .as("force is a flag, not a text")
        .isEqualTo("WRONG_TYPE");
    assertThat(operate("rollback-force.json").path("reason").asText()).isEqualTo("BEHIND_BARRIER");
  }

  @Test
  void itIsKnownBeforeItRuns() {
    operate("record-barrier.json");
    assertThat(stage.orders().barriers()).singleElement().returns(null, b -> b.since());
    until("10:01");
    deploy(Release.BAD);
    until("10:40");

    assertThat(rollbacks()).isEmpty();
    assertThat(decisions()).contains("ESCALATE BEHIND_BARRIER");
  }

  @Test
  void aRevisionThatWasGoodBehindItIsACandidate() {
    deploy(Release.FIXED);
    until("10:30");
    order("record", "revision", "orders-api:44", "barrier", "true");
    assertThat(stage.orders().barriers()).as("a flag is true or false, not a text").isEmpty();

    stage.operate(
        """
        {"command": "record", "target": "orders-api", "revision": "orders-api:44",
         "barrier": true, "by": "ana", "reason": "it migrates"}
        """);
    deploy(Release.BAD_AT_ONCE);
    until("10:59");
    assertThat(rollbacks())
        .containsExactly("orders-api:45 -> orders-api:44 STOP_SERVICE_DEPLOYMENT RECOVERED");
  }

  @Test
  void onceItIsLiftedTheRollbackGoesOn() {
    until("10:01");
    deploy(Release.BAD);
    until("10:07");
    operate("record-barrier.json");
    until("10:20");
    operate("record-no-barrier.json");
    until("10:40");

    assertThat(rollbacks())
        .containsExactly("orders-api:42 -> orders-api:41 UPDATE_SERVICE RECOVERED");
  }

  @Test
  void aTaskDefinitionMaySayItOfItself() {
    var ecs = world.account().ecs();
    var bad =
        ecs.describeTaskDefinition(d -> d.taskDefinition(World.taskDefinitionArn(Release.BAD)))
            .taskDefinition();
    var tagged =
        ecs.registerTaskDefinition(r ->
                r.family(bad.family())
                    .containerDefinitions(bad.containerDefinitions())
                    .tags(Tag.builder().key("lastgood:barrier").value("true").build()))
            .taskDefinition()
            .taskDefinitionArn();
    until("10:01");
    ecs.updateService(u -> u.cluster(World.CLUSTER).service(World.SERVICE).taskDefinition(tagged));
    until("10:40");

    assertThat(rollbacks()).isEmpty();
    assertThat(decisions()).contains("ESCALATE BEHIND_BARRIER");
    assertThat(notice("orders-api needs a person: behind barrier"))
        .contains("a barrier set by its own tag (lastgood:barrier)");
  }
}
