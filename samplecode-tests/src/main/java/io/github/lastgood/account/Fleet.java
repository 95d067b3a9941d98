package io.github.lastgood.account;

import io.github.lastgood.account.autoscaling.GroupSpec;
import io.github.lastgood.account.cloudwatch.MetricAlarmSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefresh;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.MixedInstancesPolicy;
import software.amazon.awssdk.services.autoscaling.model.RefreshPreferences;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;

/// The Auto Scaling group `web` of the one world: four instances from version 7 of the launch
/// template `web`, its alarm `web-5xx` quiet.
///
///     Fleet fleet = Fleet.in(world);
///     fleet.refresh(FleetRelease.BAD);       // 10:00:00, successful at 10:05:00
///     world.advance(Duration.ofMinutes(16)); // web-5xx goes into ALARM at 10:15:30.124
public final class Fleet {
  /// The group's name.
  public static final String GROUP = "web";

  /// The launch template's id.
  public static final String TEMPLATE_ID = "lt-0a1b2c3d4e5f60718";

  /// The launch template's name.
  public static final String TEMPLATE_NAME = "web";

  /// Metric alarm on answers with 5xx.
  public static final String ALARM = "web-5xx";

  /// The name of the target in Lastgood.
  public static final String TARGET = "web-fleet";

  private static final String GROUP_ID = "5d1f8b70-7c0e-4b4e-9a54-2f0c6f1f8e31";
  private static final int SIZE = 4;
  private static final Duration AGE = Duration.ofDays(4);

  private final Account account;
  private long published = FleetRelease.GOOD.version();

  private Fleet(Account account) {
    this.account = account;
  }

  /// The fleet with its version as a number, in a world that has none yet.
  public static Fleet in(World world) {
    return in(world, Long.toString(FleetRelease.GOOD.version()));
  }

  /// The fleet with the version written as `version`: a number, `$Latest` or `$Default`.
  public static Fleet in(World world, String version) {
    Fleet fleet = prepared(world);
    fleet.create(specification(version), null);
    return fleet;
  }

  /// The fleet with a mixed instances policy around its launch template.
  public static Fleet mixedIn(World world, MixedInstancesPolicy policy) {
    Fleet fleet = prepared(world);
    fleet.create(null, policy);
    return fleet;
  }

  /// Versions after GOOD come into being when they are deployed, so that `$Latest` means GOOD until
  /// then.
  private static Fleet prepared(World world) {
    Account account = world.account();
    for (FleetRelease release : FleetRelease.values()) {
      account.ec2().registerImage(release.imageId(), release.behaviour());
    }
    account.ec2().createTemplate(TEMPLATE_ID, TEMPLATE_NAME, FleetRelease.GOOD.version());
    account.ec2().addVersion(TEMPLATE_ID, data(FleetRelease.GOOD));
    account
        .alarms()
        .define(
            MetricAlarmSpec.of(
                ALARM,
                "5xx answers of web",
                MetricAlarmSpec.query(
                    "m1",
                    "AWS/ApplicationELB",
                    "HTTPCode_Target_5XX_Count",
                    Map.of("LoadBalancer", "app/shop/50dc6c495c0c9188"),
                    "Sum",
                    true),
                25,
                Duration.ofMillis(30_124)),
            () -> account.autoScaling().isRed(GROUP),
            account.now().minus(AGE));
    return new Fleet(account);
  }

  private void create(
      @Nullable LaunchTemplateSpecification template, @Nullable MixedInstancesPolicy mixed) {
    Instant since = account.now().minus(AGE);
    account.autoScaling().createGroup(new GroupSpec(GROUP, GROUP_ID, template, mixed, SIZE, since));
  }

  private static ResponseLaunchTemplateData data(FleetRelease release) {
    return ResponseLaunchTemplateData.builder()
        .imageId(release.imageId())
        .instanceType("m7g.large")
        .userData("IyEvYmluL3NoCg==")
        .securityGroupIds("sg-0a1b2c3d4e5f60718")
        .iamInstanceProfile(profile -> profile.name("web-instance"))
        .build();
  }

