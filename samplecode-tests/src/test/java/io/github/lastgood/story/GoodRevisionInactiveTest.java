package io.github.lastgood.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.account.Release;
import io.github.lastgood.account.World;
import io.github.lastgood.account.call.Fault;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionField;

/// A tool deregistered the good task definition, as CloudFormation does with every update: a copy
/// is registered from what the ledger stored.
class GoodRevisionInactiveTest extends Story {

  @BeforeEach
  void theGoodDefinitionIsDeregisteredAndABadOneIsDeployed() {
    world.deregister(Release.GOOD);
    deploy(Release.BAD);
  }

  @Test
  void aCopyIsRegisteredAndDeployed() {
    until("10:40");
    assertThat(moves())
        .containsExactly("RegisterTaskDefinition orders-api", "UpdateService orders-api:46");
    assertThat(rollbacks())
        .containsExactly("orders-api:42 -> orders-api:41 REGISTER_COPY RECOVERED");
    assertThat(notice("Rolling back orders-api to orders-api:41"))
        .contains("UpdateService to a copy, " + arn("orders-api:46"));
  }

  @Test
  void theCopyIsTheSameButForPinnedImagesAndTags() {
    until("10:40");
    var ecs = world.account().ecs();
    var original = ecs.describeTaskDefinition(describe("orders-api:41"));
    var copy = ecs.describeTaskDefinition(describe("orders-api:46"));
    var digest = world.account().ecr().digestOf(World.image(Release.GOOD)).orElseThrow();
    var container = original.taskDefinition().containerDefinitions().getFirst();
    assertThat(copy.taskDefinition().containerDefinitions())
        .containsExactly(
            container.toBuilder()
                .image(World.image(Release.GOOD).replace(":v41", "@" + digest))
                .build());
    assertThat(copy.taskDefinition().taskRoleArn())
        .isEqualTo(original.taskDefinition().taskRoleArn());
    assertThat(copy.taskDefinition().executionRoleArn())
        .isEqualTo(original.taskDefinition().executionRoleArn());
    assertThat(copy.tags())
        .extracting(tag -> tag.key() + "=" + tag.value())
        .containsExactly(
            "team=shop",
            "lastgood:rollback=orders-api.9313423515462893900",
            "lastgood:copy-of=" + arn("orders-api:41"));
  }

  @Test
  void aCrashBetweenRegisterAndUpdateLeavesNoSecondCopy() {
    trouble(Fault.crashBefore("ecs:UpdateService"));
    until("10:40");
    assertThat(moves())
        .containsExactly("RegisterTaskDefinition orders-api", "UpdateService orders-api:46");
  }

  @Test
  void aCrashThatLosesTheAnswerOfRegisterLeavesNoSecondCopy() {
    trouble(Fault.crashAfter("ecs:RegisterTaskDefinition"));
    until("10:40");
    assertThat(moves()).containsExactly("UpdateService orders-api:46");
    assertThat(running()).isEqualTo("orders-api:46");
    assertThat(world.account().calls().callsOf("ecs:RegisterTaskDefinition")).hasSize(1);
  }

  @Test
  void theCopyProvesItselfAndIsWhatTheNextRollbackGoesTo() {
    until("10:40");
    assertThat(knownGood()).containsExactly("orders-api:46", "orders-api:41");
    deploy(Release.BAD_AT_ONCE);
    until("11:20");
    assertThat(running()).isEqualTo("orders-api:46");
    assertThat(moves()).filteredOn(move -> move.startsWith("Register")).hasSize(1);
  }

  private static DescribeTaskDefinitionRequest describe(String name) {
    return DescribeTaskDefinitionRequest.builder()
        .taskDefinition(name)
        .include(TaskDefinitionField.TAGS)
        .build();
  }

  private static String arn(String name) {
    return "arn:aws:ecs:eu-west-1:111122223333:task-definition/" + name;
  }
}
