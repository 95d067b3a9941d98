package io.github.lastgood.action;

import io.github.lastgood.target.Candidate;
import io.github.lastgood.target.Deployment;
import io.github.lastgood.target.Deployment.Origin;
import io.github.lastgood.target.LiveState;
import io.github.lastgood.target.Revision;
import io.github.lastgood.target.Split;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/// What the two kinds of traffic split have in common.
final class SplitMoves {
  private SplitMoves() {}

  /// A split has no deployments of its own, so its id is empty. It is in flight while both sides
  /// get traffic, and while AWS is still making the change.
  static LiveState.Running running(Split split, boolean isMade) {
    var settled = split.isWhole() && isMade ? Instant.EPOCH : null;
    var deployment =
        new Deployment(
            "", split.revision(), Origin.TEAM, Instant.EPOCH, settled, null, null, null, 0);
    return new LiveState.Running(deployment, false, false);
  }

  /// Only one side whole is a place to go back to.
  ///
  /// @param unfit why the side that the split gives everything to cannot take it; empty when it can
  static Candidate check(Revision revision, Function<Split, Optional<String>> unfit) {
    var split = Split.parse(revision.id());
    if (split.isEmpty() || !split.get().isWhole()) {
      return new Candidate(
          revision,
          new Candidate.Gone(
              revision.label()
                  + " is no split to roll back to: write stable=100,candidate=0 or"
                  + " stable=0,candidate=100."));
    }
    return new Candidate(
        revision,
        unfit
            .apply(split.get())
            .<Candidate.Availability>map(Candidate.Gone::new)
            .orElseGet(Candidate.Ready::new));
  }

  static Optional<String> definition(Revision revision) {
    return Split.parse(revision.id())
        .map(
            split -> "{\"stable\":" + split.stable() + ",\"candidate\":" + split.candidate() + "}");
  }

  /// What a refusal comes to: throttling and a change that AWS is still making pass by themselves.
  static Moved refused(String service, AwsServiceException e) {
    if (isBusy(e)) {
      return new Moved.NotYet(service + " is busy: " + AwsErrors.words(e));
    }
    if (AwsErrors.isFinal(e)) {
      return new Moved.Refused(service + " refused to change the weights: " + AwsErrors.words(e));
    }
    throw e;
  }

  private static boolean isBusy(AwsServiceException e) {
    return e.isThrottlingException() || AwsErrors.code(e).startsWith("PriorRequestNotComplete");
  }
}
