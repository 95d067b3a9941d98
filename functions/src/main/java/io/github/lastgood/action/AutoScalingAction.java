package io.github.lastgood.action;

import io.github.lastgood.target.Candidate;
import io.github.lastgood.target.Deployment;
import io.github.lastgood.target.LiveState;
import io.github.lastgood.target.Resource.AutoScalingGroup;
import io.github.lastgood.target.ResourceForm;
import io.github.lastgood.target.Revision;
import io.github.lastgood.target.Rollback;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingException;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeInstanceRefreshesRequest;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefresh;
import software.amazon.awssdk.services.ec2.Ec2Client;

/// Auto Scaling groups that are deployed to by instance refreshes. A revision is a numbered launch
/// template version with its AMI.
///
/// The sizes of the group are never sent: scaling belongs to others. See [InstanceRefreshes] for
/// how deployments are told, [InstanceRefreshMoves] for how they are taken back.
public final class AutoScalingAction
    implements KindAction<ResourceForm.AutoScalingGroup, AutoScalingGroup> {
  private static final int NEWEST = 10;

  private final Supplier<AutoScalingClient> autoScaling;
  private final LaunchTemplates templates;
  private final InstanceRefreshes refreshes;
  private final Parallel parallel;

  /// @param autoScaling asked for only when a group is at hand
  /// @param ec2 likewise
  public AutoScalingAction(
      Supplier<AutoScalingClient> autoScaling,
      Supplier<Ec2Client> ec2,
      Parallel parallel,
      InstantSource clock) {
    this.autoScaling = autoScaling;
    this.templates = new LaunchTemplates(ec2, parallel);
    this.refreshes = new InstanceRefreshes(templates, clock);
    this.parallel = parallel;
  }

  @Override
  public Optional<AutoScalingGroup> find(ResourceForm.AutoScalingGroup form) {
    return describe(form.name())
        .map(found ->
            new AutoScalingGroup(found.autoScalingGroupARN(), found.autoScalingGroupName()));
  }

  @Override
  public LiveState observe(AutoScalingGroup resource, @Nullable Rollback open) {
    return fleet(resource)
        .map(fleet -> live(resource, fleet))
        .orElseGet(() -> new LiveState.Unusable(resource.label() + " does not exist."));
  }

  private LiveState live(AutoScalingGroup resource, FleetView fleet) {
    return fleet.group().status() == null
        ? refreshes.live(resource, fleet)
        : new LiveState.Unusable(resource.label() + " is " + fleet.group().status() + ".");
  }

  /// The group and its newest refresh; empty when there is no such group.
  private Optional<FleetView> fleet(AutoScalingGroup resource) {
    var group = parallel.ask(() -> describe(resource.name()));
    var newest = FleetView.newest(refreshesOf(resource));
    var asked = group.answer();
    return (newest.filter(AutoScalingAction::bringsWhatIsSaved).isPresent()
            ? describe(resource.name())
            : asked)
        .map(found -> new FleetView(found, newest.orElse(null)));
  }

  /// Then the group must not be older than the refresh: a tool that updates the group and refreshes
  /// it at once may have done both between the two answers.
  private static boolean bringsWhatIsSaved(InstanceRefresh newest) {
    return newest.desiredConfiguration() == null && newest.endTime() == null;
  }

  private Optional<software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup> describe(
      String name) {
    var request = DescribeAutoScalingGroupsRequest.builder().autoScalingGroupNames(name).build();
    return autoScaling.get().describeAutoScalingGroups(request).autoScalingGroups().stream()
        .findFirst();
  }

  /// AWS shows the newest first, of the last six weeks.
  private List<InstanceRefresh> refreshesOf(AutoScalingGroup resource) {
    var request =
        DescribeInstanceRefreshesRequest.builder()
            .autoScalingGroupName(resource.name())
            .maxRecords(NEWEST)
            .build();
    try {
      return autoScaling.get().describeInstanceRefreshes(request).instanceRefreshes();
    } catch (AutoScalingException e) {
      // A group that does not exist is a ValidationError here, and an empty list above.
      if (AwsErrors.code(e).equals("ValidationError")) {
        return List.of();
      }
      throw e;
    }
  }

  @Override
  public Deployment resolve(AutoScalingGroup resource, Deployment seen) {
    return seen.withRevision(templates.withImage(seen.revision()));
  }

  @Override
  public Candidate check(AutoScalingGroup resource, Revision revision) {
    return templates.check(revision);
  }

  @Override
  public Optional<String> definitionOf(AutoScalingGroup resource, Revision revision) {
    return templates.definitionOf(revision);
  }

  /// Makes a launch template version of what was stored.
  @Override
  public String registerCopy(AutoScalingGroup resource, Rollback rollback, String definition) {
    return templates.copy(rollback, definition);
  }

  @Override
  public Moved move(
      AutoScalingGroup resource,
      Rollback rollback,
      LiveState.Running live,
      Deployment deployment,
      Supplier<Optional<String>> definition) {
    return fleet(resource)
        .map(fleet -> new InstanceRefreshMoves(autoScaling.get(), fleet, rollback).next())
        .orElseGet(() -> new Moved.Refused(resource.label() + " does not exist."));
  }
}
