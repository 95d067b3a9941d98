package io.github.lastgood.account;

import io.github.lastgood.account.ec2.InstanceBehaviour;
import io.github.lastgood.account.ec2.InstanceBehaviour.Healthy;
import io.github.lastgood.account.ec2.InstanceBehaviour.NeverHealthy;
import io.github.lastgood.account.ec2.InstanceBehaviour.RedAfter;
import java.time.Duration;

/// A version of the fleet `web` that can be deployed: each is a version of its launch template with
/// an AMI of its own.
public enum FleetRelease {
  /// Runs since long when a story begins.
  GOOD(7, "ami-0good000000000001"),
  /// Comes up, and hurts its users twelve and a half minutes later: its refresh is long over.
  BAD(8, "ami-0bad0000000000002"),
  /// Comes up and hurts its users at once, while its refresh is in flight.
  BAD_AT_ONCE(9, "ami-0bad0000000000003"),
  /// The developers' fix.
  FIXED(10, "ami-0fixed00000000004"),
  /// Never passes its health checks.
  BROKEN(11, "ami-0broken0000000005");

  private final long version;
  private final String imageId;

  FleetRelease(long version, String imageId) {
    this.version = version;
    this.imageId = imageId;
  }

  /// The version of the launch template.
  public long version() {
    return version;
  }

  /// The AMI.
  public String imageId() {
    return imageId;
  }

  /// The id of the revision: template and version.
  public String revision() {
    return Fleet.TEMPLATE_ID + ":" + version;
  }

  InstanceBehaviour behaviour() {
    return switch (this) {
      case GOOD, FIXED -> new Healthy();
      case BAD -> new RedAfter(Duration.ofMinutes(12).plusSeconds(30));
      case BAD_AT_ONCE -> new RedAfter(Duration.ZERO);
      case BROKEN -> new NeverHealthy();
    };
  }
}
