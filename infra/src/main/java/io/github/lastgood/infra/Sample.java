package io.github.lastgood.infra;

import io.github.lastgood.cdk.targets.BadConfiguration;
import io.github.lastgood.infra.SampleSettings.Version;
import java.util.Optional;
import software.constructs.Construct;

/// What to try Lastgood on; context key `sample`.
public sealed interface Sample {

  /// `-c sample=true`: the ECS service of the shipped `targets.yaml`.
  record Service(SampleSettings settings) implements Sample {}

  /// `-c sample=ec2`: an Auto Scaling group.
  record Fleet(Version version) implements Sample {}

  /// `-c sample=alb`: two Auto Scaling groups that share a load balancer's traffic.
  record Front(Version version) implements Sample {}

  /// `-c sample=route53`: two weighted records.
  ///
  /// @param hostedZoneId a zone of the account; key `sampleZone`
  /// @param name a name in it that is not in use; key `sampleName`
  record Dns(String hostedZoneId, String name) implements Sample {}

  /// The sample of that kind; empty for `false`.
  static Optional<Sample> of(String kind, Construct app) {
    return switch (kind) {
      case "true" -> Optional.of(new Service(SampleSettings.from(app)));
      case "ec2" -> Optional.of(new Fleet(SampleSettings.version(app)));
      case "alb" -> Optional.of(new Front(SampleSettings.version(app)));
      case "route53" ->
          Optional.of(
              new Dns(
                  required(app, "sampleZone", "Z0123"),
                  required(app, "sampleName", "shop.example.com")));
      case "false" -> Optional.empty();
      default ->
          throw new BadConfiguration(
              "sample '%s' is not a sample; write true (an ECS service), ec2, alb or route53."
                  .formatted(kind));
    };
  }

  private static String required(Construct app, String key, String example) {
    return Settings.value(app, key)
        .orElseThrow(() ->
            new BadConfiguration(
                "%s is missing, and sample=route53 needs it; add -c %s=%s."
                    .formatted(key, key, example)));
  }
}
