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
  GOOD(41, new Healthy()),
  /// Comes up, and hurts its users twelve and a half minutes later: ECS has long stopped looking.
  BAD(42, new RedAfter(Duration.ofMinutes(12).plusSeconds(30))),
  /// Never comes up.
  CRASHING(43, new Crashing()),
  /// The developers' fix.
  FIXED(44, new Healthy()),
  /// Comes up and hurts its users at once.
  BAD_AT_ONCE(45, new RedAfter(Duration.ZERO));

  private final int revision;
  private final TaskBehaviour behaviour;

  Release(int revision, TaskBehaviour behaviour) {
    this.revision = revision;
    this.behaviour = behaviour;
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
    return behaviour;
  }
}
