package io.github.lastgood.account.autoscaling;

import io.github.lastgood.account.ec2.SimulatedEc2;
import io.github.lastgood.account.ecs.AlarmStates;
import io.github.lastgood.account.event.EventFeed;
import io.github.lastgood.account.setting.Agenda;
import io.github.lastgood.account.setting.Ids;
import io.github.lastgood.account.setting.Place;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.CancelInstanceRefreshRequest;
import software.amazon.awssdk.services.autoscaling.model.CancelInstanceRefreshResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeInstanceRefreshesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeInstanceRefreshesResponse;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefresh;
import software.amazon.awssdk.services.autoscaling.model.RollbackInstanceRefreshRequest;
import software.amazon.awssdk.services.autoscaling.model.RollbackInstanceRefreshResponse;
import software.amazon.awssdk.services.autoscaling.model.StartInstanceRefreshRequest;
import software.amazon.awssdk.services.autoscaling.model.StartInstanceRefreshResponse;
import software.amazon.awssdk.services.autoscaling.model.UpdateAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.UpdateAutoScalingGroupResponse;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;

/// The Auto Scaling client of the simulated account, and what a story may do to its groups.
///
/// Operations that are not overridden throw the interface's own [UnsupportedOperationException].
public final class SimulatedAutoScaling implements AutoScalingClient {
  private static final int MOST_RECORDS = 100;

  private final Map<String, GroupState> groups = new LinkedHashMap<>();
  private final Place place;
  private final Agenda agenda;
  private final Instances instances;
  private final RefreshCalls refreshes;
  private final GroupShapes shapes = new GroupShapes();

  /// An Auto Scaling without groups.
  ///
  /// @param ec2 where launch templates and AMIs are
  /// @param alarms what the alarms of a refresh say
  public SimulatedAutoScaling(
      Place place,
      Agenda agenda,
      Ids ids,
      EventFeed feed,
      RefreshTiming timing,
      SimulatedEc2 ec2,
      AlarmStates alarms) {
    this.place = place;
    this.agenda = agenda;
    this.instances = new Instances(ec2, ids);
    RefreshSteps steps =
        new RefreshSteps(agenda, timing, instances, new RefreshEvents(feed), alarms);
    this.refreshes = new RefreshCalls(instances, steps, ids, agenda.clock());
  }

  /// Creates a group that has been running its launch template for long.
  public void createGroup(GroupSpec spec) {
    Configuration saved = new Configuration(spec.launchTemplate(), spec.mixed());
    String arn = place.autoScalingGroupArn(spec.id(), spec.name());
    GroupState group = new GroupState(spec.name(), arn, spec.since(), spec.size(), saved);
    LaunchTemplateVersion version =
        instances.version(saved).orElseThrow(AutoScalingRefusals::templateNotFound);
    for (int i = 0; i < spec.size(); i++) {
      group.instances.add(instances.launch(version, spec.since()));
    }
    groups.put(spec.name(), group);
  }

  /// Deletes a group.
  public void deleteGroup(String name) {
    groups.remove(name);
  }

  /// Launches one instance more from what is saved on the group, as a scaling policy does.
  public void scaleOut(String name) {
    GroupState group = known(name);
    group.desiredCapacity++;
    LaunchTemplateVersion version =
        instances.version(group.saved).orElseThrow(AutoScalingRefusals::templateNotFound);
    group.instances.add(instances.launch(version, agenda.now()));
  }

  /// Whether the group's instances hurt their users now.
  public boolean isRed(String name) {
    return instances.isRed(known(name), agenda.now());
  }

  /// The group as DescribeAutoScalingGroups would show it.
  public AutoScalingGroup group(String name) {
    return shapes.shape(known(name));
  }

  /// The group's refreshes as DescribeInstanceRefreshes would show them, newest first.
  public List<InstanceRefresh> refreshes(String name) {
    return shapes.shapes(known(name));
  }

  /// Groups that do not exist are left out of the answer.
  @Override
  public DescribeAutoScalingGroupsResponse describeAutoScalingGroups(
      DescribeAutoScalingGroupsRequest request) {
    return DescribeAutoScalingGroupsResponse.builder()
        .autoScalingGroups(
            request.autoScalingGroupNames().stream()
                .map(groups::get)
                .filter(Objects::nonNull)
                .map(shapes::shape)
                .toList())
        .build();
  }

  @Override
  public DescribeInstanceRefreshesResponse describeInstanceRefreshes(
      DescribeInstanceRefreshesRequest request) {
    int most = Optional.ofNullable(request.maxRecords()).orElse(MOST_RECORDS);
    return DescribeInstanceRefreshesResponse.builder()
        .instanceRefreshes(
            refreshes(request.autoScalingGroupName()).stream()
                .filter(refresh ->
                    request.instanceRefreshIds().isEmpty()
                        || request.instanceRefreshIds().contains(refresh.instanceRefreshId()))
                .limit(most)
                .toList())
        .build();
  }

  @Override
  public StartInstanceRefreshResponse startInstanceRefresh(StartInstanceRefreshRequest request) {
    RefreshState started = refreshes.start(known(request.autoScalingGroupName()), request);
    return StartInstanceRefreshResponse.builder().instanceRefreshId(started.id).build();
  }

  @Override
  public CancelInstanceRefreshResponse cancelInstanceRefresh(CancelInstanceRefreshRequest request) {
    RefreshState cancelled = refreshes.cancel(known(request.autoScalingGroupName()));
    return CancelInstanceRefreshResponse.builder().instanceRefreshId(cancelled.id).build();
  }

  @Override
  public RollbackInstanceRefreshResponse rollbackInstanceRefresh(
      RollbackInstanceRefreshRequest request) {
    RefreshState rolledBack = refreshes.rollBack(known(request.autoScalingGroupName()));
    return RollbackInstanceRefreshResponse.builder().instanceRefreshId(rolledBack.id).build();
  }

  /// Changes what is saved on the group; instances that run stay as they are, unless fewer are
  /// desired.
  @Override
  public UpdateAutoScalingGroupResponse updateAutoScalingGroup(
      UpdateAutoScalingGroupRequest request) {
    GroupState group = known(request.autoScalingGroupName());
    if (request.launchTemplate() != null || request.mixedInstancesPolicy() != null) {
      group.saved = new Configuration(request.launchTemplate(), request.mixedInstancesPolicy());
    }
    group.minSize = Optional.ofNullable(request.minSize()).orElse(group.minSize);
    group.maxSize = Optional.ofNullable(request.maxSize()).orElse(group.maxSize);
    if (request.desiredCapacity() != null) {
      group.desiredCapacity = request.desiredCapacity();
      while (group.instances.size() > group.desiredCapacity) {
        group.instances.removeFirst();
      }
    }
    return UpdateAutoScalingGroupResponse.builder().build();
  }

  private GroupState known(String name) {
    return Optional.ofNullable(groups.get(name))
        .orElseThrow(() -> AutoScalingRefusals.groupNotFound(name));
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
