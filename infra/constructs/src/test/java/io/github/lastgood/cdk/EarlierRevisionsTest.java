package io.github.lastgood.cdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ecr.Repository;
import software.amazon.awscdk.services.ecs.Cluster;
import software.amazon.awscdk.services.ecs.ContainerDefinitionOptions;
import software.amazon.awscdk.services.ecs.ContainerImage;
import software.amazon.awscdk.services.ecs.FargateService;
import software.amazon.awscdk.services.ecs.FargateServiceAttributes;
import software.amazon.awscdk.services.ecs.FargateTaskDefinition;
import software.amazon.awscdk.services.iam.Role;

/// A service moves to another family, other roles and another repository, and what is known good is
/// still of before.
final class EarlierRevisionsTest {
  private static final String REGISTRY = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/";
  private static final String OLD_ROLE = "arn:aws:iam::111122223333:role/old-task";
  private static final String OLD_REPOSITORY =
      "arn:aws:ecr:eu-west-1:111122223333:repository/old/api";
  private static final String OLD_FAMILY = ":task-definition/old-api:*";
  private static final String NEW_FAMILY = ":task-definition/new-api:*";

  private final App app = new App();
  private final Stack stack = new Stack(app, "Shop");
  private final Lastgood lastgood = Samples.lastgood(app);

  @Test
  void whatTheyAreMadeOfIsGrantedBesideWhatTheServiceSaysNow() {
    moved(earlier());
    Template template = Template.of(stack);

    assertThat(granted(template, "AlarmHandler", "ecr:DescribeImages"))
        .hasSize(2)
        .anyMatch(OLD_REPOSITORY::equals)
        .anyMatch(repository -> repository.endsWith(":repository/new/api"));
    assertThat(granted(template, "TargetRegistrationHandler", "ecr:DescribeImages"))
        .contains(OLD_REPOSITORY);
    for (String action : List.of("ecs:RegisterTaskDefinition", "ecs:TagResource")) {
      assertThat(granted(template, "AlarmHandler", action))
          .as(action)
          .hasSize(2)
          .anyMatch(family -> family.endsWith(OLD_FAMILY))
          .anyMatch(family -> family.endsWith(NEW_FAMILY));
    }
    assertThat(granted(template, "AlarmHandler", "iam:PassRole")).contains(OLD_ROLE).hasSize(3);
    assertThat(Grant.of(template, "AlarmHandler"))
        .filteredOn(grant -> grant.action().equals("ecs:UpdateService"))
        .isNotEmpty()
        .allSatisfy(
            grant -> assertThat(grant.condition()).contains("ArnLike", OLD_FAMILY, NEW_FAMILY));
    JsonNode ecs = template.only("Custom::LastgoodTarget").get("ecs");
    assertThat(ecs.get("taskFamily").asText()).isEqualTo("new-api");
    assertThat(Template.texts(ecs.get("taskRoles"))).contains(OLD_ROLE).hasSize(3);
  }

  @Test
  void withoutThemOnlyWhatTheServiceSaysNow() {
    moved();
    Template template = Template.of(stack);

    assertThat(granted(template, "AlarmHandler", "ecr:DescribeImages"))
        .singleElement()
        .asString()
        .endsWith(":repository/new/api");
    assertThat(template.json().toString()).doesNotContain("old-api", OLD_ROLE);
  }

  /// Only its repository is another one: family and roles are named as they are.
  @Test
  void whatIsTheSameIsGrantedOnce() {
    moved(
        new EcsRevisions(
            "new-api",
            List.of(),
            List.of(Repository.fromRepositoryArn(stack, "Old", OLD_REPOSITORY))));
    Template template = Template.of(stack);

    assertThat(granted(template, "AlarmHandler", "ecs:RegisterTaskDefinition")).hasSize(1);
    assertThat(granted(template, "AlarmHandler", "ecr:DescribeImages")).hasSize(2);
  }

  @Test
  void aServiceOfAnotherAppHasThemToo() {
    var service =
        FargateService.fromFargateServiceAttributes(
            stack,
            "Orders",
            FargateServiceAttributes.builder()
                .cluster(
                    Cluster.fromClusterArn(
                        stack, "Prod", "arn:aws:ecs:eu-west-1:111122223333:cluster/prod"))
                .serviceName("orders")
                .build());
    RollbackTarget.forEcsService(
        stack,
        "orders-api",
        lastgood,
        service,
        new EcsRevisions("new-api", List.of(), List.of()),
        props(earlier()));

    assertThat(granted(Template.of(stack), "AlarmHandler", "ecr:DescribeImages"))
        .containsExactly(OLD_REPOSITORY);
  }

  @Test
  void theyAreNoChangeOfTheService() {
    moved(earlier());

    assertThatCode(app::synth).doesNotThrowAnyException();
  }

  private static List<String> granted(Template template, String handler, String action) {
    return Grant.of(template, handler)
        .filter(grant -> grant.action().equals(action))
        .map(Grant::resource)
        .distinct()
        .toList();
  }

  private EcsRevisions earlier() {
    return new EcsRevisions(
        "old-api",
        List.of(Role.fromRoleArn(stack, "OldRole", OLD_ROLE)),
        List.of(Repository.fromRepositoryArn(stack, "Old", OLD_REPOSITORY)));
  }

  private void moved(EcsRevisions... earlier) {
    var task = FargateTaskDefinition.Builder.create(stack, "Task").family("new-api").build();
    task.addContainer(
        "Api",
        ContainerDefinitionOptions.builder()
            .image(ContainerImage.fromRegistry(REGISTRY + "new/api:1"))
            .build());
    task.obtainExecutionRole();
    var service =
        FargateService.Builder.create(stack, "Orders")
            .cluster(new Cluster(stack, "Cluster"))
            .taskDefinition(task)
            .build();
    RollbackTarget.forEcsService(stack, "orders-api", lastgood, service, props(earlier));
  }

  private RollbackTargetProps props(EcsRevisions... earlier) {
    return RollbackTargetProps.builder()
        .alarms(Samples.alarm(stack, "Alarm"))
        .policy(Samples.AUTO)
        .earlierRevisions(earlier)
        .build();
  }
}
