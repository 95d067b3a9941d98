package io.github.lastgood.simulation.team;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lastgood.account.Account;
import io.github.lastgood.account.autoscaling.GroupSpec;
import io.github.lastgood.account.call.Call;
import io.github.lastgood.simulation.Chance;
import io.github.lastgood.target.Method;
import io.github.lastgood.target.Revision;
import io.github.lastgood.target.Rollback;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingException;
import software.amazon.awssdk.services.autoscaling.model.DesiredConfiguration;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;

/// Owners of an Auto Scaling group.
public final class FleetTeam extends Team {
  private static final int SIZE = 4;

  private final String template;
  private final List<Long> versions = new ArrayList<>();
  private final Losses deletedVersions = new Losses();
  private final Losses images = new Losses();

  private FleetTeam(String name, Account account, Chance chance) {
    super(name, account, chance);
    this.template = "lt-0%016x".formatted(chance.of(name).seed());
  }

  /// A group of four instances.
  public static FleetTeam of(String name, Account account, Chance chance) {
    var team = new FleetTeam(name, account, chance);
    account.ec2().createTemplate(team.template, name, 1);
    var first = team.release(new Quality.Good());
    account
        .autoScaling()
        .createGroup(
            new GroupSpec(name, id(name), team.specification(first), null, SIZE, team.since()));
    team.defineAlarms();
    return team;
  }

  /// The UUID in its ARN.
  private static String id(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private long release(Quality quality) {
    var image = image(versions.size() + 1);
    account.ec2().registerImage(image, quality.instance());
    versions.add(
        account
            .ec2()
            .addVersion(
                template,
                software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData.builder()
                    .imageId(image)
                    .instanceType("m7g.large")
                    .build()));
    return versions.getLast();
  }

  private String image(int number) {
    return "ami-0%016x".formatted(number);
  }

  private LaunchTemplateSpecification specification(long version) {
    return LaunchTemplateSpecification.builder()
        .launchTemplateId(template)
        .launchTemplateName(name)
        .version(Long.toString(version))
        .build();
  }

  @Override
  String kind() {
    return "autoScalingGroup";
  }

  @Override
  ObjectNode resource() {
    return object().put("name", name);
  }

  @Override
  public String deploy() {
    if (chance.once(0.75)) {
      var quality = Quality.of(chance);
      return refresh(release(quality), quality.words());
    }
    return refresh(chance.oneOf(versions), "once more");
  }

  /// By a desired configuration, or as Terraform does it: the group first, and then a refresh to
  /// what is saved there. What is saved is deployed by whichever refresh comes next, or runs
  /// already, although the team's own is refused.
  private String refresh(long version, String words) {
    var updatesFirst = chance.once(0.3);
    var isSaved = false;
    try {
      if (updatesFirst) {
        account
            .autoScaling()
            .updateAutoScalingGroup(
                update -> update.autoScalingGroupName(name).launchTemplate(specification(version)));
        isSaved = true;
      }
      account
          .autoScaling()
          .startInstanceRefresh(start ->
              start
                  .autoScalingGroupName(name)
                  .desiredConfiguration(updatesFirst ? null : desired(version)));
    } catch (AutoScalingException e) {
      if (isSaved) {
        noteSaved(id(version));
      }
      return "cannot deploy version " + version + ": " + e.getMessage();
    }
    noteDeployed(id(version));
    return "deploys version " + version + (updatesFirst ? " saved first, " : ", ") + words;
  }

  private DesiredConfiguration desired(long version) {
    return DesiredConfiguration.builder().launchTemplate(specification(version)).build();
  }

  /// A clean-up deletes a version or deregisters an AMI.
  @Override
  public String lose() {
    var version = chance.oneOf(versions);
    if (chance.once(0.5) && !id(version).equals(running())) {
      account.ec2().deleteVersion(template, version);
      deletedVersions.lost(id(version), account.now());
      return "deletes version " + version;
    }
    account.ec2().deregisterImage(image(versions.indexOf(version) + 1));
    images.lost(image(versions.indexOf(version) + 1), account.now());
    return "deregisters the AMI of version " + version;
  }

  @Override
  public String running() {
    var group = account.autoScaling().group(name);
    var newest =
        group.instances().stream()
            .map(instance -> Long.parseLong(instance.launchTemplate().version()))
            .toList();
    return id(newest.isEmpty() ? versions.getFirst() : newest.getLast());
  }

  @Override
  public boolean isHurt() {
    return account.autoScaling().isRed(name);
  }

  @Override
  public boolean isMovedBy(Call call) {
    return switch (call.name()) {
      case "autoscaling:StartInstanceRefresh",
          "autoscaling:CancelInstanceRefresh",
          "autoscaling:RollbackInstanceRefresh" ->
          call.argument("autoScalingGroupName").equals(name);
      default -> false;
    };
  }

  @Override
  public Optional<String> revisionOf(Call call) {
    return call.arguments().get("desiredConfiguration") instanceof DesiredConfiguration desired
        ? Optional.of(
            desired.launchTemplate().launchTemplateId() + ":" + desired.launchTemplate().version())
        : Optional.empty();
  }

  @Override
  public Optional<String> missing(Rollback rollback, Instant since) {
    var to = rollback.to();
    if (rollback.method() != Method.COPY_TEMPLATE_VERSION
        && deletedVersions.wasLost(to.id(), since)) {
      return Optional.of(to.label() + " is deleted");
    }
    return to.images().stream()
        .filter(image -> images.wasLost(image.reference(), since))
        .map(image -> image.reference() + " is deregistered")
        .findFirst();
  }

  private String id(long version) {
    return template + ":" + version;
  }

  @Override
  public boolean mayBeMissing(Revision revision) {
    return deletedVersions.isLost(revision.id())
        || revision.images().isEmpty()
        || revision.images().stream().anyMatch(image -> images.isLost(image.reference()));
  }
}
