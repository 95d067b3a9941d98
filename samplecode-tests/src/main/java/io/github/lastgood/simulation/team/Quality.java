package io.github.lastgood.simulation.team;

import io.github.lastgood.account.ec2.InstanceBehaviour;
import io.github.lastgood.account.ecs.TaskBehaviour;
import io.github.lastgood.account.traffic.Side;
import io.github.lastgood.simulation.Chance;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What a version is worth, which only its users find out.
public sealed interface Quality {

  /// Hurts nobody.
  record Good() implements Quality {}

  /// Comes up, and hurts its users from so long after on: at once, after ECS has long stopped
  /// looking, or after it was taken for good.
  record Hurting(Duration after) implements Quality {}

  /// Never comes up.
  record NeverStarting() implements Quality {}

  /// One that a team might deploy.
  static Quality of(Chance chance) {
    var draw = chance.between(1, 100);
    if (draw <= 45) {
      return new Good();
    }
    if (draw <= 60) {
      return new Hurting(Duration.ZERO);
    }
    if (draw <= 78) {
      return new Hurting(chance.minutes(1, 20));
    }
    return draw <= 88 ? new NeverStarting() : new Hurting(chance.minutes(30, 100));
  }

  /// In ECS.
  default TaskBehaviour task() {
    return switch (this) {
      case Good() -> new TaskBehaviour.Healthy();
      case Hurting(var after) -> new TaskBehaviour.RedAfter(after);
      case NeverStarting() -> new TaskBehaviour.Crashing();
    };
  }

  /// On EC2.
  default InstanceBehaviour instance() {
    return switch (this) {
      case Good() -> new InstanceBehaviour.Healthy();
      case Hurting(var after) -> new InstanceBehaviour.RedAfter(after);
      case NeverStarting() -> new InstanceBehaviour.NeverHealthy();
    };
  }

  /// Behind one side of a traffic split; null for a healthy one.
  ///
  /// @param fromPercent the share of the traffic from which on it shows
  default Side.@Nullable Hurts side(int fromPercent) {
    return switch (this) {
      case Good() -> null;
      case Hurting(var after) -> new Side.Hurts(fromPercent, after);
      case NeverStarting() -> new Side.Hurts(fromPercent, Duration.ZERO);
    };
  }

  /// For people.
  default String words() {
    return switch (this) {
      case Good() -> "good";
      case Hurting(var after) when after.isZero() -> "bad at once";
      case Hurting(var after) -> "bad after " + after.toMinutes() + " min";
      case NeverStarting() -> "never starts";
    };
  }
}
