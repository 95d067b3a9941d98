package io.github.lastgood.story.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.account.Release;
import io.github.lastgood.account.World;
import io.github.lastgood.account.call.AwsErrors;
import io.github.lastgood.account.call.Fault;
import io.github.lastgood.stage.Invoked;
import io.github.lastgood.stage.Invoked.Step;
import io.github.lastgood.stage.Stage;
import io.github.lastgood.target.Findings;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;

/// Inside the bake time the move comes first. Why it was needed is found out after it, and stands
/// in receipt, rollback, notice and history.
class EvidenceTest extends MetricStory {
  private static final String STARTED = "Rolling back orders-api to orders-api:41";
  private static final String RECOVERED = "orders-api recovered on orders-api:41";
  private static final String METRIC = "cloudwatch:GetMetricData";
  private static final String SECRET = "hunter2";

  private Findings findings() {
    return Objects.requireNonNull(stage.ledger().rollbacks(World.SERVICE).getFirst().findings());
  }

  /// The bad image with another size, and a password in its environment.
  private void deployWithAnotherEnvironment() {
    var password = KeyValuePair.builder().name("DB_PASSWORD").value(SECRET).build();
    var service = KeyValuePair.builder().name("SERVICE").value(World.SERVICE).build();
    var place = world.account().place();
    world
        .account()
        .ecs()
        .registerTaskDefinition(
            RegisterTaskDefinitionRequest.builder()
                .family(World.SERVICE)
                .containerDefinitions(
                    ContainerDefinition.builder()
                        .name("app")
                        .image(World.image(Release.BAD))
                        .essential(true)
                        .environment(service, password)
                        .build())
                .cpu("1024")
                .memory("1024")
                .networkMode(NetworkMode.AWSVPC)
                .requiresCompatibilities(Compatibility.FARGATE)
                .executionRoleArn(place.roleArn(World.SERVICE + "-execution"))
                .taskRoleArn(place.roleArn(World.SERVICE + "-task"))
                .build());
    world.deploy(World.SERVICE, World.SERVICE + ":46");
  }

  @Test
  void theMoveComesBeforeTheMetric() {
    world.deploy(Release.BAD);
    until("10:30");

    var calls = world.account().calls();
    assertThat(calls.callsOf(METRIC).getFirst().at())
        .isAfterOrEqualTo(calls.callsOf("ecs:UpdateService").getFirst().at());
    var names =
        calls.journal().stream()
            .map(entry -> entry.call().name())
            .filter(name -> name.equals(METRIC) || name.equals("ecs:UpdateService"))
            .toList();
    assertThat(names.subList(names.lastIndexOf("ecs:UpdateService"), names.size()))
        .containsExactly("ecs:UpdateService", METRIC);
  }

  /// The alarm is read with all the rest, and then its metric; the third round trip reads the state
  /// again to write it.
  @Test
  void whatIsReadAfterTheMoveTakesTwoRoundTrips() {
    var moves = new ArrayList<Invoked>();
    stage.observe(invoked -> {
      if (invoked.steps().stream().anyMatch(EvidenceTest::isUpdate)) {
        moves.add(invoked);
      }
    });
    world.deploy(Release.BAD);
    until("10:30");

    var steps = moves.getLast().steps();
    var move = steps.stream().filter(EvidenceTest::isUpdate).findFirst().orElseThrow().round();
    assertThat(inRound(steps, move + 1))
        .containsExactlyInAnyOrder(
            "dynamodb:BatchGetItem",
            "ecs:DescribeTaskDefinition",
            "dynamodb:Query",
            "cloudwatch:DescribeAlarms");
    assertThat(inRound(steps, move + 2)).containsExactly(METRIC);
    assertThat(inRound(steps, move + 3)).containsExactly("dynamodb:BatchGetItem");
    assertThat(inRound(steps, move + 4)).containsExactly("dynamodb:TransactWriteItems");
  }

