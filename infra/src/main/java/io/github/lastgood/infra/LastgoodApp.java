package io.github.lastgood.infra;

import io.github.lastgood.cdk.rollback.Functions;
import io.github.lastgood.cdk.targets.Target;
import io.github.lastgood.infra.targets.TargetsFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.DefaultStackSynthesizer;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;

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

  /// Adds the stacks to an app.
  ///
  /// @throws io.github.lastgood.cdk.targets.BadConfiguration when `targets.yaml` is wrong
  public static LastgoodApp addTo(App app, Settings settings) {
    List<Target> registered = TargetsFile.read(settings.targets());

    var ledger = new LedgerStack(app, props("Lastgood: the ledger of deployments and rollbacks"));
    var rollback =
        new RollbackStack(
            app, props("Lastgood: the functions that decide and roll back"), ledger, settings);
    var targets =
        new TargetsStack(
            app, props("Lastgood: what may be rolled back"), rollback.functions(), registered);
    Optional<Stack> sample =
        settings.sample().map(chosen -> sample(app, chosen, rollback.functions(), targets));
    return new LastgoodApp(ledger, rollback, targets, sample);
  }

  private static Stack sample(App app, Sample chosen, Functions functions, TargetsStack targets) {
    StackProps props = props("Lastgood: something to break on purpose");
    return switch (chosen) {
      case Sample.Service service -> {
        var stack = new SampleServiceStack(app, props, service.settings());
        // Its target is in `targets.yaml`, and is checked against the running service.
        targets.addStackDependency(stack);
        yield stack;
      }
      case Sample.Fleet fleet -> new SampleFleetStack(app, props, functions, fleet.version());
      case Sample.Front front -> new SampleFrontStack(app, props, functions, front.version());
      case Sample.Dns dns -> new SampleDnsStack(app, props, functions, dns);
    };
  }

  private static StackProps props(String description) {
    return StackProps.builder()
        .description(description)
        // The command line checks the bootstrap version itself; the rule would add a parameter that
        // every other way of deploying the template has to fill in.
        .synthesizer(
            DefaultStackSynthesizer.Builder.create().generateBootstrapVersionRule(false).build())
        .build();
  }
}
