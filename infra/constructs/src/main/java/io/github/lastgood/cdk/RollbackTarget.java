package io.github.lastgood.cdk;

import io.github.lastgood.cdk.targets.BadConfiguration;
import io.github.lastgood.cdk.targets.Grants;
import io.github.lastgood.cdk.targets.Kind;
import io.github.lastgood.cdk.targets.Target;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.CustomResource;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.autoscaling.AutoScalingGroup;
import software.amazon.awscdk.services.autoscaling.IAutoScalingGroup;
import software.amazon.awscdk.services.codedeploy.IEcsDeploymentGroup;
import software.amazon.awscdk.services.codedeploy.IServerDeploymentGroup;
import software.amazon.awscdk.services.ec2.LaunchTemplate;
import software.amazon.awscdk.services.ecs.BaseService;
import software.amazon.awscdk.services.ecs.IBaseService;
import software.constructs.Construct;
import software.constructs.IDependable;

/// One thing that Lastgood may roll back: the permissions on exactly that thing, and a
/// `Custom::LastgoodTarget`, which checks it and registers it in the ledger once everything that it
/// speaks of is there.
///
/// The construct's id is the target's name, by which people and notices call it: short, unique in
/// the account and region, lower case letters, digits and hyphens. Another id renames the target:
/// what is known of it stays.
public final class RollbackTarget extends Construct {
  /// A registration takes seconds. When it does not answer, nobody should wait CloudFormation's
  /// hour.
  private static final Duration SERVICE_TIMEOUT = Duration.minutes(10);

  private RollbackTarget(
      Construct scope, ILastgood lastgood, Target target, List<? extends IDependable> parts) {
    super(scope, target.name());
    CustomResource row =
        CustomResource.Builder.create(this, "Default")
            .resourceType("Custom::LastgoodTarget")
            .serviceToken(lastgood.registrationToken())
            .serviceTimeout(SERVICE_TIMEOUT)
            .properties(target.properties())
            .build();
    // The registration looks at the target; and what is registered can be rolled back at once.
    List<IDependable> grants =
        Grants.of(Stack.of(this), lastgood.acting(), lastgood.reading(), lastgood.hook())
            .add(target);
    row.getNode()
        .addDependency(Stream.concat(grants.stream(), parts.stream()).toArray(IDependable[]::new));
  }

  /// A target that is written down in full, its parts being there already.
  public static RollbackTarget of(Construct scope, ILastgood lastgood, Target target) {
    return new RollbackTarget(scope, lastgood, target, List.of());
  }

  /// An ECS service of this app. Its task definitions' family, their roles and the ECR repositories
  /// of their images are taken from it: make the target after the task definition's last container.
  /// What an earlier revision had instead is named in `earlierRevisions` of the properties.
  ///
  /// @throws BadConfiguration when it cannot be registered like this
  public static RollbackTarget forEcsService(
      Construct scope,
      String id,
      ILastgood lastgood,
      BaseService service,
      RollbackTargetProps props) {
    Kind.EcsService now = EcsServices.read(service);
    Kind kind = EcsServices.with(now, props.earlierRevisions());
    Target target = target(scope, id, lastgood, kind, props);
    var made = new RollbackTarget(scope, lastgood, target, parts(props, service));
    made.getNode().addValidation(new UnchangedService(id, service, now));
    return made;
  }

  /// An ECS service that another app made.
  ///
  /// @throws BadConfiguration when it cannot be registered like this
  public static RollbackTarget forEcsService(
      Construct scope,
      String id,
      ILastgood lastgood,
      IBaseService service,
      EcsRevisions revisions,
      RollbackTargetProps props) {
    Kind kind = EcsServices.with(EcsServices.read(service, revisions), props.earlierRevisions());
    Target target = target(scope, id, lastgood, kind, props);
    return new RollbackTarget(scope, lastgood, target, parts(props, service));
  }

  /// An Auto Scaling group whose launch template the CDK made along with it.
  ///
  /// @throws BadConfiguration when it cannot be registered like this
  public static RollbackTarget forAutoScalingGroup(
      Construct scope,
      String id,
      ILastgood lastgood,
      AutoScalingGroup group,
      RollbackTargetProps props) {
    return forAutoScalingGroup(
        scope, id, lastgood, group, AutoScalingGroups.madeAlong(id, group), props);
  }

  /// An Auto Scaling group.
  ///
  /// @param template what it is deployed from. Role and AMI parameter of its instances are taken
  ///   from it
  /// @throws BadConfiguration when it cannot be registered like this
  public static RollbackTarget forAutoScalingGroup(
      Construct scope,
      String id,
      ILastgood lastgood,
      IAutoScalingGroup group,
      LaunchTemplate template,
      RollbackTargetProps props) {
    Kind kind = AutoScalingGroups.read(id, group, template);
    Target target = target(scope, id, lastgood, kind, props);
    return new RollbackTarget(scope, lastgood, target, parts(props, group, template));
  }

  /// Two target groups behind a load balancer.
  ///
  /// @throws BadConfiguration when it cannot be registered like this
  public static RollbackTarget forTrafficSplit(
      Construct scope,
      String id,
      ILastgood lastgood,
      AlbTrafficSplit split,
      RollbackTargetProps props) {
    Target target = TargetCheck.of(scope, id, lastgood, split.kind(), props, split.policy());
    return new RollbackTarget(
        scope, lastgood, target, parts(props, split.parts().toArray(IDependable[]::new)));
  }

  /// Two weighted records.
  ///
  /// @param records what makes them, to wait for
  /// @throws BadConfiguration when it cannot be registered like this
  public static RollbackTarget forTrafficSplit(
      Construct scope,
      String id,
      ILastgood lastgood,
      Route53TrafficSplit split,
      RollbackTargetProps props,
      IDependable... records) {
    Target target = target(scope, id, lastgood, split.kind(), props);
    return new RollbackTarget(scope, lastgood, target, parts(props, records));
  }

  /// A CodeDeploy deployment group of an ECS service.
  ///
  /// @throws BadConfiguration when it cannot be registered like this
  public static RollbackTarget forCodeDeploy(
      Construct scope,
      String id,
      ILastgood lastgood,
      IEcsDeploymentGroup group,
      RollbackTargetProps props) {
    String application = group.getApplication().getApplicationName();
    var kind = new Kind.CodeDeployGroup(application, group.getDeploymentGroupName());
    Target target = target(scope, id, lastgood, kind, props);
    return new RollbackTarget(scope, lastgood, target, parts(props, group));
  }

  /// A CodeDeploy deployment group of servers.
  ///
  /// @throws BadConfiguration when it cannot be registered like this
  public static RollbackTarget forCodeDeploy(
      Construct scope,
      String id,
      ILastgood lastgood,
      IServerDeploymentGroup group,
      RollbackTargetProps props) {
    String application = group.getApplication().getApplicationName();
    var kind = new Kind.CodeDeployGroup(application, group.getDeploymentGroupName());
    Target target = target(scope, id, lastgood, kind, props);
    return new RollbackTarget(scope, lastgood, target, parts(props, group));
  }

  private static Target target(
      Construct scope, String id, ILastgood lastgood, Kind kind, RollbackTargetProps props) {
    return TargetCheck.of(scope, id, lastgood, kind, props, Map.of());
  }

  private static List<IDependable> parts(RollbackTargetProps props, IDependable... own) {
    return Stream.<IDependable>concat(Stream.of(own), props.alarms().stream()).toList();
  }
}
