package io.github.lastgood.simulation.team;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lastgood.account.Account;
import io.github.lastgood.account.Strategy;
import io.github.lastgood.account.World;
import io.github.lastgood.account.call.Call;
import io.github.lastgood.account.ecs.ServiceSpec;
import io.github.lastgood.simulation.Chance;
import io.github.lastgood.target.Image;
import io.github.lastgood.target.Method;
import io.github.lastgood.target.Revision;
import io.github.lastgood.target.Rollback;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.DeploymentAlarms;
import software.amazon.awssdk.services.ecs.model.DeploymentCircuitBreaker;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentControllerType;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;

/// Owners of an ECS service.
public final class EcsTeam extends Team {
  private static final int TASKS = 4;
  private static final String[] HOOKED = {
    "PRE_SCALE_UP", "TEST_TRAFFIC_SHIFT", "PRODUCTION_TRAFFIC_SHIFT"
  };

  private final List<Integer> revisions = new ArrayList<>();
  private final Losses definitions = new Losses();
  private final Losses images = new Losses();
  private final Losses tags = new Losses();
  private final boolean deregisters;
  private final @Nullable Delivery delivery;

  private EcsTeam(String name, Account account, Chance chance) {
    super(name, account, chance);
    this.deregisters = chance.once(0.3);
    this.delivery = chance.once(0.3) ? Delivery.of(name, account, chance.of("delivery")) : null;
  }

  /// A service with rolling deployments; ECS's own safety net is on, off, or only fails.
  public static EcsTeam rolling(String name, Account account, Chance chance) {
    var team = new EcsTeam(name, account, chance);
    team.open(team.rollingConfiguration());
    return team;
  }

  /// A service whose traffic ECS shifts itself; many have attached Lastgood's lifecycle hook.
  public static EcsTeam shifting(String name, Account account, Chance chance) {
    var team = new EcsTeam(name, account, chance);
    var bake = chance.minutes(1, 15);
    var strategy =
        switch (chance.between(1, 3)) {
          case 1 -> Strategy.blueGreen(bake);
          case 2 -> Strategy.canary(10, chance.minutes(2, 8), bake);
          default -> Strategy.linear(25, chance.minutes(1, 4), bake);
        };
    team.open(chance.once(0.5) ? Strategy.hooked(strategy, HOOKED) : strategy);
    return team;
  }

  private DeploymentConfiguration rollingConfiguration() {
    var breaker = chance.once(0.7);
    var configuration =
        DeploymentConfiguration.builder()
            .maximumPercent(200)
            .minimumHealthyPercent(100)
            .bakeTimeInMinutes(chance.between(0, 4))
            .deploymentCircuitBreaker(
                DeploymentCircuitBreaker.builder()
                    .enable(breaker)
                    .rollback(breaker && chance.once(0.6))
                    .build());
    if (chance.once(0.3)) {
      configuration.alarms(
          DeploymentAlarms.builder()
              .alarmNames(name + "-5xx")
              .enable(true)
              .rollback(chance.once(0.7))
              .build());
    }
    return configuration.build();
  }

  private void open(DeploymentConfiguration configuration) {
    account.ecs().nextRevision(name, chance.between(7, 60));
    var first = release(new Quality.Good());
    account
        .ecs()
        .createService(
            new ServiceSpec(
                World.CLUSTER,
                name,
                name + ":" + first,
                TASKS,
                DeploymentControllerType.ECS,
                configuration,
                since()));
    defineAlarms();
  }

  /// A new revision of the task definition, with an image of its own.
  private int release(Quality quality) {
    var number = revisions.isEmpty() ? 0 : revisions.getLast();
    var tag = "build-" + (number + 1);
    account.ecr().push(name, tag);
    var image = account.place().image(name, tag);
    account.ecs().workloads().behave(image, quality.task());
    var registered =
        account
            .ecs()
            .registerTaskDefinition(
                RegisterTaskDefinitionRequest.builder()
                    .family(name)
                    .containerDefinitions(
                        ContainerDefinition.builder()
                            .name("app")
                            .image(image)
                            .essential(true)
                            .build())
                    .build());
    revisions.add(registered.taskDefinition().revision());
    return revisions.getLast();
  }

  @Override
  String kind() {
    return "ecs";
  }

  @Override
  ObjectNode resource() {
    return object().put("cluster", World.CLUSTER).put("service", name);
  }

  @Override
  Optional<ObjectNode> pipeline() {
    return Optional.ofNullable(delivery).map(Delivery::stage);
  }

  @Override
  public String deploy() {
    var draw = chance.between(1, 100);
    if (draw <= 75) {
      var quality = Quality.of(chance);
      return deliver(release(quality), quality.words());
    }
    return draw <= 95
        ? deliver(chance.oneOf(revisions), "once more")
        : update(number(running()), true, "by force");
  }

