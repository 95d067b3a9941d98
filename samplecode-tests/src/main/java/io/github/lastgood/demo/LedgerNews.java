package io.github.lastgood.demo;

import io.github.lastgood.decision.InWords;
import io.github.lastgood.target.Deployment;
import io.github.lastgood.target.KnownGood;
import io.github.lastgood.target.Quarantined;
import io.github.lastgood.target.Rollback;
import io.github.lastgood.target.TargetState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What one invocation changed in the ledger's knowledge of a target, in words.
final class LedgerNews {
  private final TargetState before;
  private final TargetState after;
  private final List<String> news = new ArrayList<>();

  private LedgerNews(TargetState before, TargetState after) {
    this.before = before;
    this.after = after;
  }

  /// One sentence for each change, in the order in which they matter.
  ///
  /// @param before null when the target was not registered
  /// @param after null when it is not registered any more
  /// @param last the rollback that ended last; null when none did
  static List<String> between(
      @Nullable TargetState before, @Nullable TargetState after, @Nullable Rollback last) {
    if (after == null) {
      return before == null ? List.of() : List.of(before.name() + " is no longer registered.");
    }
    var known = before == null ? TargetState.registered(after.target()) : before;
    var words = new LedgerNews(known, after);
    if (before == null) {
      words.news.add(after.name() + " is registered, mode " + mode(after) + ".");
      words.lists();
      return words.news;
    }
    if (!before.target().policy().equals(after.target().policy())) {
      words.news.add("The policy is changed; mode is " + mode(after) + ".");
    }
    words.deployment();
    words.rollback(last);
    words.lists();
    words.shift();
    words.freeze();
    return words.news;
  }

  private static String mode(TargetState state) {
    return state.target().policy().mode().name().toLowerCase(Locale.ROOT);
  }

  private void deployment() {
    var now = after.current();
    if (now == null) {
      return;
    }
    var was = before.current();
    var same = was != null && was.id().equals(now.id()) ? was : null;
    var label = now.revision().label();
    if (same == null) {
      news.add(label + " is the current deployment" + by(now) + ".");
    }
    var settles = now.settledAt() != null && (same == null || same.settledAt() == null);
    if (now.quietSince() != null && (same == null || same.quietSince() == null)) {
      news.add(
          (settles ? label + " has settled; its bake" : "The bake of " + label)
              + " begins: known good after "
              + InWords.span(after.target().policy().bakeTime())
              + " with every alarm OK.");
    } else if (settles) {
      news.add(label + " has settled.");
    }
    if (now.quietSince() == null && same != null && same.quietSince() != null) {
      news.add("The bake of " + label + " is stopped.");
    }
  }

  private static String by(Deployment deployment) {
    return switch (deployment.origin()) {
      case TEAM -> "";
      case LASTGOOD -> ", started by Lastgood itself";
      case AWS -> ", a rollback that ECS made by itself";
    };
  }

  private void rollback(@Nullable Rollback last) {
    var was = before.rollback();
    var now = after.rollback();
    if (now != null) {
      var from = was != null && was.id().equals(now.id()) ? was.status().name() : "none";
      if (!from.equals(now.status().name())) {
        news.add("Rollback " + now.id() + ": " + from + " -> " + now.status() + ".");
      }
      if (was != null && now.alarms().size() > was.alarms().size()) {
        news.add("The alarm joins the evidence of rollback " + now.id() + ".");
      }
    } else if (was != null && last != null) {
      news.add("Rollback " + was.id() + ": " + was.status() + " -> " + last.status() + ".");
    }
  }

  private void lists() {
    after.quarantine().stream()
        .filter(bad -> !before.isQuarantined(bad.revision()))
        .map(Quarantined::revision)
        .forEach(bad -> news.add(bad.label() + " is quarantined."));
    before.quarantine().stream()
        .filter(bad -> !after.isQuarantined(bad.revision()))
        .map(Quarantined::revision)
        .forEach(bad -> news.add(bad.label() + " is no longer quarantined."));
    after.knownGood().stream()
        .filter(good -> !before.knownGood().contains(good))
        .forEach(good -> news.add(good.revision().label() + " is known good (" + why(good) + ")."));
    before.knownGood().stream()
        .filter(good ->
            after.knownGood().stream().noneMatch(g -> g.revision().isSameAs(good.revision())))
        .forEach(good -> news.add(good.revision().label() + " is no longer known good."));
  }

  private static String why(KnownGood good) {
    return switch (good.by()) {
      case "registration" -> "it runs, and its alarms are quiet";
      case "bake time" -> "its bake time is over";
      default -> good.by();
    };
  }

  private void shift() {
    var was = before.shift();
    var now = after.shift();
    if (now == null) {
      if (was != null) {
        news.add("The shift is over.");
      }
      return;
    }
    var made = was == null ? 0 : was.made();
    if (now.made() > made) {
      news.add(
          "Step "
              + now.made()
              + " of "
              + now.steps().size()
              + " is made: "
              + now.steps().get(now.made() - 1)
              + " % to the "
              + (now.toCandidate() ? "candidate." : "stable side."));
    }
    if (now.halted() != null && (was == null || was.halted() == null)) {
      news.add("The shift is halted: " + now.halted());
    }
  }

  private void freeze() {
    if (!Objects.equals(before.freeze(), after.freeze())) {
      news.add(
          Optional.ofNullable(after.freeze())
              .map(freeze -> after.name() + " is frozen by " + freeze.by() + ".")
              .orElse(after.name() + " is no longer frozen."));
    }
  }
}
