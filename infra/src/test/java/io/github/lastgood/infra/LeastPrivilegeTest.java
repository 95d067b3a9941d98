package io.github.lastgood.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.cdk.Grant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the functions may do, with `orders-api` (permissions stated) and `billing-api` (not stated)
/// registered.
final class LeastPrivilegeTest {
  private static final String ECS = "arn:aws:ecs:eu-west-1:111122223333:";
  private static final List<String> ACTING =
      List.of("AlarmHandler", "DeploymentHandler", "OperatorHandler");

  private static List<Grant> grants(String handler) {
    return Installation.TWO_TARGETS.grants(handler);
  }

  private static Stream<Grant> allGrants() {
    return Stream.concat(
            ACTING.stream(),
            Stream.of("TargetRegistrationHandler", "DeploymentHookHandler", "PipelineHandler"))
        .flatMap(handler -> grants(handler).stream());
  }

  @Test
  void onlyReadingActionsAndAnAnsweredJobAreAllowedOnEverything() {
    assertThat(allGrants().filter(grant -> grant.resource().equals("*")).map(Grant::action))
        .containsOnly(
            "cloudwatch:DescribeAlarms",
            "cloudwatch:GetMetricData",
            "codepipeline:PutJobFailureResult",
            "codepipeline:PutJobSuccessResult",
            "ecs:DescribeTaskDefinition");
    assertThat(allGrants().filter(grant -> grant.service().equals("codepipeline"))).hasSize(2);
  }

  @Test
  void noActionIsAPattern() {
    assertThat(allGrants().map(Grant::action)).isNotEmpty().noneMatch(each -> each.contains("*"));
  }

  @Test
  void onlyNumbersThatAreNotKnownBeforehandAreWildcards() {
    assertThat(
            allGrants()
                .map(Grant::resource)
                .filter(resource -> resource.contains("*") && !resource.equals("*")))
        .containsOnly(
            ECS + "service-deployment/prod/orders-api/*",
            ECS + "service-deployment/prod/billing-api/*",
            ECS + "service-revision/prod/orders-api/*",
            ECS + "service-revision/prod/billing-api/*",
            ECS + "task-definition/orders:*");
  }

  @ParameterizedTest
  @ValueSource(strings = {"AlarmHandler", "DeploymentHandler", "OperatorHandler"})
  void theActingFunctionsMayUpdateTheRegisteredServicesOnly(String handler) {
    assertThat(resources(handler, "ecs:UpdateService"))
        .containsExactlyInAnyOrder(
            ECS + "service/prod/orders-api", ECS + "service/prod/billing-api");
    assertThat(resources(handler, "ecs:StopServiceDeployment"))
        .containsExactlyInAnyOrder(
            ECS + "service/prod/orders-api",
            ECS + "service/prod/billing-api",
            ECS + "service-deployment/prod/orders-api/*",
            ECS + "service-deployment/prod/billing-api/*");
  }

