package io.github.lastgood.infra;

import java.util.Map;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stage;
import software.amazon.awscdk.StageProps;
import software.constructs.Construct;

/// One installation, for one account and region, as a CDK pipeline deploys it.
public final class LastgoodStage extends Stage {
  private final LastgoodApp stacks;

  /// Adds the installation to a pipeline.
  ///
  /// @param id stands before the names of its stacks
  /// @param env the account and region
  /// @param context what `-c` says elsewhere, such as its own file of `targets`; what it leaves out
  ///   is as in the app
  public LastgoodStage(Construct scope, String id, Environment env, Map<String, String> context) {
    super(scope, id, StageProps.builder().env(env).build());
    context.forEach(getNode()::setContext);
    stacks = LastgoodApp.addTo(this, Settings.from(this));
  }

  /// Its stacks.
  public LastgoodApp stacks() {
    return stacks;
  }
}
