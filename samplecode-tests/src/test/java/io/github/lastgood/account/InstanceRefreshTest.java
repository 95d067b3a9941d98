package io.github.lastgood.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lastgood.account.event.AwsEvent;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.ActiveInstanceRefreshNotFoundException;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingException;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefreshInProgressException;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefreshStatus;
import software.amazon.awssdk.services.autoscaling.model.IrreversibleInstanceRefreshException;
import software.amazon.awssdk.services.autoscaling.model.RefreshPreferences;

class InstanceRefreshTest {
  private final World world = World.create();
  private final AutoScalingClient autoScaling = world.account().clients().autoScaling();

  @Test
  void theGroupsTemplateChangesWhenTheRefreshSucceedsAndNotBefore() {
    Fleet fleet = Fleet.in(world);
    fleet.refresh(FleetRelease.BAD);

    world.advance(Duration.ofMinutes(4));
    assertThat(fleet.group().launchTemplate().version()).isEqualTo("7");
    assertThat(fleet.versionsInService()).containsExactly("7", "8");
    assertThat(status(fleet)).isEqualTo(InstanceRefreshStatus.IN_PROGRESS);

    world.advance(Duration.ofMinutes(1));
    assertThat(fleet.group().launchTemplate().version()).isEqualTo("8");
    assertThat(fleet.versionsInService()).containsExactly("8");
    assertThat(status(fleet)).isEqualTo(InstanceRefreshStatus.SUCCESSFUL);
    assertThat(events()).containsExactly("Started", "Succeeded");
  }

  @Test
  void onlyOneRefreshAtATime() {
    Fleet fleet = Fleet.in(world);
    fleet.refresh(FleetRelease.BAD);

    assertThatThrownBy(() -> fleet.refresh(FleetRelease.BAD))
        .isInstanceOf(InstanceRefreshInProgressException.class)
        .satisfies(code("InstanceRefreshInProgress"));
  }

  @Test
  void aRefreshThatIsOverCanBeNeitherCancelledNorRolledBack() {
    Fleet fleet = Fleet.in(world);
    fleet.refresh(FleetRelease.BAD);
    world.advance(Duration.ofMinutes(6));

    assertThatThrownBy(this::rollBack).isInstanceOf(ActiveInstanceRefreshNotFoundException.class);
    assertThatThrownBy(this::cancel).satisfies(code("ActiveInstanceRefreshNotFound"));
  }

  @Test
  void aRollbackPutsBackWhatIsSavedOnTheGroup() {
    Fleet fleet = Fleet.in(world);
    fleet.refresh(FleetRelease.BAD);
    world.advance(Duration.ofMinutes(3));

    rollBack();
    assertThat(status(fleet)).isEqualTo(InstanceRefreshStatus.ROLLBACK_IN_PROGRESS);
    world.advance(Duration.ofMinutes(5));

    assertThat(status(fleet)).isEqualTo(InstanceRefreshStatus.ROLLBACK_SUCCESSFUL);
    assertThat(fleet.versionsInService()).containsExactly("7");
    assertThat(events()).containsExactly("Started", "Rollback Started", "Rollback Succeeded");
  }

  @ParameterizedTest
  @ValueSource(strings = {"$Latest", "$Default"})
  void aGroupOnAnAliasCannotBeRolledBack(String alias) {
    Fleet fleet = Fleet.in(world, alias);
    fleet.refresh(FleetRelease.BAD);

    assertThatThrownBy(this::rollBack).isInstanceOf(IrreversibleInstanceRefreshException.class);
  }

  @Test
  void aRefreshWithoutItsOwnConfigurationCannotBeRolledBack() {
    Fleet fleet = Fleet.in(world);
    fleet.updateThenRefresh(FleetRelease.BAD);

    assertThatThrownBy(this::rollBack).satisfies(code("IrreversibleInstanceRefresh"));
  }

  @Test
  void aCancelledRefreshLeavesAMixedFleet() {
    Fleet fleet = Fleet.in(world);
    fleet.refresh(FleetRelease.BAD);
    world.advance(Duration.ofMinutes(3));

    cancel();
    assertThat(status(fleet)).isEqualTo(InstanceRefreshStatus.CANCELLING);
    assertThatThrownBy(() -> fleet.refresh(FleetRelease.FIXED))
        .satisfies(code("InstanceRefreshInProgress"));
    world.advance(Duration.ofMinutes(1));

    assertThat(status(fleet)).isEqualTo(InstanceRefreshStatus.CANCELLED);
    assertThat(fleet.versionsInService()).containsExactly("7", "8");
    assertThat(fleet.group().launchTemplate().version()).isEqualTo("7");
  }

  @Test
  void itsOwnAlarmFailsARefreshOrRollsItBack() {
    Fleet fleet = Fleet.in(world);
    RefreshPreferences watched =
        RefreshPreferences.builder().alarmSpecification(spec -> spec.alarms(Fleet.ALARM)).build();
    fleet.refresh(FleetRelease.BAD_AT_ONCE, watched);
    world.advance(Duration.ofMinutes(5));

    assertThat(status(fleet)).isEqualTo(InstanceRefreshStatus.FAILED);
    assertThat(fleet.versionsInService()).containsExactly("7", "9");
  }

  @Test
  void whatIsNotThereIsRefusedAtTheStart() {
    Fleet fleet = Fleet.in(world);
    fleet.publish(FleetRelease.BAD);
    fleet.deregisterImage(FleetRelease.BAD);
    assertThatThrownBy(() -> fleet.refresh(FleetRelease.BAD))
        .isInstanceOf(AutoScalingException.class)
        .satisfies(code("ValidationError"))
        .hasMessageContaining("ami-0bad0000000000002");

    fleet.deleteVersion(FleetRelease.BAD);
    assertThatThrownBy(() -> fleet.refresh(FleetRelease.BAD)).satisfies(code("ValidationError"));
  }

  @Test
  void autoRollbackNeedsADesiredConfiguration() {
    Fleet.in(world);
    assertThatThrownBy(() ->
            autoScaling.startInstanceRefresh(request ->
                request
                    .autoScalingGroupName(Fleet.GROUP)
                    .preferences(preferences -> preferences.autoRollback(true))))
        .satisfies(code("ValidationError"));
  }

  @Test
  void anUnknownGroupIsLeftOutOrRefused() {
    assertThat(
            autoScaling
                .describeAutoScalingGroups(request -> request.autoScalingGroupNames("none"))
                .autoScalingGroups())
        .isEmpty();
    assertThatThrownBy(() ->
            autoScaling.describeInstanceRefreshes(request -> request.autoScalingGroupName("none")))
        .satisfies(code("ValidationError"));
  }

  private void rollBack() {
    autoScaling.rollbackInstanceRefresh(request -> request.autoScalingGroupName(Fleet.GROUP));
  }

  private void cancel() {
    autoScaling.cancelInstanceRefresh(request -> request.autoScalingGroupName(Fleet.GROUP));
  }

  private static InstanceRefreshStatus status(Fleet fleet) {
    return fleet.refreshes().getFirst().status();
  }

  private List<String> events() {
    return world.account().events().emitted().stream()
        .filter(AwsEvent::isInstanceRefresh)
        .map(event -> event.detailType().replace("EC2 Auto Scaling Instance Refresh ", ""))
        .toList();
  }

  private static Consumer<Throwable> code(String expected) {
    return thrown ->
        assertThat(thrown)
            .isInstanceOfSatisfying(
                AutoScalingException.class,
                refused -> assertThat(refused.awsErrorDetails().errorCode()).isEqualTo(expected));
  }
}
