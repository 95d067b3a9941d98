package io.github.lastgood.action;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.DesiredConfiguration;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefresh;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.MixedInstancesPolicy;

/// An Auto Scaling group and its newest instance refresh, as AWS shows them at one moment.
///
/// What is *saved* on the group is what the next instance is launched from; it changes when a
/// refresh with a desired configuration succeeds, or when somebody updates the group. What *runs*
/// is what the instances in service were launched from: AWS shows their versions as numbers even
/// where the group says `$Latest`.
///
/// @param group the group
/// @param newest its newest refresh; null when there was none in the last six weeks
record FleetView(AutoScalingGroup group, @Nullable InstanceRefresh newest) {

  /// The refreshes' newest: one that has not started yet, else the one that started last.
  static Optional<InstanceRefresh> newest(List<InstanceRefresh> refreshes) {
    return refreshes.stream().max(Comparator.comparing(FleetView::startOf));
  }

  private static Instant startOf(InstanceRefresh refresh) {
    return Objects.requireNonNullElse(refresh.startTime(), Instant.MAX);
  }

  /// The template that is saved on the group; empty for a group with a launch configuration.
  Optional<LaunchTemplateSpecification> saved() {
    return templateOf(group.launchTemplate(), group.mixedInstancesPolicy());
  }

  /// What is saved, where its version is a number.
  Optional<TemplateVersion> savedNumber() {
    return saved().flatMap(FleetView::numbered);
  }

  /// The template that the newest refresh brings: its own, else the group's.
  Optional<LaunchTemplateSpecification> wanted() {
    return desired()
        .flatMap(given -> templateOf(given.launchTemplate(), given.mixedInstancesPolicy()))
        .map(this::withId)
        .or(this::saved);
  }

  /// The newest refresh's desired configuration.
  Optional<DesiredConfiguration> desired() {
    return Optional.ofNullable(newest).map(InstanceRefresh::desiredConfiguration);
  }

  /// What AWS itself would go back to: it refuses without a desired configuration, and when the
  /// group's version is `$Latest` or `$Default`.
  Optional<TemplateVersion> source() {
    return desired().flatMap(_ -> savedNumber());
  }

  /// The versions that instances in service run, of the saved template where any are.
  List<TemplateVersion> running() {
    var all =
        group.instances().stream()
            .filter(instance -> "InService".equals(instance.lifecycleStateAsString()))
            .map(Instance::launchTemplate)
            .filter(Objects::nonNull)
            .flatMap(template -> numbered(template).stream())
            .distinct()
            .toList();
    var templateId = saved().map(LaunchTemplateSpecification::launchTemplateId).orElse("");
    var ofSaved = all.stream().filter(each -> each.templateId().equals(templateId)).toList();
    return ofSaved.isEmpty() ? all : ofSaved;
  }

  /// AWS's word for how far the newest refresh is; empty when there is none.
  String status() {
    return newest == null ? "" : Objects.requireNonNullElse(newest.statusAsString(), "");
  }

  /// True while the newest refresh keeps another one from being started.
  boolean isActive() {
    return switch (status()) {
      case "Pending", "InProgress", "Baking", "Cancelling", "RollbackInProgress" -> true;
      default -> false;
    };
  }

  /// True while the newest refresh brings what it was started for.
  boolean isForward() {
    return switch (status()) {
      case "Pending", "InProgress", "Baking" -> true;
      default -> false;
    };
  }

  /// The newest version of the list; instances of two templates have no order, then the first.
  static Optional<TemplateVersion> highest(List<TemplateVersion> versions) {
    return versions.stream()
        .max(Comparator.comparingLong(version -> Long.parseLong(version.version())));
  }

  static Optional<TemplateVersion> numbered(LaunchTemplateSpecification template) {
    return template.launchTemplateId() == null || template.version() == null
        ? Optional.empty()
        : TemplateVersion.parse(template.launchTemplateId() + ":" + template.version());
  }

  /// A desired configuration may name the template; the saved one has both.
  private LaunchTemplateSpecification withId(LaunchTemplateSpecification given) {
    if (given.launchTemplateId() != null) {
      return given;
    }
    return saved()
        .filter(own -> Objects.equals(own.launchTemplateName(), given.launchTemplateName()))
        .map(own -> given.toBuilder().launchTemplateId(own.launchTemplateId()).build())
        .orElse(given);
  }

  private static Optional<LaunchTemplateSpecification> templateOf(
      @Nullable LaunchTemplateSpecification own, @Nullable MixedInstancesPolicy mixed) {
    if (own != null) {
      return Optional.of(own);
    }
    return Optional.ofNullable(mixed)
        .map(MixedInstancesPolicy::launchTemplate)
        .map(template -> template.launchTemplateSpecification());
  }
}
