package io.github.lastgood.account;

import io.github.lastgood.account.ecs.RolloutTiming;
import io.github.lastgood.account.setting.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeregisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/// The one world that stories, demo and tests share: cluster `prod` with the service `orders-api`, good
/// revision 41 running since long, its alarms quiet; beside it `billing-api`, which nobody deploys.
///
///     World world = World.create();
///     world.deploy(Release.BAD);          // 10:00:00, completed at 10:05:00
///     world.advance(Duration.ofMinutes(16)); // orders-api-5xx goes into ALARM at 10:15:30.124
///
/// The methods are what people and AWS do in a story; Lastgood gets [Account#clients].
public final class World {
  /// Account number and region.
  public static final Place PLACE = new Place("111122223333", "eu-west-1");

  /// The cluster.
  public static final String CLUSTER = "prod";

  /// The service that stories deploy; also its task definition's family and its repository.
  public static final String SERVICE = "orders-api";

  /// The service beside it.
  public static final String OTHER_SERVICE = "billing-api";

  /// Metric alarm on answers with 5xx.
  public static final String ALARM_5XX = "orders-api-5xx";

  /// Metric math alarm on latency.
  public static final String ALARM_P99 = "orders-api-p99";

  /// Composite of the two.
  public static final String ALARM_COMPOSITE = "orders-api-bad-deploy";

  /// Alarm on lines in the log; quiet unless a story sets it.
  public static final String ALARM_LOGS = "orders-api-log-errors";

  /// Alarm with one series for each zone; quiet unless a story sets it.
  public static final String ALARM_BY_ZONE = "orders-api-by-az";

  /// Metric alarm of the other service.
  public static final String ALARM_OTHER = "billing-api-5xx";

  /// The number of the good deployment, `ecs-svc/<number>`.
  public static final String GOOD_NUMBER = "1920498462936580504";

  /// The number of the first deployment after it.
  public static final String BAD_NUMBER = "9313423515462893900";

  /// The number of the second deployment after it.
  public static final String NEXT_NUMBER = "4400817263549120773";

  /// The ARN of the function behind lifecycle hooks.
  public static final String HOOK_FUNCTION =
      "arn:aws:lambda:eu-west-1:111122223333:function:lastgood-hook";

  private final Account account;

  private World(Account account) {
    this.account = account;
  }

  /// The world with [WorldOptions#usual].
  public static World create() {
    return create(WorldOptions.usual());
  }

  /// The world as chosen.
  public static World create(WorldOptions options) {
    Account account = new Account(PLACE, options.start(), options.seed(), RolloutTiming.USUAL);
    WorldBuilder.fill(account, options);
    return new World(account);
  }

  /// The account under this world.
  public Account account() {
    return account;
  }

  /// A developer deploys a release of orders-api.
  public void deploy(Release release) {
    deploy(SERVICE, release.taskDefinition());
  }

  /// A developer deploys a task definition to a service of the cluster.
  public void deploy(String service, String taskDefinition) {
    UpdateServiceRequest request =
        UpdateServiceRequest.builder()
            .cluster(CLUSTER)
            .service(service)
            .taskDefinition(taskDefinition)
            .build();
    account.ecs().updateService(request);
  }

  /// A developer changes how orders-api is deployed; that alone deploys nothing.
  public void configure(DeploymentConfiguration configuration) {
    account
        .ecs()
        .updateService(request ->
            request.cluster(CLUSTER).service(SERVICE).deploymentConfiguration(configuration));
  }

  /// Virtual time goes by.
  public void advance(Duration span) {
    account.advance(span);
  }

  /// Virtual time goes by until `instant`; nothing happens when that has passed.
  public void advanceTo(Instant instant) {
    if (instant.isAfter(account.now())) {
      account.advance(Duration.between(account.now(), instant));
    }
  }

  /// A tool deregisters the task definition of a release: it becomes INACTIVE.
  public void deregister(Release release) {
    DeregisterTaskDefinitionRequest request =
        DeregisterTaskDefinitionRequest.builder().taskDefinition(release.taskDefinition()).build();
    account.ecs().deregisterTaskDefinition(request);
  }

  /// A lifecycle policy deletes the image of a release.
  public void deleteImage(Release release) {
    account
        .ecr()
        .digestOf(image(release))
        .ifPresent(digest -> account.ecr().delete(SERVICE, digest));
  }

  /// Somebody pushes another image under the tag of a release.
  ///
  /// @return the digest that the tag now points at
  public String repushImage(Release release) {
    return account.ecr().push(SERVICE, release.tag());
  }

  /// Something that every service needs breaks: all 5xx alarms turn red, whoever deployed.
  public void beginOutage() {
    account.alarms().beginOutage(List.of(ALARM_5XX, ALARM_P99, ALARM_OTHER));
  }

  /// It works again.
  public void endOutage() {
    account.alarms().endOutage(List.of(ALARM_5XX, ALARM_P99, ALARM_OTHER));
  }

  /// orders-api as DescribeServices shows it.
  public Service service() {
    return account.ecs().service(CLUSTER, SERVICE);
  }

  /// The primary deployment of orders-api.
  public Deployment primary() {
    return service().deployments().getFirst();
  }

  /// The reference of a release's image.
  public static String image(Release release) {
    return PLACE.image(SERVICE, release.tag());
  }

  /// The ARN of a release's task definition.
  public static String taskDefinitionArn(Release release) {
    return PLACE.taskDefinitionArn(SERVICE, release.revision());
  }
}
