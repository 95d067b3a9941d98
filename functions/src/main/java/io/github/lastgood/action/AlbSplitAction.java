package io.github.lastgood.action;

import io.github.lastgood.target.Candidate;
import io.github.lastgood.target.Deployment;
import io.github.lastgood.target.LiveState;
import io.github.lastgood.target.Resource.AlbTrafficSplit;
import io.github.lastgood.target.ResourceForm;
import io.github.lastgood.target.Revision;
import io.github.lastgood.target.Rollback;
import io.github.lastgood.target.Split;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ElasticLoadBalancingV2Exception;

/// Blue/green and canary on EC2: two target groups that share the traffic of a rule, or of a
/// listener's default action, by weight.
///
/// The weights are read from AWS each time and compared by their ratio. A load balancer does not
/// fail over between weighted groups: traffic to a group without healthy targets is lost, so a side
/// gets traffic only when enough of its targets are healthy. Where a cookie pins clients to a group
/// (AWSALBTG), no documentation says that weight 0 lets go of them: a rollback takes the bad group
/// out of the action.
public final class AlbSplitAction
    implements SplitAction<ResourceForm.AlbTrafficSplit, AlbTrafficSplit> {
  private static final Logger log = LoggerFactory.getLogger(AlbSplitAction.class);

  private final AlbRules rules;
  private final Owners owners;
  private final GroupSizes groups;

  /// Who else writes the weights of a rule.
  @FunctionalInterface
  public interface Owners {
    /// What runs the rule or one of the target groups, for a sentence such as "… is run by ECS
    /// service prod/shop"; empty when nothing does.
    Optional<String> of(AlbTrafficSplit split);
  }

  /// How Auto Scaling groups are made smaller.
  @FunctionalInterface
  public interface GroupSizes {
    /// Sets minimum and desired capacity to zero.
    void toZero(String groupName);
  }

  public AlbSplitAction(
      Supplier<ElasticLoadBalancingV2Client> elb, Owners owners, GroupSizes groups) {
    this.rules = new AlbRules(elb);
    this.owners = owners;
    this.groups = groups;
  }

  @Override
  public Optional<AlbTrafficSplit> find(ResourceForm.AlbTrafficSplit form) {
    return rules
        .find(form.ruleArn())
        .map(arn ->
            new AlbTrafficSplit(
                arn,
                form.stable(),
                form.candidate(),
                form.candidateGroup(),
                form.minHealthyTargets(),
                form.scaleCandidateIn()));
  }

  @Override
  public Optional<String> objection(AlbTrafficSplit split) {
    if (split.stable().equals(split.candidate())) {
      return Optional.of("stable and candidate are the same target group.");
    }
    return Stream.of(split.stable(), split.candidate())
        .filter(arn -> !rules.hasTargetGroup(arn))
        .findFirst()
        .map(arn -> "there is no target group " + arn + ".")
        .or(() ->
            rules
                .listenerOfDefaultRule(split.ruleArn())
                .map(listener ->
                    "its rule is the default rule of a listener; write the listener's ARN as"
                        + " ruleArn, "
                        + listener
                        + "."))
        .or(() ->
            owners
                .of(split)
                .map(owner ->
                    split.label()
                        + " is run by "
                        + owner
                        + ", which sets its weights itself; register that instead."));
  }

  @Override
  public LiveState observe(AlbTrafficSplit split, @Nullable Rollback open) {
    var weights = rules.weights(split.ruleArn()).orElse(null);
    if (weights == null) {
      return new LiveState.Unusable("The " + split.label() + " does not exist.");
    }
    var other = weights.other(split);
    if (other != null) {
      return new LiveState.Unusable(
          "The " + split.label() + " gives traffic to " + name(other) + " as well.");
    }
    return weights
        .split(split)
        .<LiveState>map(now -> SplitMoves.running(now, true))
        .orElseGet(() ->
            new LiveState.Unusable(
                "The "
                    + split.label()
                    + " gives traffic neither to "
                    + name(split.stable())
                    + " nor to "
                    + name(split.candidate())
                    + "."));
  }

  @Override
  public Deployment resolve(AlbTrafficSplit split, Deployment seen) {
    return seen;
  }

  @Override
  public Candidate check(AlbTrafficSplit split, Revision revision) {
    return SplitMoves.check(revision, wanted -> unhealthy(split, wanted));
  }

  @Override
  public Optional<String> definitionOf(AlbTrafficSplit split, Revision revision) {
    return SplitMoves.definition(revision);
  }

  /// A group that the rule does not name is not held against it: it comes into the rule first.
  @Override
  public Optional<String> unfit(AlbTrafficSplit split, Split wanted) {
    var now = rules.weights(split.ruleArn());
    return served(split, wanted)
        .filter(arn -> now.isEmpty() || now.get().names(arn))
        .flatMap(arn -> unfit(arn, split.minHealthyTargets()).stream())
        .findFirst();
  }

  private Optional<String> unhealthy(AlbTrafficSplit split, Split wanted) {
    return served(split, wanted)
        .flatMap(arn -> unfit(arn, split.minHealthyTargets()).stream())
        .findFirst();
  }

  /// The groups that get traffic.
  private static Stream<String> served(AlbTrafficSplit split, Split wanted) {
    return Stream.of(
            wanted.stable() > 0 ? split.stable() : "",
            wanted.candidate() > 0 ? split.candidate() : "")
        .filter(arn -> !arn.isEmpty());
  }

  private Optional<String> unfit(String groupArn, int least) {
    var healthy = rules.healthyTargets(groupArn);
    return healthy >= least
        ? Optional.empty()
        : Optional.of(
            name(groupArn) + " has " + healthy + " healthy targets, and needs " + least + ".");
  }

  @Override
  public Moved move(
      AlbTrafficSplit split,
      Rollback rollback,
      LiveState.Running live,
      Deployment deployment,
      Supplier<Optional<String>> definition) {
    var wanted = Split.parse(rollback.to().id()).orElseThrow();
    var loser = wanted.stable() > 0 ? split.candidate() : split.stable();
    var moved = change(split, wanted, loser);
    if (moved instanceof Moved.Accepted
        && split.scaleCandidateIn()
        && split.candidateGroup() != null
        && loser.equals(split.candidate())) {
      scaleIn(split.candidateGroup());
    }
    return moved;
  }

  @Override
  public Moved shift(AlbTrafficSplit split, Split wanted) {
    return change(split, wanted, null);
  }

  @Override
  public boolean isMade(String change) {
    return true;
  }

  /// @param loser the group that a sticky action shall not name any more; null keeps both
  private Moved change(AlbTrafficSplit split, Split wanted, @Nullable String loser) {
    try {
      var now = rules.weights(split.ruleArn()).orElse(null);
      if (now == null) {
        return new Moved.Refused("The " + split.label() + " does not exist.");
      }
      var dropped = now.isSticky() ? loser : null;
      var named = loser != null || (now.names(split.stable()) && now.names(split.candidate()));
      if (named
          && now.split(split).filter(wanted::equals).isPresent()
          && (dropped == null || !now.names(dropped))) {
        return new Moved.Accepted(null);
      }
      if (!served(split, wanted).allMatch(now::names)) {
        return attached(split, now);
      }
      var unfit = unhealthy(split, wanted);
      if (unfit.isPresent()) {
        return new Moved.NotYet(unfit.get());
      }
      rules.modify(split.ruleArn(), now.with(split, wanted, dropped));
      return new Moved.Accepted(null);
    } catch (ElasticLoadBalancingV2Exception e) {
      return SplitMoves.refused("Elastic Load Balancing", e);
    }
  }

  /// A group that no rule names is not checked at all, so it comes back with weight 0 first.
  private Moved attached(AlbTrafficSplit split, ForwardWeights now) {
    var same = now.split(split);
    if (same.isPresent()) {
      rules.modify(split.ruleArn(), now.with(split, same.get(), null));
    }
    return new Moved.NotYet("The group was put back into the rule; its targets are checked now.");
  }

  /// The traffic is back already: a group that stays large costs money, not users.
  private void scaleIn(String group) {
    try {
      groups.toZero(group);
    } catch (SdkException e) {
      log.warn("The candidate's Auto Scaling group {} was not scaled in", group, e);
    }
  }

  /// `shop-blue` of `…:targetgroup/shop-blue/6d0ecf831eec9f09`.
  private static String name(String groupArn) {
    var from = groupArn.indexOf('/') + 1;
    var to = groupArn.lastIndexOf('/');
    return from > 0 && from < to ? groupArn.substring(from, to) : groupArn;
  }
}
