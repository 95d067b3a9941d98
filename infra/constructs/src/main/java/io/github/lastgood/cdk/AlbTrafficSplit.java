package io.github.lastgood.cdk;

import io.github.lastgood.cdk.targets.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.services.autoscaling.IAutoScalingGroup;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationListenerRule;
import software.amazon.awscdk.services.elasticloadbalancingv2.IApplicationListener;
import software.amazon.awscdk.services.elasticloadbalancingv2.IApplicationTargetGroup;
import software.constructs.IDependable;

/// Two target groups that share the traffic of a load balancer's rule, or of a listener's default
/// action.
public final class AlbTrafficSplit {
  private final Builder settings;

  private AlbTrafficSplit(Builder settings) {
    this.settings = settings;
  }

  Kind.AlbTrafficSplit kind() {
    return new Kind.AlbTrafficSplit(
        settings.arn,
        settings.ofListener,
        settings.stable.getTargetGroupArn(),
        settings.candidate.getTargetGroupArn(),
        Optional.ofNullable(settings.candidateGroup)
            .map(IAutoScalingGroup::getAutoScalingGroupName),
        settings.scaleIn);
  }

  /// What its policy says beside the usual.
  Map<String, String> policy() {
    return settings.policy;
  }

  /// What must be there before it is registered.
  List<IDependable> parts() {
    return settings.candidateGroup == null
        ? List.of(settings.shared, settings.stable, settings.candidate)
        : List.of(settings.shared, settings.stable, settings.candidate, settings.candidateGroup);
  }

  /// Describes a split.
  public static final class Builder {
    private final IDependable shared;
    private final String arn;
    private final boolean ofListener;
    private final IApplicationTargetGroup stable;
    private final IApplicationTargetGroup candidate;
    private final Map<String, String> policy = new LinkedHashMap<>();
    private @Nullable IAutoScalingGroup candidateGroup;
    private boolean scaleIn;

    private Builder(
        IDependable shared,
        String arn,
        boolean ofListener,
        IApplicationTargetGroup stable,
        IApplicationTargetGroup candidate) {
      this.shared = shared;
      this.arn = arn;
      this.ofListener = ofListener;
      this.stable = stable;
      this.candidate = candidate;
    }

    /// The split of a rule.
    ///
    /// @param stable gets the traffic back
    /// @param candidate is tried
    public static Builder create(
        ApplicationListenerRule rule,
        IApplicationTargetGroup stable,
        IApplicationTargetGroup candidate) {
      return new Builder(rule, rule.getListenerRuleArn(), false, stable, candidate);
    }

    /// The split of a listener's default action.
    ///
    /// @param stable gets the traffic back
    /// @param candidate is tried
    public static Builder create(
        IApplicationListener listener,
        IApplicationTargetGroup stable,
        IApplicationTargetGroup candidate) {
      return new Builder(listener, listener.getListenerArn(), true, stable, candidate);
    }

    /// The candidate's group. It keeps its size.
    public Builder candidateGroup(IAutoScalingGroup group) {
      candidateGroup = group;
      return this;
    }

    /// The candidate's group, which a rollback scales to zero.
    public Builder scaleInAfterRollback(IAutoScalingGroup group) {
      candidateGroup = group;
      scaleIn = true;
      policy.put("candidateGroup", "zero");
      return this;
    }

    /// A side with fewer healthy targets gets no traffic; default: 1.
    public Builder minHealthyTargets(int count) {
      policy.put("minHealthyTargets", RollbackPolicy.Builder.count("minHealthyTargets", count));
      return this;
    }

    /// The split.
    public AlbTrafficSplit build() {
      return new AlbTrafficSplit(this);
    }
  }
}
