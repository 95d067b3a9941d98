package io.github.lastgood.account.autoscaling;

import io.github.lastgood.account.ecs.AlarmStates;
import io.github.lastgood.account.setting.Agenda;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefreshStatus;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;

/// Lets a refresh go on in time: pending → one instance after the other → bake → successful, and
/// back again when it is rolled back.
///
/// The group's own launch template changes only when a refresh with a desired configuration
/// succeeds. An instance that never gets healthy is given up after a while and its predecessor
/// stays; the refresh then fails, or rolls back when it was told to.
final class RefreshSteps {
  private final Agenda agenda;
  private final RefreshTiming timing;
  private final Instances instances;
  private final RefreshEvents events;
  private final AlarmStates alarms;

  RefreshSteps(
      Agenda agenda,
      RefreshTiming timing,
      Instances instances,
      RefreshEvents events,
      AlarmStates alarms) {
    this.agenda = agenda;
    this.timing = timing;
    this.instances = instances;
    this.events = events;
    this.alarms = alarms;
  }

  void start(GroupState group, RefreshState refresh) {
    int course = ++group.course;
    after(
        group,
        course,
        timing.pending(),
        () -> {
          refresh.status = InstanceRefreshStatus.IN_PROGRESS;
          events.emit("Started", group, refresh);
          proceed(group, course, refresh, wanted(group, refresh), refresh.skipsMatching());
        });
    pollAlarms(group, course, refresh);
  }

  /// Puts back what is saved on the group.
  void rollBack(GroupState group, RefreshState refresh, String why) {
    refresh.status = InstanceRefreshStatus.ROLLBACK_IN_PROGRESS;
    refresh.rollbackReason = why;
    refresh.rollbackStartedAt = agenda.now();
    events.emit("Rollback Started", group, refresh);
    proceed(group, ++group.course, refresh, group.saved, true);
  }

  /// The instance that is being replaced is finished first.
  void cancel(GroupState group, RefreshState refresh) {
    refresh.status = InstanceRefreshStatus.CANCELLING;
    after(
        group,
        ++group.course,
        timing.pending(),
        () -> end(group, refresh, InstanceRefreshStatus.CANCELLED, "Cancelled", "Cancelled"));
  }

  private static Configuration wanted(GroupState group, RefreshState refresh) {
    return Configuration.of(refresh.desired.orElse(null)).orElse(group.saved);
  }

  private void proceed(
      GroupState group, int course, RefreshState refresh, Configuration wanted, boolean skips) {
    Optional<LaunchTemplateVersion> version = instances.version(wanted);
    if (version.isEmpty() || !instances.comesUp(version.get())) {
      after(group, course, timing.giveUp(), () -> giveUp(group, refresh));
      return;
    }
    refresh.replaced = 0;
    refresh.toReplace =
        (int) group.instances.stream().filter(each -> !skips || !is(each, version.get())).count();
    replaceNext(group, course, refresh, version.get(), skips);
  }

  private void replaceNext(
      GroupState group,
      int course,
      RefreshState refresh,
      LaunchTemplateVersion version,
      boolean skips) {
    if (refresh.replaced == refresh.toReplace) {
      allReplaced(group, course, refresh);
      return;
    }
    after(
        group,
        course,
        timing.replace(),
        () -> {
          InstanceState old =
              group.instances.stream()
                  .filter(each -> !skips || !is(each, version))
                  .findFirst()
                  .orElseThrow();
          group.instances.remove(old);
          group.instances.add(instances.launch(version, agenda.now()));
          refresh.replaced++;
          replaceNext(group, course, refresh, version, skips);
        });
  }

  private static boolean is(InstanceState instance, LaunchTemplateVersion version) {
    return instance.comesFrom(version.launchTemplateId(), version.versionNumber().toString());
  }

  private void allReplaced(GroupState group, int course, RefreshState refresh) {
    if (refresh.status == InstanceRefreshStatus.ROLLBACK_IN_PROGRESS) {
      end(
          group,
          refresh,
          InstanceRefreshStatus.ROLLBACK_SUCCESSFUL,
          refresh.rollbackReason,
          "Rollback Succeeded");
    } else if (refresh.bakeTime().isPositive()) {
      refresh.status = InstanceRefreshStatus.BAKING;
      events.emit("Started Baking", group, refresh);
      after(group, course, refresh.bakeTime(), () -> succeed(group, refresh));
    } else {
      succeed(group, refresh);
    }
  }

  private void succeed(GroupState group, RefreshState refresh) {
    Configuration.of(refresh.desired.orElse(null)).ifPresent(desired -> group.saved = desired);
    end(group, refresh, InstanceRefreshStatus.SUCCESSFUL, null, "Succeeded");
  }

  private void giveUp(GroupState group, RefreshState refresh) {
    String why = "An instance did not pass its health checks in time.";
    if (refresh.status == InstanceRefreshStatus.ROLLBACK_IN_PROGRESS) {
      end(group, refresh, InstanceRefreshStatus.ROLLBACK_FAILED, why, "Rollback Failed");
    } else {
      failed(group, refresh, why);
    }
  }

  private void failed(GroupState group, RefreshState refresh, String why) {
    if (refresh.rollsBackItself()) {
      rollBack(group, refresh, why);
    } else {
      end(group, refresh, InstanceRefreshStatus.FAILED, why, "Failed");
    }
  }

  private void pollAlarms(GroupState group, int course, RefreshState refresh) {
    after(
        group,
        course,
        timing.alarmPoll(),
        () -> {
          Optional<String> red = refresh.alarms().stream().filter(alarms::isRed).findFirst();
          if (red.isPresent()) {
            failed(group, refresh, "CloudWatch alarm " + red.get() + " is in ALARM state.");
          } else {
            pollAlarms(group, course, refresh);
          }
        });
  }

  private void end(
      GroupState group,
      RefreshState refresh,
      InstanceRefreshStatus how,
      @Nullable String why,
      String event) {
    group.course++;
    refresh.end(how, why, agenda.now());
    events.emit(event, group, refresh);
  }

  private void after(GroupState group, int course, Duration delay, Runnable step) {
    agenda.after(
        delay,
        () -> {
          if (group.course == course) {
            step.run();
          }
        });
  }
}
