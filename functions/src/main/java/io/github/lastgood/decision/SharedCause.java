package io.github.lastgood.decision;

import io.github.lastgood.signal.Signal.AlarmChange;
import io.github.lastgood.signal.Signal.DeploymentChange;
import io.github.lastgood.signal.Signal.Order;
import io.github.lastgood.target.AccountState;
import io.github.lastgood.target.RedSpell;
import io.github.lastgood.target.RedTarget;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Targets that did not deploy and went red in the same minutes: the control group. When it is red,
/// what hurts is not the deployment.
///
/// @param red who is red, the target itself included when it did not deploy
public record SharedCause(List<RedTarget> red) {
  /// How many targets of the control group must be red.
  public static final int LEAST = 3;

  /// How far apart they may have gone red.
  public static final Duration WINDOW = Duration.ofMinutes(5);

  public SharedCause {
    red = List.copyOf(red);
  }

  /// The shared cause of what the signal complains of; empty when the control group is quiet.
  ///
  /// AWS's own word that a deployment failed is about that deployment alone. An order is held
  /// against it when the target is red itself.
  static Optional<SharedCause> of(Facts facts, Instant now) {
    return onset(facts)
        .map(onset -> {
          var self = facts.state().name();
          var others = others(facts.account(), self, onset, now).stream();
          var own =
              facts.state().isSuspect(onset)
                  ? Stream.<RedTarget>empty()
                  : Stream.of(new RedTarget(self, onset, null, false));
          return new SharedCause(Stream.concat(others, own).toList());
        })
        .filter(cause -> cause.red().size() >= LEAST);
  }

  /// The shared cause that an answer is about: the rollback is held for it, or nothing was deployed
  /// in the first place.
  public static Optional<SharedCause> behind(Decision decision, Facts facts, Instant now) {
    var reason = decision.reason();
    return reason == Reason.SHARED_CAUSE || reason == Reason.NO_RECENT_DEPLOYMENT
        ? of(facts, now)
        : Optional.empty();
  }

  /// The red part of the control group: who went red with the target without having deployed.
  public static List<RedTarget> others(
      AccountState account, String target, Instant onset, Instant now) {
    return account.red().stream()
        .filter(red -> !red.target().equals(target))
        .filter(red -> !red.deployed() && red.isRedWith(onset, WINDOW, now))
        .toList();
  }

  private static Optional<Instant> onset(Facts facts) {
    return switch (facts.signal()) {
      case AlarmChange alarm -> Optional.of(Onset.of(facts.state(), alarm));
      case DeploymentChange _ -> Optional.empty();
      case Order _ ->
          Optional.ofNullable(facts.state().red())
              .filter(red -> red.until() == null)
              .map(RedSpell::since);
    };
  }

  /// True when it is another one than what people were told of then: everybody who is red by it
  /// went red long after that.
  public boolean beganAfter(Instant told) {
    return red.stream().allMatch(each -> each.since().isAfter(told.plus(WINDOW)));
  }

  /// Who is red, in words: `a, b and c`.
  public String names() {
    return InWords.names(red.stream().map(RedTarget::target).toList());
  }
}
