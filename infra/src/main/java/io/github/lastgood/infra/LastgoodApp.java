package io.github.lastgood.infra;

import io.github.lastgood.cdk.Lastgood;
import io.github.lastgood.cdk.targets.Target;
import io.github.lastgood.infra.targets.TargetsFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/// The stacks of one installation, in the order in which they are deployed.
///
/// @param ledger what must outlive everything else
/// @param rollback the functions and what invokes them
/// @param targets what they may roll back
/// @param sample something to try it on, when it was asked for
public record LastgoodApp(
    LedgerStack ledger, RollbackStack rollback, TargetsStack targets, Optional<Stack> sample) {

  /// An empty app whose templates do not depend on how it is run.
  public static App create() {
    return new App(
        AppProps.builder()
            // Both are switched on by the command line only: the same sources would give two
            // templates.
            .analyticsReporting(false)
            .postCliContext(
                Map.of(
                    "aws:cdk:enable-path-metadata", false,
                    "aws:cdk:enable-asset-metadata", false,
                    "@aws-cdk/aws-iam:minimizePolicies", true,
                    // An export that is in use cannot be taken away from under the targets.
                    "@aws-cdk/core:defaultCrossStackReferences", "strong"))
            .build());
  }

  /// Adds the stacks to an app, or to a stage of one.
  ///
  /// @throws io.github.lastgood.cdk.targets.BadConfiguration when `targets.yaml` is wrong
  public static LastgoodApp addTo(Construct scope, Settings settings) {
    List<Target> registered = TargetsFile.read(settings.targets());

    var ledger =
        new LedgerStack(scope, props(scope, "Lastgood: the ledger of deployments and rollbacks"));
    var rollback =
        new RollbackStack(
            scope,
            props(scope, "Lastgood: the functions that decide and roll back"),
            ledger,
            settings);
    var targets =
        new TargetsStack(
            scope,
            props(scope, "Lastgood: what may be rolled back"),
            rollback.lastgood(),
            registered);
    Optional<Stack> sample =
        settings.sample().map(chosen -> sample(scope, chosen, rollback.lastgood(), targets));
    return new LastgoodApp(ledger, rollback, targets, sample);
  }

  /// Adds the central bus that other installations forward to. It stands alone.
  public static HubStack addHub(Construct scope, Senders senders) {
    return new HubStack(
        scope, props(scope, "Lastgood: events of several accounts and regions"), senders);
  }

  private static Stack sample(
      Construct scope, Sample chosen, Lastgood lastgood, TargetsStack targets) {
    StackProps props = props(scope, "Lastgood: something to break on purpose");
    return switch (chosen) {
      case Sample.Service service -> {
        var stack = new SampleServiceStack(scope, props, service.settings());
        // Its target is in `targets.yaml`, and is checked against the running service.
        targets.addStackDependency(stack);
        yield stack;
      }
      case Sample.Fleet fleet -> new SampleFleetStack(scope, props, lastgood, fleet.version());
      case Sample.Front front -> new SampleFrontStack(scope, props, lastgood, front.version());
      case Sample.Dns dns -> new SampleDnsStack(scope, props, lastgood, dns);
    };
  }

  private static StackProps props(Construct scope, String description) {
    return StackProps.builder()
        .description(description)
        .synthesizer(Assets.synthesizer(scope))
        .build();
  }
}
