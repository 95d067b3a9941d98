package io.github.lastgood.handler;

import io.github.lastgood.target.Deployment;
import io.github.lastgood.target.KnownGood;
import io.github.lastgood.target.Quarantined;
import io.github.lastgood.target.Revision;
import io.github.lastgood.target.TargetState;
import java.util.stream.Stream;

/// The revisions that the ledger knows of a target, found by what people call them.
final class KnownRevisions {
  private KnownRevisions() {}

  /// The id of the revision with that id or short name; what was written when none has it, for AWS
  /// to say whether there is such a revision.
  static String id(TargetState state, String written) {
    var current = Stream.ofNullable(state.current()).map(Deployment::revision);
    var good = state.knownGood().stream().map(KnownGood::revision);
    var bad = state.quarantine().stream().map(Quarantined::revision);
    return Stream.of(current, good, bad)
        .flatMap(revisions -> revisions)
        .filter(revision -> isCalled(revision, written))
        .map(Revision::id)
        .findFirst()
        .orElse(written);
  }

  /// The label, whole or without what it has in brackets.
  private static boolean isCalled(Revision revision, String written) {
    var label = revision.label();
    return label.equals(written) || label.startsWith(written + " (");
  }
}
