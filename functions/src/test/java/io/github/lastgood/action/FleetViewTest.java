package io.github.lastgood.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefresh;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;

class FleetViewTest {
  private static final TemplateVersion SEVEN = new TemplateVersion(FakeFleet.TEMPLATE, "7");
  private static final TemplateVersion EIGHT = new TemplateVersion(FakeFleet.TEMPLATE, "8");

  private static AutoScalingGroup.Builder group() {
    return AutoScalingGroup.builder().autoScalingGroupName("web");
  }

  private static AutoScalingGroup saved(String version) {
    return group().launchTemplate(FakeFleet.template(version)).build();
  }

  private static FleetView view(AutoScalingGroup group, @Nullable InstanceRefresh newest) {
    return new FleetView(group, newest);
  }

  private static InstanceRefresh brings(LaunchTemplateSpecification template) {
    return InstanceRefresh.builder()
        .instanceRefreshId("r")
        .status("InProgress")
        .desiredConfiguration(desired -> desired.launchTemplate(template))
        .build();
  }

  @Test
  void whatIsSavedIsTheGroupsOwnTemplateOrThatOfItsMixedInstances() {
    var mixed =
        group()
            .mixedInstancesPolicy(policy ->
                policy.launchTemplate(
                    template -> template.launchTemplateSpecification(FakeFleet.template("7"))))
            .build();

    assertThat(view(saved("7"), null).savedNumber()).contains(SEVEN);
    assertThat(view(mixed, null).savedNumber()).contains(SEVEN);
    assertThat(view(group().launchConfigurationName("old").build(), null).saved()).isEmpty();
    assertThat(view(saved("$Latest"), null).savedNumber()).isEmpty();
  }

  @Test
  void whatIsWantedIsTheRefreshsOwnConfigurationElseTheGroups() {
    assertThat(wanted(view(saved("7"), brings(FakeFleet.template("8"))))).isEqualTo(EIGHT);
    assertThat(wanted(view(saved("7"), InstanceRefresh.builder().build()))).isEqualTo(SEVEN);
    assertThat(wanted(view(saved("7"), null))).isEqualTo(SEVEN);
  }

  @Test
  void aTemplateThatIsNamedOnlyIsTheSavedOneOfThatName() {
    var named = LaunchTemplateSpecification.builder().launchTemplateName("web").version("8");
    assertThat(wanted(view(saved("7"), brings(named.build())))).isEqualTo(EIGHT);

    var other = view(saved("7"), brings(named.launchTemplateName("other").build()));
    assertThat(other.wanted().flatMap(FleetView::numbered)).isEmpty();
  }

  private static TemplateVersion wanted(FleetView view) {
    return view.wanted().flatMap(FleetView::numbered).orElseThrow();
  }

  @Test
  void awsGoesBackByItselfOnlyFromADesiredConfigurationToANumber() {
    assertThat(view(saved("7"), brings(FakeFleet.template("8"))).source()).contains(SEVEN);
    assertThat(view(saved("$Default"), brings(FakeFleet.template("8"))).source()).isEmpty();
    assertThat(view(saved("7"), InstanceRefresh.builder().build()).source()).isEmpty();
    assertThat(view(saved("7"), null).source()).isEmpty();
  }

  @Test
  void whatRunsIsWhatInstancesInServiceWereLaunchedFrom() {
    var group =
        saved("8").toBuilder()
            .instances(
                instance("InService", FakeFleet.template("7")),
                instance("InService", FakeFleet.template("8")),
                instance("InService", FakeFleet.template("8")),
                instance("Terminating", FakeFleet.template("6")),
                instance("InService", null),
                instance(
                    "InService",
                    FakeFleet.template("3").toBuilder().launchTemplateId("lt-0ther").build()))
            .build();

    assertThat(view(group, null).running()).containsExactly(SEVEN, EIGHT);
    var elsewhere =
        group.toBuilder().launchTemplate(t -> t.launchTemplateId("lt-0none").version("1")).build();
    assertThat(view(elsewhere, null).running()).hasSize(3);
    assertThat(FleetView.highest(List.of(SEVEN, new TemplateVersion("lt-0", "10"), EIGHT)))
        .as("versions are numbers")
        .map(TemplateVersion::version)
        .contains("10");
  }

  private static Instance instance(
      String lifecycle, @Nullable LaunchTemplateSpecification template) {
    return Instance.builder().lifecycleState(lifecycle).launchTemplate(template).build();
  }

  @Test
  void theNewestRefreshIsOneThatHasNotStartedElseTheOneThatStartedLast() {
    var first = refresh("first", Instant.EPOCH);
    var second = refresh("second", Instant.EPOCH.plusSeconds(1));

    assertThat(FleetView.newest(List.of())).isEmpty();
    assertThat(FleetView.newest(List.of(second, first))).contains(second);
    assertThat(FleetView.newest(List.of(second, refresh("queued", null), first)))
        .contains(refresh("queued", null));
  }

  private static InstanceRefresh refresh(String id, @Nullable Instant start) {
    return InstanceRefresh.builder().instanceRefreshId(id).startTime(start).build();
  }

  @ParameterizedTest
  @CsvSource({
    "Pending,            true,  true",
    "InProgress,         true,  true",
    "Baking,             true,  true",
    "Cancelling,         true,  false",
    "RollbackInProgress, true,  false",
    "Successful,         false, false",
    "Failed,             false, false",
    "Cancelled,          false, false",
    "RollbackFailed,     false, false",
    "RollbackSuccessful, false, false",
    "AnotherWord,        false, false",
  })
  void aRefreshKeepsOthersOutWhileItRuns(String status, boolean active, boolean forward) {
    var view = view(saved("7"), InstanceRefresh.builder().status(status).build());

    assertThat(view.isActive()).isEqualTo(active);
    assertThat(view.isForward()).isEqualTo(forward);
    assertThat(view(saved("7"), null).isActive()).isFalse();
  }
}
