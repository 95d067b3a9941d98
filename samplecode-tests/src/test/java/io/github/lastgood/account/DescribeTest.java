package io.github.lastgood.account;

import static io.github.lastgood.account.World.BAD_NUMBER;
import static io.github.lastgood.account.World.PLACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.ListServiceDeploymentsResponse;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentBrief;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionField;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

class DescribeTest {
  private final World world = World.create();
  private final EcsClient ecs = world.account().clients().ecs();

  @Test
  void numberOfADeploymentNamesItsServiceRevisionWithTheDigestsOfThatTime() {
    String digest = world.account().ecr().digestOf(World.image(Release.BAD)).orElseThrow();
    world.deploy(Release.BAD);
    world.repushImage(Release.BAD);
    String arn = PLACE.serviceRevisionArn("prod", "orders-api", BAD_NUMBER);

    ServiceRevision revision =
        ecs.describeServiceRevisions(request -> request.serviceRevisionArns(arn))
            .serviceRevisions()
            .getFirst();

    assertThat(revision.taskDefinition()).isEqualTo(World.taskDefinitionArn(Release.BAD));
    assertThat(revision.containerImages())
        .singleElement()
        .satisfies(image -> assertThat(image.imageDigest()).isEqualTo(digest));
  }

  @Test
  void whatIsMissingComesAsAFailureNotAsAnException() {
    List<Failure> services =
        ecs.describeServices(r -> r.cluster("prod").services("orders-api", "nobody")).failures();
    List<Failure> revisions =
        ecs.describeServiceRevisions(r -> r.serviceRevisionArns("arn:x")).failures();
    List<Failure> rollouts =
        ecs.describeServiceDeployments(r -> r.serviceDeploymentArns("arn:x")).failures();

    assertThat(services)
        .containsExactly(
            Failure.builder().arn(PLACE.serviceArn("prod", "nobody")).reason("MISSING").build());
    assertThat(revisions).extracting(Failure::reason).containsExactly("MISSING");
    assertThat(rollouts).extracting(Failure::reason).containsExactly("MISSING");
  }

  @Test
  void moreThanTenServicesAreRefused() {
    assertThatThrownBy(() ->
            ecs.describeServices(
                r -> r.cluster("prod").services(Collections.nCopies(11, "orders-api"))))
        .isInstanceOf(InvalidParameterException.class);
  }

  @Test
  void serviceDeploymentsAreListedNewestFirstInPagesAndByStatus() {
    world.deploy(Release.BAD);
    world.advance(Duration.ofMinutes(6));
    world.deploy(Release.FIXED);

    assertThat(page(null).serviceDeployments())
        .extracting(ServiceDeploymentBrief::status)
        .containsExactly(ServiceDeploymentStatus.PENDING, ServiceDeploymentStatus.SUCCESSFUL);
    assertThat(page(page(null).nextToken()).serviceDeployments())
        .extracting(ServiceDeploymentBrief::status)
        .containsExactly(ServiceDeploymentStatus.SUCCESSFUL);
    assertThat(page(page(null).nextToken()).nextToken()).isNull();
    assertThat(
            ecs.listServiceDeployments(r ->
                    r.service(world.service().serviceArn()).status(ServiceDeploymentStatus.PENDING))
                .serviceDeployments())
        .hasSize(1);
  }

  private ListServiceDeploymentsResponse page(@Nullable String token) {
    return ecs.listServiceDeployments(
        r -> r.cluster("prod").service("orders-api").maxResults(2).nextToken(token));
  }

  @Test
  void deregisteredRevisionStaysReadableAndAnUnknownOneIsAClientException() {
    world.deregister(Release.GOOD);

    assertThat(
            ecs.describeTaskDefinition(r -> r.taskDefinition("orders-api:41"))
                .taskDefinition()
                .status())
        .isEqualTo(TaskDefinitionStatus.INACTIVE);
    assertThatThrownBy(() -> ecs.describeTaskDefinition(r -> r.taskDefinition("orders-api:1")))
        .isInstanceOf(ClientException.class)
        .hasMessageContaining("Unable to describe task definition.");
  }

  @Test
  void tagsOfATaskDefinitionOnlyComeWhenAskedFor() {
    assertThat(ecs.describeTaskDefinition(r -> r.taskDefinition("orders-api:41")).hasTags())
        .isFalse();
    assertThat(
            ecs.describeTaskDefinition(
                    r -> r.taskDefinition("orders-api:41").include(TaskDefinitionField.TAGS))
                .tags())
        .containsExactly(Tag.builder().key("team").value("shop").build());
  }

  @Test
  void registeredCopyGetsTheNextNumberAndBehavesLikeItsOriginal() {
    TaskDefinition bad =
        ecs.describeTaskDefinition(r -> r.taskDefinition("orders-api:42")).taskDefinition();
    RegisterTaskDefinitionRequest copy =
        RegisterTaskDefinitionRequest.builder()
            .family(bad.family())
            .containerDefinitions(bad.containerDefinitions())
            .build();

    assertThat(ecs.registerTaskDefinition(copy).taskDefinition().taskDefinitionArn())
        .isEqualTo(PLACE.taskDefinitionArn("orders-api", 46));
    world.deploy("orders-api", "orders-api:46");
    world.advance(Duration.ofMinutes(17));

    assertThat(world.account().alarms().isRed(World.ALARM_5XX)).isTrue();
  }
}
