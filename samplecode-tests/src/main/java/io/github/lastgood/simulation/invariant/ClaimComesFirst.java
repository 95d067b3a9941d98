package io.github.lastgood.simulation.invariant;

import io.github.lastgood.target.Revision;
import io.github.lastgood.target.Rollback;
import java.util.Optional;

/// The intent is in the ledger before AWS is asked: every move belongs to a rollback or a shift
/// that was claimed, and brings what that says; or it leaves what runs as it is. A rollback that
/// somebody else ended while this handler was at work counts: AWS has no conditional moves.
public final class ClaimComesFirst implements Invariant {
  @Override
  public String sentence() {
    return "AWS is only asked for what was claimed in the ledger before.";
  }

  @Override
  public Optional<String> calling(Scene scene, Called called) {
    var call = called.call();
    return scene.teams().stream()
        .filter(team -> team.isMovedBy(call))
        .filter(team -> scene.state(team.name()).isPresent())
        .findFirst()
        .flatMap(team -> {
          var state = scene.state(team.name()).orElseThrow();
          var wanted = team.revisionOf(call);
          if (state.shift() != null || wanted.filter(team.running()::equals).isPresent()) {
            return Optional.empty();
          }
          var claimed =
              scene.ledger().rollbacks(team.name()).stream()
                  .filter(rollback -> isAtWork(rollback, called))
                  .anyMatch(
                      rollback -> wanted.isEmpty() || rollback.brings(Revision.of(wanted.get())));
          return claimed
              ? Optional.empty()
              : Optional.of(call.name() + " " + wanted.orElse("") + " without a claim");
        });
  }

  private static boolean isAtWork(Rollback rollback, Called called) {
    var ended = rollback.endedAt();
    return ended == null || !ended.isBefore(called.run().startedAt());
  }
}