  /// By the team's pipeline, if it has one.
  private String deliver(int revision, String words) {
    if (delivery == null) {
      return update(revision, false, words);
    }
    return delivery.release(
        name + ":" + revision + ", " + words,
        () -> {
          update(revision, false, words);
          return account.ecs().service(World.CLUSTER, name).deployments().getFirst().id();
        });
  }

  private String update(int revision, boolean force, String words) {
    var before = running();
    try {
      account
          .ecs()
          .updateService(update ->
              update
                  .cluster(World.CLUSTER)
                  .service(name)
                  .taskDefinition(name + ":" + revision)
                  .forceNewDeployment(force));
    } catch (EcsException e) {
      return "cannot deploy " + name + ":" + revision + ": " + e.getMessage();
    }
    if (!force && before.equals(arn(revision))) {
      return "deploys what runs already: nothing happens";
    }
    noteDeployed(arn(revision));
    if (deregisters && !before.equals(arn(revision))) {
      deregister(number(before));
    }
    return "deploys " + name + ":" + revision + ", " + words;
  }

  private void deregister(int revision) {
    account
        .ecs()
        .deregisterTaskDefinition(request -> request.taskDefinition(name + ":" + revision));
    definitions.lost(arn(revision), account.now());
  }

  /// A tool deregisters a definition, a lifecycle policy deletes an image, somebody pushes a tag
  /// again.
  @Override
  public String lose() {
    var revision = chance.oneOf(revisions);
    var image = account.place().image(name, "build-" + tagOf(revision));
    var draw = chance.between(1, 3);
    if (draw == 1) {
      deregister(revision);
      return "deregisters " + name + ":" + revision;
    }
    var digest = account.ecr().digestOf(image);
    if (digest.isEmpty()) {
      return "finds no image of " + name + ":" + revision;
    }
    if (draw == 2) {
      account.ecr().delete(name, digest.get());
      images.lost(digest.get(), account.now());
      return "deletes the image of " + name + ":" + revision;
    }
    account.ecr().push(name, "build-" + tagOf(revision));
    account.ecs().workloads().behave(image, Quality.of(chance).task());
    tags.lost(image, account.now());
    return "pushes another image under the tag of " + name + ":" + revision;
  }

  /// A copy that Lastgood registered takes a number too, so tag and revision may differ.
  private int tagOf(int revision) {
    var at = revisions.indexOf(revision);
    return at == 0 ? 1 : revisions.get(at - 1) + 1;
  }

  @Override
  public String running() {
    return account.ecs().service(World.CLUSTER, name).deployments().getFirst().taskDefinition();
  }

  @Override
  public boolean isHurt() {
    return account.ecs().isRed(World.CLUSTER, name);
  }

  @Override
  public boolean isMovedBy(Call call) {
    return switch (call.name()) {
      case "ecs:UpdateService" -> call.argument("service").equals(name);
      case "ecs:StopServiceDeployment" ->
          call.argument("serviceDeploymentArn").contains("/" + name + "/");
      default -> false;
    };
  }

  @Override
  public Optional<String> revisionOf(Call call) {
    return Optional.of(call.argument("taskDefinition")).filter(arn -> !arn.isEmpty());
  }

  @Override
  public Optional<String> missing(Rollback rollback, Instant since) {
    var to = rollback.to();
    if (rollback.method() == Method.UPDATE_SERVICE && definitions.wasLost(to.id(), since)) {
      return Optional.of(to.label() + " is INACTIVE");
    }
    return to.images().stream()
        .flatMap(image -> missing(rollback, image, since).stream())
        .findFirst();
  }

  private Optional<String> missing(Rollback rollback, Image image, Instant since) {
    if (images.wasLost(image.digest(), since)) {
      return Optional.of("image " + image.pinned() + " is gone");
    }
    var now = account.ecr().digestOf(image.reference());
    return rollback.method() == Method.UPDATE_SERVICE
            && tags.wasLost(image.reference(), since)
            && !now.equals(Optional.of(image.digest()))
        ? Optional.of(image.reference() + " is another image by now")
        : Optional.empty();
  }

  private String arn(int revision) {
    return account.place().taskDefinitionArn(name, revision);
  }

  private static int number(String arn) {
    return Integer.parseInt(arn.substring(arn.lastIndexOf(':') + 1));
  }

  @Override
  public boolean mayBeMissing(Revision revision) {
    return definitions.isLost(revision.id())
        || revision.images().isEmpty()
        || revision.images().stream()
            .anyMatch(image ->
                image.digest().isEmpty()
                    || images.isLost(image.digest())
                    || tags.isLost(image.reference()));
  }
}
