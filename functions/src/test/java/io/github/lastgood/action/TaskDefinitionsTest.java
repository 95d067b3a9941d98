package io.github.lastgood.action;

import static io.github.lastgood.action.AwsFailures.ecrSays;
import static io.github.lastgood.action.AwsFailures.ecsRefuses;
import static io.github.lastgood.action.AwsFailures.ecsThrottles;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.github.lastgood.target.Candidate;
import io.github.lastgood.target.Orders;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ecr.model.DescribeImagesResponse;
import software.amazon.awssdk.services.ecr.model.ImageDetail;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionField;

class TaskDefinitionsTest {
  private static final String COPY = Orders.taskDefinition(43);

  private final EcsClient ecs = mock(EcsClient.class);
  private final EcrClient ecr = mock(EcrClient.class);
  private final TaskDefinitions definitions =
      new TaskDefinitions(ecs, new Images(_ -> ecr), new Parallel(Runnable::run));

  private static DescribeTaskDefinitionRequest asks(String definition) {
    return DescribeTaskDefinitionRequest.builder()
        .taskDefinition(definition)
        .include(TaskDefinitionField.TAGS)
        .build();
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }

  private void ecsHas(String asked, String arn, String status, Tag... tags) {
    when(ecs.describeTaskDefinition(asks(asked)))
        .thenReturn(
            DescribeTaskDefinitionResponse.builder()
                .taskDefinition(
                    SdkJsonTest.definition().toBuilder()
                        .taskDefinitionArn(arn)
                        .status(status)
                        .build())
                .tags(tags)
                .build());
  }

  private void ecrHasTheTag(String... tags) {
    when(ecr.describeImages(any(DescribeImagesRequest.class)))
        .thenReturn(
            DescribeImagesResponse.builder()
                .imageDetails(ImageDetail.builder().imageTags(tags).build())
                .build());
  }

  private Candidate.Availability check() {
    return definitions.check(Orders.GOOD).availability();
  }

  @Test
  void anActiveDefinitionWhoseImageIsThereIsReady() {
    ecsHas(Orders.GOOD.id(), Orders.GOOD.id(), "ACTIVE");
    ecrHasTheTag("v41");

    assertThat(check()).isEqualTo(new Candidate.Ready());
  }

  @Test
  void anInactiveDefinitionNeedsACopy() {
    ecsHas(Orders.GOOD.id(), Orders.GOOD.id(), "INACTIVE");
    ecrHasTheTag("v41");

    assertThat(check())
        .isEqualTo(new Candidate.AsCopy("Task definition orders-api:41 is INACTIVE."));
  }

  @Test
  void aDefinitionThatEcsDoesNotKnowNeedsACopy() {
    when(ecs.describeTaskDefinition(asks(Orders.GOOD.id())))
        .thenThrow(ecsRefuses("ClientException", "Unable to describe task definition."));
    ecrHasTheTag("v41");

    assertThat(check())
        .isEqualTo(new Candidate.AsCopy("Task definition orders-api:41 is unknown."));
  }

  @Test
  void aTagThatMovedNeedsACopyEvenOfAnActiveDefinition() {
    ecsHas(Orders.GOOD.id(), Orders.GOOD.id(), "ACTIVE");
    ecrHasTheTag("v40");

    assertThat(check()).isInstanceOf(Candidate.AsCopy.class);
  }

  @Test
  void anImageThatIsGoneCannotBeDeployedAtAll() {
    ecsHas(Orders.GOOD.id(), Orders.GOOD.id(), "ACTIVE");
    when(ecr.describeImages(any(DescribeImagesRequest.class)))
        .thenThrow(ecrSays(400, "ImageNotFoundException"));

    assertThat(check()).isInstanceOf(Candidate.Gone.class);
  }

  @Test
  void aThrottleIsThrownOn() {
    ecrHasTheTag("v41");
    when(ecs.describeTaskDefinition(asks(Orders.GOOD.id()))).thenThrow(ecsThrottles());

    assertThatThrownBy(this::check).hasMessageContaining("Rate exceeded");
  }

  @Test
  void whatEcsHasForgottenHasNoDefinition() {
    when(ecs.describeTaskDefinition(asks(Orders.GOOD.id())))
        .thenThrow(ecsRefuses("ClientException", "Unable to describe task definition."));

    assertThat(definitions.definitionOf(Orders.GOOD)).isEmpty();
  }

  private String stored() {
    ecsHas(
        Orders.GOOD.id(),
        Orders.GOOD.id(),
        "ACTIVE",
        tag("team", "orders"),
        tag("aws:cloudformation:stack-name", "Orders"),
        tag("lastgood:rollback", "an-older-one"));
    return definitions.definitionOf(Orders.GOOD).orElseThrow();
  }

