package io.github.lastgood.cdk;

import io.github.lastgood.cdk.targets.BadConfiguration;
import io.github.lastgood.cdk.targets.Kind;
import java.util.Locale;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.services.route53.IHostedZone;

/// Two weighted records of one name and type.
///
/// @param zone their zone
/// @param name their name in full, such as `shop.example.com`
/// @param type their type
/// @param stable set identifier of the record that gets the traffic back
/// @param candidate set identifier of the record that is tried
public record Route53TrafficSplit(
    IHostedZone zone, String name, Type type, String stable, String candidate) {

  /// @throws BadConfiguration when both records are the same one
  public Route53TrafficSplit {
    if (stable.equals(candidate)) {
      throw new BadConfiguration(
          "the records of '%s': stable and candidate are both '%s'; name two set identifiers."
              .formatted(name, stable));
    }
  }

  /// Types of records whose weights can be shifted.
  public enum Type {
    A,
    AAAA,
    CNAME
  }

  Kind.Route53TrafficSplit kind() {
    return new Kind.Route53TrafficSplit(
        zone.getHostedZoneId(), normalized(), type.name(), stable, candidate);
  }

  /// As IAM compares it.
  private String normalized() {
    if (Token.isUnresolved(name)) {
      return name;
    }
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }
}
