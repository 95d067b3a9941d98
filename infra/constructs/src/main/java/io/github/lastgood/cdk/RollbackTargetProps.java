package io.github.lastgood.cdk;

import io.github.lastgood.cdk.targets.BadConfiguration;
import io.github.lastgood.cdk.targets.PipelineStage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.services.cloudwatch.IAlarm;

/// What is said of every target, whatever it is.
///
/// @param alarms say when a deployment hurts; at least one, in the target's account and region
/// @param policy when it is rolled back, and who decides
/// @param pipeline the stage that deploys it; empty when no pipeline is to hear of its rollbacks
/// @param earlierRevisions what revisions of the ECS service are made of that this app made before;
///   empty when they are made of the same as the one of now
public record RollbackTargetProps(
    List<IAlarm> alarms,
    RollbackPolicy policy,
    Optional<PipelineStage> pipeline,
    List<EcsRevisions> earlierRevisions) {

  public RollbackTargetProps {
    alarms = List.copyOf(alarms);
    earlierRevisions = List.copyOf(earlierRevisions);
  }

  /// Says them one by one. Alarms and policy must be given.
  public static Builder builder() {
    return new Builder();
  }

  /// Says them one by one.
  public static final class Builder {
    private final List<IAlarm> alarms = new ArrayList<>();
    private @Nullable RollbackPolicy policy;
    private @Nullable PipelineStage pipeline;
    private final List<EcsRevisions> earlierRevisions = new ArrayList<>();

    private Builder() {}

    /// Alarms that say when a deployment hurts, metric alarms or composite ones. They add to those
    /// that were given before.
    public Builder alarms(IAlarm... some) {
      return alarms(List.of(some));
    }

    /// See the other one.
    public Builder alarms(List<? extends IAlarm> some) {
      alarms.addAll(some);
      return this;
    }

    /// When it is rolled back, and who decides.
    public Builder policy(RollbackPolicy written) {
      policy = written;
      return this;
    }

    /// The stage that deploys it, and what a rollback does there.
    public Builder pipeline(PipelineStage stage) {
      pipeline = stage;
      return this;
    }

    /// What earlier revisions of an ECS service are made of, granted beside what the service says
    /// now. They add to those that were given before.
    ///
    /// One needs it for the deployment that moves the service to another task definition family,
    /// other roles or another ECR repository: what is granted is otherwise what the service says
    /// now, and the revision that is known good, which is of before, could neither be checked nor
    /// deployed while the new one proves itself. Name the family, roles and repositories of before,
    /// and take it out once the new revision is known good; `status` says when.
    public Builder earlierRevisions(EcsRevisions... some) {
      earlierRevisions.addAll(List.of(some));
      return this;
    }

    /// The properties.
    ///
    /// @throws BadConfiguration without a policy
    public RollbackTargetProps build() {
      if (policy == null) {
        throw new BadConfiguration(
            "policy is missing, and its mode has no default; write"
                + " policy(RollbackPolicy.Builder.create(Mode.OBSERVE).build()).");
      }
      return new RollbackTargetProps(
          alarms, policy, Optional.ofNullable(pipeline), earlierRevisions);
    }
  }
}