  private RegisterTaskDefinitionRequest registered() {
    var stored = stored();
    when(ecs.registerTaskDefinition(any(RegisterTaskDefinitionRequest.class)))
        .thenReturn(
            RegisterTaskDefinitionResponse.builder()
                .taskDefinition(d -> d.taskDefinitionArn(COPY))
                .build());

    assertThat(definitions.registerCopy(Orders.rollback(), stored)).isEqualTo(COPY);
    var request = ArgumentCaptor.forClass(RegisterTaskDefinitionRequest.class);
    verify(ecs).registerTaskDefinition(request.capture());
    return Objects.requireNonNull(request.getValue());
  }

  @Test
  void theCopyIsTheStoredDefinition() {
    ecsHas("orders-api", Orders.BAD.id(), "ACTIVE");
    var copy = registered();

    assertThat(copy.family()).isEqualTo("orders-api");
    assertThat(copy.executionRoleArn()).isEqualTo(SdkJsonTest.definition().executionRoleArn());
    assertThat(copy.containerDefinitions().getFirst())
        .isEqualTo(
            SdkJsonTest.definition().containerDefinitions().getFirst().toBuilder()
                .image("111122223333.dkr.ecr.eu-west-1.amazonaws.com/orders-api@sha256:41")
                .build());
  }

  @Test
  void theCopyPinsTheImagesWhoseDigestIsKnownAndNoOther() {
    ecsHas("orders-api", Orders.BAD.id(), "ACTIVE");

    assertThat(registered().containerDefinitions())
        .extracting(ContainerDefinition::image)
        .containsExactly(
            "111122223333.dkr.ecr.eu-west-1.amazonaws.com/orders-api@sha256:41",
            "public.ecr.aws/envoy:v1");
  }

  @Test
  void theCopyKeepsTheTeamsTagsAndSaysWhatItIs() {
    ecsHas("orders-api", Orders.BAD.id(), "ACTIVE");

    assertThat(registered().tags())
        .containsExactly(
            tag("team", "orders"),
            tag("lastgood:rollback", "orders-api.9313423515462893900"),
            tag("lastgood:copy-of", Orders.GOOD.id()));
  }

  @Test
  void aSecondTryFindsTheFirstOnesCopy() {
    ecsHas(
        "orders-api", COPY, "ACTIVE", tag("lastgood:rollback", "orders-api.9313423515462893900"));

    assertThat(definitions.registerCopy(Orders.rollback(), stored())).isEqualTo(COPY);
    verify(ecs, never()).registerTaskDefinition(any(RegisterTaskDefinitionRequest.class));
  }

  @Test
  void aCopyOfAnotherRollbackIsNotTaken() {
    ecsHas("orders-api", Orders.taskDefinition(42), "ACTIVE", tag("lastgood:rollback", "other"));

    assertThat(registered().family()).isEqualTo("orders-api");
  }

  @Test
  void aFamilyWithoutAnActiveRevisionIsNoObstacle() {
    when(ecs.describeTaskDefinition(asks("orders-api")))
        .thenThrow(ecsRefuses("ClientException", "Unable to describe task definition."));

    assertThat(registered().family()).isEqualTo("orders-api");
  }

  @Test
  void whatIsStoredMustBeJson() {
    assertThatThrownBy(() -> definitions.registerCopy(Orders.rollback(), "{"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aDefinitionIsABarrierWhenItsTagsSaySo() {
    ecsHas(Orders.GOOD.id(), Orders.GOOD.id(), "ACTIVE", tag("lastgood:barrier", "true"));
    assertThat(definitions.isBarrier(Orders.GOOD)).isTrue();

    ecsHas(Orders.GOOD.id(), Orders.GOOD.id(), "ACTIVE", tag("lastgood:barrier", "false"));
    assertThat(definitions.isBarrier(Orders.GOOD)).isFalse();
  }

  @Test
  void aStoredDefinitionNamesItsRolesOnceEach() {
    assertThat(
            TaskDefinitions.rolesOf(
                "{\"taskRoleArn\":\"arn:task\",\"executionRoleArn\":\"arn:execution\"}"))
        .containsExactly("arn:task", "arn:execution");
    assertThat(
            TaskDefinitions.rolesOf(
                "{\"taskRoleArn\":\"arn:both\",\"executionRoleArn\":\"arn:both\"}"))
        .containsExactly("arn:both");
    assertThat(TaskDefinitions.rolesOf("{}")).isEmpty();
  }
}
