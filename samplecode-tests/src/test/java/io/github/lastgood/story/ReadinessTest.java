package io.github.lastgood.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lastgood.account.Release;
import io.github.lastgood.account.World;
import io.github.lastgood.account.call.AwsErrors;
import io.github.lastgood.account.call.Fault;
import io.github.lastgood.stage.Stage;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/// Long before anything is bad, the net itself gets holes. The watch finds them within the hour.
class ReadinessTest extends Story {
  private static final String NOT_READY = "A rollback of orders-api would not work now";

  private JsonNode status() {
    return operate("status.json");
  }

  private long measured(String line) {
    return stage.measures().lines().stream().filter(line::equals).count();
  }

  @Test
  void aTargetInOrderIsReadyAndLookedAtOnceAnHour() {
    until("12:30");

    assertThat(status().path("ready").asBoolean()).isTrue();
    assertThat(status().path("notReadyBecause")).isEmpty();
    assertThat(status().path("notChecked")).isNotEmpty();
    assertThat(operate("status-all.json").path("targets").path(0).path("ready").asBoolean())
        .isTrue();
    assertThat(measured("orders-api ready")).isEqualTo(3);
    assertThat(stage.notices()).isEmpty();
  }

  @Test
  void theImageOfTheOnlyGoodRevisionIsDeletedAndPeopleHearOfItOnce() {
    until("10:30");
    world.deleteImage(Release.GOOD);
    assertThat(status().path("ready").asBoolean()).as("on demand").isFalse();
    until("13:30");

    assertThat(subjects()).containsExactly(NOT_READY);
    assertThat(busEvents()).containsOnlyOnce("Target Not Ready");
    assertThat(notice(NOT_READY)).contains("ECR no longer has " + World.image(Release.GOOD));
    assertThat(status().path("notReadyBecause").path(0).asText())
        .startsWith("No known-good revision is left. orders-api:41 is gone");
    assertThat(measured("orders-api ready")).isEqualTo(1);
    assertThat(measured("orders-api not ready")).isEqualTo(3);
  }

  @Test
  void aNewGoodRevisionMakesItReadyAgain() {
    world.deleteImage(Release.GOOD);
    until("10:30");
    deploy(Release.FIXED);
    until("11:30");

    assertThat(status().path("ready").asBoolean()).isTrue();
    assertThat(subjects()).as("it took less than an hour").isEmpty();
  }

  @Test
  void aLifecyclePolicyWillSoonDeleteTheGoodImage() {
    world
        .account()
        .ecr()
        .policy(
            World.SERVICE,
            """
            {"rules": [{"rulePriority": 1, "action": {"type": "expire"},
              "selection": {"tagStatus": "any", "countType": "sinceImagePushed",
                            "countUnit": "days", "countNumber": 5}}]}
            """);
    until("11:30");

    assertThat(status().path("notReadyBecause").path(0).asText())
        .contains("deletes " + World.image(Release.GOOD))
        .contains("rule 1 keeps images for 5 days");
  }

  /// CloudFormation deregisters old definitions; a copy may only be registered with stated roles.
  @Test
  void aDeregisteredDefinitionCanComeBackOnlyWithRolesThatAreStated() throws IOException {
    var task = world.account().place().roleArn("orders-api-task");
    var execution = world.account().place().roleArn("orders-api-execution");
    until("10:30");
    world.deregister(Release.GOOD);
    assertThat(status().path("notReadyBecause").path(0).asText())
        .startsWith("A copy of orders-api:41 cannot be registered: ")
        .contains("write taskRoles: [" + task + ", " + execution + "]");

    registerWithRoles(task);
    assertThat(status().path("notReadyBecause").path(0).asText())
        .contains("add " + execution + " there");

    registerWithRoles(task, execution);
    assertThat(status().path("notReadyBecause")).isEmpty();
    assertThat(status().path("ready").asBoolean()).isTrue();
    assertThat(knownGood()).as("nothing was forgotten").containsExactly("orders-api:41");
  }

  private void registerWithRoles(String... roles) throws IOException {
    var command = (ObjectNode) new ObjectMapper().readTree(Stage.event("operator/register.json"));
    var ecs = ((ObjectNode) command.path("target").path("ecs")).put("taskFamily", "orders-api");
    List.of(roles).forEach(ecs.putArray("taskRoles")::add);
    stage.operate(command.toString());
  }

  @Test
  void anAlarmWithoutDataIsAHoleAfterAnHour() {
    until("10:00:30");
    hold(World.ALARM_5XX, StateValue.INSUFFICIENT_DATA);
    until("12:30");

    assertThat(subjects()).containsExactly(NOT_READY);
    assertThat(notice(NOT_READY)).contains("The alarm orders-api-5xx has had no data since");
  }

  @Test
  void whenAwsDoesNotAnswerTheNextTickLooks() {
    trouble(Fault.before("ecr:GetLifecyclePolicy", 2, AwsErrors::throttled));
    until("10:02:30");
    assertThat(measured("orders-api ready")).isZero();
    until("10:04");

    assertThat(measured("orders-api ready")).isEqualTo(1);
    assertThat(stage.failures()).isEmpty();
  }
}