  /// The launch template in that version.
  public static LaunchTemplateSpecification specification(String version) {
    return LaunchTemplateSpecification.builder()
        .launchTemplateId(TEMPLATE_ID)
        .launchTemplateName(TEMPLATE_NAME)
        .version(version)
        .build();
  }

  /// A developer adds the release's version to the launch template, after those before it; nothing
  /// runs it yet.
  public void publish(FleetRelease release) {
    for (FleetRelease each : FleetRelease.values()) {
      if (each.version() > published && each.version() <= release.version()) {
        published = account.ec2().addVersion(TEMPLATE_ID, data(each));
      }
    }
  }

  /// A developer deploys a release by an instance refresh with a desired configuration: the group's
  /// own launch template changes when it succeeds.
  ///
  /// @return the refresh's id
  public String refresh(FleetRelease release) {
    return refresh(release, RefreshPreferences.builder().build());
  }

  /// The same with preferences of the developer's.
  public String refresh(FleetRelease release, RefreshPreferences preferences) {
    publish(release);
    return refreshTo(release.version(), preferences);
  }

  /// A developer adds a version that names its AMI by a parameter, which means that of a release.
  ///
  /// @return the version's number
  public long publishByParameter(String name, FleetRelease release) {
    account.ec2().putImageParameter(name, release.imageId());
    published =
        account
            .ec2()
            .addVersion(
                TEMPLATE_ID, data(release).toBuilder().imageId("resolve:ssm:" + name).build());
    return published;
  }

  /// An instance refresh to a version that is there already.
  ///
  /// @return the refresh's id
  public String refreshTo(long version) {
    return refreshTo(version, RefreshPreferences.builder().build());
  }

  private String refreshTo(long version, RefreshPreferences preferences) {
    return account
        .autoScaling()
        .startInstanceRefresh(request ->
            request
                .autoScalingGroupName(GROUP)
                .preferences(preferences)
                .desiredConfiguration(
                    desired -> desired.launchTemplate(specification(Long.toString(version)))))
        .instanceRefreshId();
  }

  /// A tool deploys as Terraform does: it updates the group first and refreshes it then, so that
  /// what is saved on the group is the new version from the beginning.
  ///
  /// @return the refresh's id
  public String updateThenRefresh(FleetRelease release) {
    publish(release);
    update(Long.toString(release.version()));
    return refreshToWhatIsSaved();
  }

  /// Somebody changes the group's version; no instance changes.
  public void update(String version) {
    account
        .autoScaling()
        .updateAutoScalingGroup(
            request -> request.autoScalingGroupName(GROUP).launchTemplate(specification(version)));
  }

  /// An instance refresh without a desired configuration.
  ///
  /// @return the refresh's id
  public String refreshToWhatIsSaved() {
    return account
        .autoScaling()
        .startInstanceRefresh(request -> request.autoScalingGroupName(GROUP))
        .instanceRefreshId();
  }

  /// A clean-up deregisters the AMI of a release.
  public void deregisterImage(FleetRelease release) {
    account.ec2().deregisterImage(release.imageId());
  }

  /// A clean-up deletes the launch template version of a release.
  public void deleteVersion(FleetRelease release) {
    account.ec2().deleteVersion(TEMPLATE_ID, release.version());
  }

  /// The group as DescribeAutoScalingGroups shows it.
  public AutoScalingGroup group() {
    return account.autoScaling().group(GROUP);
  }

  /// The group's refreshes, newest first.
  public List<InstanceRefresh> refreshes() {
    return account.autoScaling().refreshes(GROUP);
  }

  /// The launch template versions of the instances, each once, in order.
  public List<String> versionsInService() {
    return group().instances().stream()
        .map(instance -> instance.launchTemplate().version())
        .distinct()
        .sorted()
        .toList();
  }
}
