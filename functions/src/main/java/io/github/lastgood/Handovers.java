package io.github.lastgood;

import io.github.lastgood.decision.Change;
import io.github.lastgood.ledger.Definition;
import io.github.lastgood.ledger.Ledger;
import io.github.lastgood.ledger.LedgerConflict;
import io.github.lastgood.target.Owner;
import io.github.lastgood.target.Resource;
import io.github.lastgood.target.Target;
import io.github.lastgood.target.TargetState;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// How a target goes from one custom resource to another, with everything that is known of it. That
/// happens when it is renamed: its logical id changes with its name, so CloudFormation creates a
/// resource and, when the whole stack is updated, deletes the former one. When the update fails, it
/// deletes the new one instead, and the former one hears nothing. So the target remembers what it
/// was (`TargetState.former`) until one of the two is deleted:
///
/// - the new one: the target is again what it was;
/// - the former one: that is forgotten.
///
/// When a stack deletes both, it ends unregistered in either order. When CloudFormation gave up
/// deleting the former one, a later deletion of the new one brings the former name back; a person
/// unregisters it.
record Handovers(Ledger ledger, Bookkeeper bookkeeper, InstantSource clock) {
  private static final int TRIES = 5;

  /// The target that a custom resource takes over when the name that it registers is free: the same
  /// thing, registered by another resource of its stack. Empty for a person.
  Optional<TargetState> predecessor(Resource resource, @Nullable Owner owner) {
    return ledger.targetsOfResource(resource.id()).stream()
        .flatMap(hint -> ledger.state(hint.target()).stream())
        .filter(state -> isNeighbour(state.target().owner(), owner))
        .filter(state -> state.target().resource().isSameThingAs(resource))
        .findFirst();
  }

  private static boolean isNeighbour(@Nullable Owner one, @Nullable Owner other) {
    return one != null
        && other != null
        && one.stackId().equals(other.stackId())
        && !one.equals(other);
  }

  /// Moves what is known of a target to another name, in one transaction. What another invocation
  /// has moved already stays so.
  ///
  /// @param change makes the state of that name
  /// @throws Refusal while a rollback of it is open
  TargetState rename(String from, String to, UnaryOperator<TargetState> change) {
    for (int attempt = 1; ; attempt++) {
      var former = ledger.state(from).orElse(null);
      if (former == null) {
        return ledger
            .state(to)
            .orElseThrow(() -> new IllegalStateException("Target " + from + " is gone"));
      }
      refuseWhileRolledBack(former);
      try {
        return ledger.rename(former, change.apply(former), definitions(former));
      } catch (LedgerConflict e) {
        if (attempt == TRIES) {
          throw e;
        }
      }
    }
  }

  private List<Definition> definitions(TargetState state) {
    return state.knownGood().stream()
        .flatMap(good -> ledger.definition(state.name(), good.revision().id()).stream())
        .toList();
  }

  static void refuseWhileRolledBack(TargetState former) {
    if (former.rollback() != null) {
      throw new Refusal(
          Refusal.Code.TAKEN,
          "Target "
              + former.name()
              + " cannot be renamed while it is being rolled back; deploy again when that is"
              + " over.");
    }
  }

  /// A custom resource is deleted: what it took over goes back, and what was taken over from it
  /// stays with who has it.
  ///
  /// @throws Refusal when a target should get its former name back while a rollback of it is open
  void end(Owner deleted) {
    // A state that only a later version can read is left alone, like in the watch.
    for (var state : ledger.states(ledger.directory(), (_, _) -> {})) {
      var former = state.former();
      if (former == null) {
        continue;
      }
      if (deleted.equals(state.target().owner())) {
        giveBack(state, former);
      } else if (deleted.equals(former.owner())) {
        update(state, newest -> newest.withFormer(null));
      }
    }
  }

  private void giveBack(TargetState state, Target former) {
    if (state.name().equals(former.name())) {
      update(state, newest -> newest.withTarget(former));
    } else if (ledger.state(former.name()).isEmpty()) {
      rename(state.name(), former.name(), newest -> newest.withTarget(former));
    }
  }

  /// Unless the target has moved on meanwhile.
  private void update(TargetState read, UnaryOperator<TargetState> change) {
    bookkeeper.update(
        read.name(),
        newest ->
            Change.none(
                Objects.equals(newest.former(), read.former()) ? change.apply(newest) : newest),
        clock.instant());
  }
}
