package io.github.lastgood.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.services.sqs.Queue;

final class NagTest {

  @Test
  void everyFindingOfAwsSolutionsIsMendedOrAnswered() {
    App app = LastgoodApp.create();
    LastgoodApp stacks =
        LastgoodApp.addTo(
            app, Installation.settings(Installation.twoTargets(), SampleSettings.Version.BAD));
    assertThat(
            findings(
                app,
                stacks.ledger(),
                stacks.rollback(),
                stacks.targets(),
                stacks.sample().orElseThrow()))
        .isEmpty();
  }

  @Test
  void theGrantsOnACodeDeployGroupAreAnswered() {
    App app = LastgoodApp.create();
    var targets =
        Installation.file(
            """
            targets:
              - name: billing
                codeDeploy: {application: billing, deploymentGroup: prod}
                alarms: [billing-5xx]
                policy: {mode: auto}
            """);
    LastgoodApp stacks =
        LastgoodApp.addTo(app, Installation.settings(targets, SampleSettings.Version.GOOD));
    assertThat(findings(app, stacks.targets())).isEmpty();
  }

  @Test
  void thePermissionsOnAnAutoScalingGroupAreAnswered() {
    App app = LastgoodApp.create();
    LastgoodApp stacks =
        LastgoodApp.addTo(
            app,
            Installation.settings(
                AutoScalingGroupPermissionsTest.stated(), SampleSettings.Version.GOOD));
    assertThat(findings(app, stacks.targets())).isEmpty();
  }

  @Test
  void thePermissionsOnAPipelineNeedNoAnswer() {
    App app = LastgoodApp.create();
    LastgoodApp stacks =
        LastgoodApp.addTo(
            app,
            Installation.settings(
                Installation.file(PipelineTargetTest.TARGETS), SampleSettings.Version.GOOD));
    assertThat(findings(app, stacks.targets())).isEmpty();
  }

  @Test
  void forwardingAndTheCentralBusNeedNoAnswer() {
    App app = LastgoodApp.create();
    app.getNode().setContext("functionsJar", Installation.standInForTheJar().toString());
    app.getNode()
        .setContext("forwardTo", "arn:aws:events:eu-west-1:444455556666:event-bus/lastgood-hub");
    app.getNode().setContext("hub", "o-a1b2c3d4e5");
    LastgoodApp stacks = LastgoodApp.addTo(app, Settings.from(app));
    HubStack hub = LastgoodApp.addHub(app, Senders.from(app).orElseThrow());
    assertThat(findings(app, stacks.rollback(), hub)).isEmpty();
  }

  @Test
  void theSnapshotOfTheAlarmFunctionNeedsNoAnswer() {
    App app = LastgoodApp.create();
    app.getNode().setContext("functionsJar", Installation.standInForTheJar().toString());
    app.getNode().setContext("snapStart", "on");
    assertThat(findings(app, LastgoodApp.addTo(app, Settings.from(app)).rollback())).isEmpty();
  }

  @Test
  void theOtherSamplesAreAnswered() {
    for (Sample sample : SampleStacksTest.SAMPLES) {
      App app = LastgoodApp.create();
      LastgoodApp stacks = LastgoodApp.addTo(app, Installation.settings(sample));
      assertThat(findings(app, stacks.sample().orElseThrow())).as("%s", sample).isEmpty();
    }
  }

  @Test
  void aQueueWithoutTlsWouldBeFound() {
    App app = LastgoodApp.create();
    Stack stack = new Stack(app, "Bad");
    new Queue(stack, "Queue");
    assertThat(findings(app, stack)).anyMatch(finding -> finding.contains("AwsSolutions-SQS4"));
  }

  @SuppressWarnings("deprecation") // the CDK deprecated the type that its own assertions return
  private static List<String> findings(App app, Stack... stacks) {
    Aspects.of(app).add(new AwsSolutionsChecks());
    return Stream.of(stacks)
        .map(Annotations::fromStack)
        .flatMap(annotations ->
            Stream.of(
                    annotations.findError("*", Match.anyValue()),
                    annotations.findWarning("*", Match.anyValue()))
                .flatMap(List::stream))
        .map(message -> message.getId() + ": " + message.getEntry().getData())
        .toList();
  }
}
