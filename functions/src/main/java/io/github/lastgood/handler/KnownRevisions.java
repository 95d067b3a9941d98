package io.github.lastgood.handler;

import io.github.lastgood.Refusal;
import io.github.lastgood.Refusal.Code;
import io.github.lastgood.target.Deployment;
import io.github.lastgood.target.KnownGood;
import io.github.lastgood.target.Quarantined;
import io.github.lastgood.target.Resource.AlbTrafficSplit;
import io.github.lastgood.target.Resource.AutoScalingGroup;
import io.github.lastgood.target.Resource.CodeDeployGroup;
import io.github.lastgood.target.Resource.EcsService;
import io.github.lastgood.target.Resource.Route53TrafficSplit;
import io.github.lastgood.target.Revision;
import io.github.lastgood.target.TargetState;
import java.util.stream.Stream;

/// The revisions that the ledger knows of a target, found by what people call them.
final class KnownRevisions {
  private KnownRevisions() {}

  /// The id of the revision with that id or short name; what was written when none has it, for AWS
  /// to say whether there is such a revision.
  static String id(TargetState state, String written) {
    return of(state)
        .filter(revision -> isCalled(revision, written))
        .map(Revision::id)
        .findFirst()
        .orElse(written);
  }

  /// Refuses a revision of a family, or of a launch template, that the target never ran: an order
  /// to roll back is no leave to deploy just anything. What the functions may do in AWS is more
  /// than what somebody who may give orders may do.
  ///
  /// @return the revision
  static String ofItsKind(TargetState state, String revision) {
    return switch (state.target().resource()) {
      case EcsService _, AutoScalingGroup _ -> {
        if (of(state).findAny().isPresent()
            && of(state).noneMatch(known -> stem(known.id()).equals(stem(revision)))) {
          throw new Refusal(
              Code.BAD_VALUE,
              Revision.of(revision).label()
                  + " is a version of something that "
                  + state.name()
                  + " never ran; name a version of what it ran, or deploy it.");
        }
        yield revision;
      }
      // A group's application and a split's sides are fixed when the target is registered.
      case CodeDeployGroup _, AlbTrafficSplit _, Route53TrafficSplit _ -> revision;
    };
  }

  /// All but the number: family or launch template, and for a family its account and region.
  private static String stem(String revision) {
    return revision.substring(0, Math.max(0, revision.lastIndexOf(':')));
  }

  private static Stream<Revision> of(TargetState state) {
    return Stream.of(
            Stream.ofNullable(state.current()).map(Deployment::revision),
            state.knownGood().stream().map(KnownGood::revision),
            state.quarantine().stream().map(Quarantined::revision))
        .flatMap(revisions -> revisions);
  }

  /// The label, whole or without what it has in brackets.
  private static boolean isCalled(Revision revision, String written) {
    var label = revision.label();
    return label.equals(written) || label.startsWith(written + " (");
  }
}
