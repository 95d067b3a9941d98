package io.github.lastgood.action;

import io.github.lastgood.target.Deployment;
import io.github.lastgood.target.Deployment.Origin;
import io.github.lastgood.target.LiveState;
import io.github.lastgood.target.Resource;
import io.github.lastgood.target.Revision;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefresh;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;

/// Reads a group's deployments out of its newest instance refresh and its instances.
///
/// | newest refresh | deployment | revision |
/// |---|---|---|
/// | Pending, InProgress, Baking | the refresh, in flight | what it brings |
/// | Cancelling, Cancelled, Failed | the refresh, never settled: the fleet is mixed | what it was to bring |
/// | RollbackInProgress, RollbackFailed | a second one, [#rollbackOf] | what is saved on the group |
/// | RollbackSuccessful | the same, settled | what runs besides what was to be replaced |
/// | Successful | the refresh, settled | what runs |
/// | Cancelled, and nothing of it is left | one without an id, by AWS | what runs |
/// | none, or something else runs than it brought | one without an id | what runs |
///
/// The last row is how a group is deployed to without a refresh: CloudFormation's rolling update,
/// or `$Latest` together with a scale-out.
final class InstanceRefreshes {
  private final LaunchTemplates templates;
  private final InstantSource clock;

  InstanceRefreshes(LaunchTemplates templates, InstantSource clock) {
    this.templates = templates;
    this.clock = clock;
  }

  /// The deployment that puts back what a refresh replaced.
  static String rollbackOf(String refreshId) {
    return refreshId + "-rollback";
  }

  LiveState live(Resource.AutoScalingGroup resource, FleetView fleet) {
    var newest = fleet.newest();
    var seen =
        newest == null
            ? Optional.<LiveState>empty()
            : switch (fleet.status()) {
              case "Pending", "InProgress", "Baking" -> forward(fleet, newest);
              case "Cancelling", "Failed" -> halted(fleet, newest);
              case "Cancelled" ->
                  isUndone(fleet) ? unnamed(fleet, Origin.AWS) : halted(fleet, newest);
              case "RollbackInProgress", "RollbackSuccessful", "RollbackFailed" ->
                  rollback(fleet, newest);
              case "Successful" -> done(fleet, newest);
              default ->
                  Optional.<LiveState>of(
                      new LiveState.Unusable(
                          resource.label()
                              + " has an instance refresh in the unknown status "
                              + fleet.status()
                              + "."));
            };
    return seen.or(() -> unnamed(fleet, Origin.TEAM))
        .orElseGet(() ->
            new LiveState.Unusable(
                resource.label()
                    + " has no launch template version that could be told; it needs a launch"
                    + " template, not a launch configuration."));
  }

  private Optional<LiveState> forward(FleetView fleet, InstanceRefresh newest) {
    var source = fleet.source().map(TemplateVersion::revisionId).orElse(null);
    return number(fleet.wanted())
        .map(version ->
            new LiveState.Running(
                deployment(newest, version, null, newest.instanceRefreshId(), source),
                false,
                rollsBackItself(newest, version, source)));
  }

  private Optional<LiveState> halted(FleetView fleet, InstanceRefresh newest) {
    return number(fleet.wanted())
        .map(version ->
            new LiveState.Running(
                deployment(newest, version, null, null, null),
                "Failed".equals(fleet.status()),
                false));
  }

  /// A cancelled refresh of which nothing is left: all that runs, and will, is what is saved.
  private static boolean isUndone(FleetView fleet) {
    var running = fleet.running();
    return running.size() == 1
        && fleet.savedNumber().equals(Optional.of(running.getFirst()))
        && fleet.desired().isPresent();
  }

  private Optional<LiveState> rollback(FleetView fleet, InstanceRefresh newest) {
    var isOver = "RollbackSuccessful".equals(fleet.status());
    var restored = isOver ? restored(fleet) : number(fleet.saved());
    var details = newest.rollbackDetails();
    var started = details == null ? null : details.rollbackStartTime();
    return restored.map(version ->
        new LiveState.Running(
            new Deployment(
                rollbackOf(newest.instanceRefreshId()),
                Revision.of(version.revisionId()),
                Origin.AWS,
                started == null ? startOf(newest) : started,
                isOver ? endOf(newest) : null,
                null,
                null,
                null,
                0),
            "RollbackFailed".equals(fleet.status()),
            false));
  }

