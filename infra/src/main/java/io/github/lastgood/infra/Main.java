package io.github.lastgood.infra;

import io.github.lastgood.cdk.targets.BadConfiguration;
import software.amazon.awscdk.App;

/// What `cdk.json` starts. Writes the cloud assembly to where `CDK_OUTDIR` says, which the CDK's
/// command line sets; without it, run this class with the variable set.
public final class Main {
  private Main() {}

  /// Synthesizes the app; leaves with 1 and one sentence when the configuration is wrong.
  public static void main(String[] args) {
    try {
      App app = LastgoodApp.create();
      LastgoodApp.addTo(app, Settings.from(app));
      app.synth();
    } catch (BadConfiguration e) {
      // The sentence alone: a stack trace above it would hide it.
      System.err.println("lastgood: " + e.getMessage());
      System.exit(1);
    }
  }
}
