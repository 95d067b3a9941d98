package io.github.lastgood.infra;

import io.github.lastgood.cdk.targets.BadConfiguration;
import software.constructs.Construct;

/// How the sample service is deployed.
///
/// @param version what it does; key `sampleVersion`, `good` or `bad`
/// @param image a public image with nginx in it; key `sampleImage`
/// @param cluster name of the cluster that is made for it; key `sampleCluster`
public record SampleSettings(Version version, String image, String cluster) {
  /// What the deployed revision of the sample does.
  public enum Version {
    /// Answers 200.
    GOOD,
    /// Answers 200 until ECS has long called the deployment completed, then 503.
    BAD
  }

  static SampleSettings from(Construct app) {
    return new SampleSettings(
        version(app),
        Settings.value(app, "sampleImage").orElse("nginx:1.29-alpine"),
        Settings.value(app, "sampleCluster").orElse("prod"));
  }

  static Version version(Construct app) {
    return version(Settings.value(app, "sampleVersion").orElse("good"));
  }

  private static Version version(String text) {
    return switch (text) {
      case "good" -> Version.GOOD;
      case "bad" -> Version.BAD;
      default ->
          throw new BadConfiguration(
              "sampleVersion '%s' is not a version of the sample; write good or bad."
                  .formatted(text));
    };
  }
}
