package io.github.lastgood.account;

import io.github.lastgood.account.ecs.TaskBehaviour;
import io.github.lastgood.account.ecs.TaskBehaviour.Crashing;
import io.github.lastgood.account.ecs.TaskBehaviour.Healthy;
import io.github.lastgood.account.ecs.TaskBehaviour.RedAfter;
import java.time.Duration;

/// A version of orders-api that can be deployed: each is a revision of its task definition with an
/// image of its own.
public enum Release {
  /// Runs since long when a story begins.
  GOOD(41),
  /// Comes up, and hurts its users twelve and a half minutes later: ECS has long stopped looking.
  BAD(42),
  /// Never comes up.
  CRASHING(43),
  /// The developers' fix.
  FIXED(44),
  /// Comes up and hurts its users at once.
  BAD_AT_ONCE(45);

  private final int revision;

  Release(int revision) {
    this.revision = revision;
  }

  /// The revision of the task definition.
  public int revision() {
    return revision;
  }

  /// The tag of its image.
  public String tag() {
    return "v" + revision;
  }

  /// `family:revision`.
  public String taskDefinition() {
    return World.SERVICE + ":" + revision;
  }

  TaskBehaviour behaviour() {
    return switch (this) {
      case GOOD, FIXED -> new Healthy();
      case BAD -> new RedAfter(Duration.ofMinutes(12).plusSeconds(30));
      case CRASHING -> new Crashing();
      case BAD_AT_ONCE -> new RedAfter(Duration.ZERO);
    };
  }
}