  /// What AWS put back is what was saved on the group when it began; what is saved there now may be
  /// another. So it is told from the instances, of which some protected ones may still be bad.
  private Optional<TemplateVersion> restored(FleetView fleet) {
    var running = fleet.running();
    var bad = fleet.wanted().flatMap(FleetView::numbered);
    var others = running.stream().filter(each -> !bad.equals(Optional.of(each))).toList();
    return others.size() == 1
        ? Optional.of(others.getFirst())
        : number(fleet.saved()).filter(saved -> running.isEmpty() || running.contains(saved));
  }

  private Optional<LiveState> done(FleetView fleet, InstanceRefresh newest) {
    var running = fleet.running();
    if (running.size() != 1 || !brought(fleet, newest, running.getFirst())) {
      return Optional.empty();
    }
    return Optional.of(
        new LiveState.Running(
            deployment(newest, running.getFirst(), endOf(newest), null, null), false, false));
  }

  /// A refresh without a numbered configuration brought what was saved or newest then: whatever was
  /// there when it started.
  private boolean brought(FleetView fleet, InstanceRefresh newest, TemplateVersion running) {
    var numbered = fleet.desired().flatMap(_ -> fleet.wanted()).flatMap(FleetView::numbered);
    return numbered.isPresent()
        ? numbered.get().equals(running)
        : templates
            .version(running.templateId(), running.version())
            .map(version -> version.createTime())
            .filter(created -> !created.isAfter(startOf(newest)))
            .isPresent();
  }

  /// One version runs: settled. Several do: the saved one, or the newest, is on its way in.
  private Optional<LiveState> unnamed(FleetView fleet, Origin origin) {
    var running = fleet.running();
    var version =
        running.isEmpty()
            ? number(fleet.saved())
            : fleet.savedNumber().filter(running::contains).or(() -> FleetView.highest(running));
    var now = clock.instant();
    return version.map(found ->
        new LiveState.Running(
            new Deployment(
                "",
                Revision.of(found.revisionId()),
                origin,
                now,
                running.size() > 1 ? null : now,
                null,
                null,
                null,
                0),
            false,
            false));
  }

  /// `$Latest` and `$Default` mean a number, and another one tomorrow: the number is what counts.
  private Optional<TemplateVersion> number(Optional<LaunchTemplateSpecification> template) {
    return template.flatMap(FleetView::numbered).or(() -> template.flatMap(this::lookUp));
  }

  private Optional<TemplateVersion> lookUp(LaunchTemplateSpecification template) {
    var version = Objects.requireNonNullElse(template.version(), "$Default");
    return Optional.ofNullable(template.launchTemplateId())
        .or(() -> templates.idOf(template.launchTemplateName()))
        .flatMap(id -> templates.version(id, version))
        .map(found ->
            new TemplateVersion(found.launchTemplateId(), found.versionNumber().toString()));
  }

  private Deployment deployment(
      InstanceRefresh refresh,
      TemplateVersion version,
      @Nullable Instant settledAt,
      @Nullable String controlId,
      @Nullable String sourceId) {
    return new Deployment(
        refresh.instanceRefreshId(),
        Revision.of(version.revisionId()),
        Origin.TEAM,
        startOf(refresh),
        settledAt,
        null,
        controlId,
        sourceId,
        0);
  }

  /// Going back to what it brings itself (the group was updated first) is no rollback.
  private static boolean rollsBackItself(
      InstanceRefresh refresh, TemplateVersion version, @Nullable String source) {
    var preferences = refresh.preferences();
    return preferences != null
        && Boolean.TRUE.equals(preferences.autoRollback())
        && !version.revisionId().equals(source);
  }

  /// One that is Pending begins about now.
  private Instant startOf(InstanceRefresh refresh) {
    return Objects.requireNonNullElseGet(refresh.startTime(), clock::instant);
  }

  private Instant endOf(InstanceRefresh refresh) {
    return Objects.requireNonNullElse(refresh.endTime(), startOf(refresh));
  }
}