  @ParameterizedTest
  @ValueSource(strings = {"AlarmHandler", "DeploymentHandler", "OperatorHandler"})
  void theActingFunctionsMayDoWhatTheirCodeCallsAndNothingElse(String handler) {
    assertThat(grants(handler).stream().map(Grant::action).filter(each -> !each.startsWith("kms:")))
        .containsOnly(
            "cloudwatch:DescribeAlarms",
            "cloudwatch:GetMetricData",
            "dynamodb:BatchGetItem",
            "dynamodb:DeleteItem",
            "dynamodb:PutItem",
            "dynamodb:Query",
            "ecr:DescribeImages",
            "ecr:GetLifecyclePolicy",
            "ecs:DescribeServiceDeployments",
            "ecs:DescribeServiceRevisions",
            "ecs:DescribeServices",
            "ecs:DescribeTaskDefinition",
            "ecs:ListServiceDeployments",
            "ecs:RegisterTaskDefinition",
            "ecs:StopServiceDeployment",
            "ecs:TagResource",
            "ecs:UpdateService",
            "events:PutEvents",
            "iam:PassRole",
            "logs:CreateLogStream",
            "logs:PutLogEvents",
            "sns:Publish",
            "sqs:GetQueueAttributes",
            "sqs:GetQueueUrl",
            "sqs:SendMessage");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TargetRegistrationHandler", "DeploymentHookHandler"})
  void registrationAndHookOnlyLookAtServices(String handler) {
    assertThat(grants(handler))
        .filteredOn(grant -> List.of("ecs", "ecr", "cloudwatch", "iam").contains(grant.service()))
        .isNotEmpty()
        .noneMatch(Grant::changesSomething);
  }

  @Test
  void deploymentsAndRevisionsAreDescribedEachByItsOwnAction() {
    assertThat(resources("AlarmHandler", "ecs:DescribeServiceDeployments"))
        .isNotEmpty()
        .noneMatch(resource -> resource.contains(":service-revision/"));
    assertThat(resources("AlarmHandler", "ecs:DescribeServiceRevisions"))
        .isNotEmpty()
        .noneMatch(resource -> resource.contains(":service-deployment/"));
  }

  @Test
  void aStatedFamilyIsTheOnlyOneThatMayBeDeployed() {
    assertThat(conditions("ecs:UpdateService", ECS + "service/prod/orders-api"))
        .containsOnly(
            "{\"ArnLike\":{\"ecs:task-definition\":\"" + ECS + "task-definition/orders:*\"}}");
    assertThat(conditions("ecs:UpdateService", ECS + "service/prod/billing-api")).containsOnly("");
  }

  @Test
  void copiesMayBeRegisteredWhereRolesAreStated() {
    for (String handler : ACTING) {
      assertThat(resources(handler, "ecs:RegisterTaskDefinition"))
          .containsExactly(ECS + "task-definition/orders:*");
      assertThat(resources(handler, "iam:PassRole"))
          .containsExactly("arn:aws:iam::111122223333:role/task");
    }
    assertThat(conditions("iam:PassRole", "arn:aws:iam::111122223333:role/task"))
        .containsOnly("{\"StringEquals\":{\"iam:PassedToService\":\"ecs-tasks.amazonaws.com\"}}");
    assertThat(conditions("ecs:TagResource", ECS + "task-definition/orders:*"))
        .containsOnly("{\"StringEquals\":{\"ecs:CreateAction\":\"RegisterTaskDefinition\"}}");
  }

  @Test
  void copiesMayNotBeRegisteredWhereNoRolesAreStated() {
    assertThat(Installation.EXAMPLE.grants("AlarmHandler").stream().map(Grant::action))
        .contains("ecs:UpdateService")
        .doesNotContain("ecs:RegisterTaskDefinition", "ecs:TagResource", "iam:PassRole");
  }

  @Test
  void imagesAreLookedUpInTheStatedRepositoryOrInTheOneNamedLikeTheService() {
    assertThat(resources("AlarmHandler", "ecr:DescribeImages"))
        .containsExactlyInAnyOrder(
            "arn:aws:ecr:eu-west-1:111122223333:repository/shop/orders",
            "arn:aws:ecr:eu-west-1:111122223333:repository/billing-api");
  }

  @Test
  void theKeyIsUsedThroughTheTableAndTheTopicOnly() {
    assertThat(allGrants().filter(grant -> grant.service().equals("kms")).map(Grant::condition))
        .isNotEmpty()
        .containsOnly(
            "{\"StringEquals\":{\"kms:ViaService\":"
                + "[\"dynamodb.eu-west-1.amazonaws.com\",\"sns.eu-west-1.amazonaws.com\"]}}");
  }

  @Test
  void eventsGoToOneBusInOnesOwnName() {
    assertThat(resources("AlarmHandler", "events:PutEvents"))
        .containsExactly("arn:aws:events:eu-west-1:111122223333:event-bus/default");
    assertThat(
            conditions(
                "events:PutEvents", "arn:aws:events:eu-west-1:111122223333:event-bus/default"))
        .containsOnly("{\"ForAllValues:StringEquals\":{\"events:source\":\"lastgood\"}}");
  }

  private static List<String> resources(String handler, String action) {
    return grants(handler).stream()
        .filter(grant -> grant.action().equals(action))
        .map(Grant::resource)
        .toList();
  }

  private static Stream<String> conditions(String action, String resource) {
    return allGrants()
        .filter(grant -> grant.action().equals(action) && grant.resource().equals(resource))
        .map(Grant::condition);
  }
}