  private static boolean isUpdate(Step step) {
    return step.entry().call().name().equals("ecs:UpdateService");
  }

  private static List<String> inRound(List<Step> steps, int round) {
    return steps.stream()
        .filter(step -> step.round() == round)
        .map(step -> step.entry().call().name())
        .toList();
  }

  @Test
  void rollbackReceiptAndNoticesSayWhy() {
    world.deploy(Release.BAD);
    until("10:40");

    assertThat(findings().verdict()).isEqualTo("CAUSED");
    assertThat(findings().levelBefore()).isEqualTo(0.0);
    assertThat(findings().levelAfter()).isEqualTo(37.5);
    assertThat(findings().alsoRed()).isEmpty();
    assertThat(findings().changes())
        .containsExactly(
            "image of app: orders-api:v41 -> orders-api:v42", "containerDefinitions.app.image");
    assertThat(receipt("ALARM_AFTER_DEPLOYMENT").evidence())
        .containsEntry("attribution", "CAUSED")
        .containsEntry("controlGroupRed", List.of())
        .containsKeys("onset", "onsetAfterStart", "levelBefore", "levelAfter", "changes");
    assertThat(notice(STARTED))
        .contains("Evidence  The deployment caused it (metric 0 before, 37.5 now): ")
        .contains("Changed   image of app: orders-api:v41 -> orders-api:v42");
    assertThat(notice(RECOVERED)).contains("Evidence  The deployment caused it");
  }

  @Test
  void historyAndPlanShowIt() {
    world.deploy(Release.BAD);
    until("10:15:20");
    assertThat(stage.operate(Stage.event("operator/plan.json")).path("evidence").has("changes"))
        .isTrue();
    until("10:40");

    var rollback =
        stage
            .operate("{\"command\":\"history\",\"target\":\"orders-api\"}")
            .path("rollbacks")
            .path(0);
    assertThat(rollback.path("findings").path("attribution").asText()).isEqualTo("CAUSED");
    assertThat(rollback.path("findings").path("reasons")).isNotEmpty();
  }

  @Test
  void ofTheEnvironmentOnlyNamesAreTold() {
    deployWithAnotherEnvironment();
    until("10:40");

    assertThat(findings().changes())
        .contains("containerDefinitions.app.environment.DB_PASSWORD", "cpu", "tags");
    assertThat(notice(STARTED)).contains("environment.DB_PASSWORD");
    assertThat(stage.notices()).noneMatch(notice -> notice.message().contains(SECRET));
    assertThat(stage.receipts()).noneMatch(receipt -> receipt.toString().contains(SECRET));
    assertThat(stage.answers()).noneMatch(answer -> answer.toString().contains(SECRET));
    assertThat(stage.busEvents()).noneMatch(event -> event.toString().contains(SECRET));
  }

  @Test
  void aMetricThatIsRefusedKeepsNothingFromHappening() {
    world.account().calls().hook(Fault.before(METRIC, 1000, AwsErrors::accessDenied));
    world.deploy(Release.BAD);
    until("10:40");

    assertThat(stage.failures()).isEmpty();
    assertThat(running()).isEqualTo("orders-api:41");
    assertThat(findings().verdict()).isEqualTo("UNKNOWN");
    assertThat(notice(STARTED)).contains("cannot be told: the alarm's metric could not be read.");
    assertThat(subjects()).containsExactly(STARTED, RECOVERED);
  }

  @Test
  void whoTakesTheRollbackOverFindsItOut() {
    world.account().calls().hook(Fault.crashAfter(METRIC));
    world.deploy(Release.BAD);
    until("10:40");

    assertThat(world.account().calls().callsOf("ecs:UpdateService")).hasSize(1);
    assertThat(stage.failures()).isNotEmpty();
    assertThat(running()).isEqualTo("orders-api:41");
    assertThat(subjects()).containsExactly(STARTED, RECOVERED);
  }
}
