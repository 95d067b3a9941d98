package io.github.lastgood.handler;

import io.github.lastgood.Refusal;
import io.github.lastgood.Refusal.Code;
import io.github.lastgood.Registration;
import io.github.lastgood.target.Mode;
import io.github.lastgood.target.OnQuarantined;
import io.github.lastgood.target.OnUnknown;
import io.github.lastgood.target.Policy;
import io.github.lastgood.target.ResourceForm;
import io.github.lastgood.target.TaskRoles;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The `target` object of the `register` command, of `targets.yaml` and of the custom resource.
///
///     name: orders-api
///     ecs: {cluster: prod, service: orders-api}
///     alarms: [orders-api-5xx, orders-api-p99]
///     policy: {mode: auto, bakeTime: 15m, suspectWindow: 60m}
///     pipeline: {name: shop-pipeline, stage: Prod, onRollback: stopTransition}
///
/// `ecs` may also have `taskFamily`, `taskRoles` and `repositories`, `autoScalingGroup` may have
/// `launchTemplates`, `instanceRoles` and `imageParameters`: the stacks grant permissions by them.
/// Of these the functions keep `taskRoles`, to say whether a copy could be registered.
final class TargetForm {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
  private static final Set<String> KINDS =
      Set.of("ecs", "codeDeploy", "autoScalingGroup", "albTrafficSplit", "route53TrafficSplit");
  private static final Set<String> FIELDS =
      Stream.concat(KINDS.stream(), Stream.of("name", "alarms", "policy", "pipeline"))
          .collect(Collectors.toUnmodifiableSet());

  private static final Set<String> ECS_FIELDS =
      Set.of("cluster", "service", "taskFamily", "taskRoles", "repositories");
  private static final Set<String> AUTO_SCALING_FIELDS =
      Set.of("name", "launchTemplates", "instanceRoles", "imageParameters");
  private static final Set<String> POLICY_FIELDS =
      Set.of(
          "mode",
          "bakeTime",
          "suspectWindow",
          "settleTimeout",
          "recoveryTimeout",
          "approvalTimeout",
          "onQuarantined",
          "maxRollbacksPerDay",
          "onUnknown");

  /// What `policy` may say beside that for a split behind a load balancer.
  private static final Set<String> ALB_POLICY_FIELDS =
      Set.of("minHealthyTargets", "candidateGroup");

  private TargetForm() {}

  static Registration.Form read(Fields target) {
    target.only(FIELDS);
    var name = name(target);
    var resource = resource(target);
    var alarms = target.texts("alarms");
    if (alarms.size() > Registration.MOST_ALARMS) {
      throw new Refusal(
          Code.BAD_VALUE,
          "The "
              + target.where()
              + "'s alarms may name at most "
              + Registration.MOST_ALARMS
              + "; put some behind a composite alarm.");
    }
    return new Registration.Form(
        name, resource, alarms, policy(target, resource), PipelineForm.of(target, resource));
  }

  /// Exactly one kind must be there.
  private static ResourceForm resource(Fields target) {
    var kinds = KINDS.stream().filter(target::has).sorted().toList();
    if (kinds.isEmpty()) {
      throw target.missing("ecs");
    }
    if (kinds.size() > 1) {
      throw new Refusal(
          Code.BAD_VALUE,
          "The "
              + target.where()
              + " has "
              + String.join(" and ", kinds)
              + "; a target is one thing, so write one of them.");
    }
    var kind = kinds.getFirst();
    var fields = target.object(kind);
    return switch (kind) {
      case "ecs" -> ecs(fields);
      case "codeDeploy" -> codeDeploy(fields);
      case "autoScalingGroup" -> autoScalingGroup(fields);
      case "albTrafficSplit" -> albTrafficSplit(fields, target.object("policy"));
      case "route53TrafficSplit" -> route53TrafficSplit(fields);
      default -> throw new IllegalStateException("Nobody reads the keys of " + kind);
    };
  }

  private static ResourceForm ecs(Fields ecs) {
    ecs.only(ECS_FIELDS);
    return new ResourceForm.EcsService(
        cluster(ecs),
        ecs.required("service"),
        ecs.has("taskRoles") ? new TaskRoles(ecs.anyTexts("taskRoles")) : null);
  }

  private static ResourceForm codeDeploy(Fields group) {
    group.only(Set.of("application", "deploymentGroup"));
    return new ResourceForm.CodeDeployGroup(
        group.required("application"), group.required("deploymentGroup"));
  }

  private static ResourceForm autoScalingGroup(Fields group) {
    group.only(AUTO_SCALING_FIELDS);
    return new ResourceForm.AutoScalingGroup(group.required("name"));
  }

  private static ResourceForm albTrafficSplit(Fields split, Fields policy) {
    split.only(Set.of("ruleArn", "stable", "candidate", "candidateGroup"));
    return new ResourceForm.AlbTrafficSplit(
        split.required("ruleArn"),
        split.required("stable"),
        split.required("candidate"),
        split.text("candidateGroup").orElse(null),
        policy.count("minHealthyTargets", 1),
        scalesIn(split, policy));
  }

  private static boolean scalesIn(Fields split, Fields policy) {
    return switch (policy.text("candidateGroup").orElse("keep")) {
      case "keep" -> false;
      case "zero" -> {
        split.required("candidateGroup");
        yield true;
      }
      default ->
          throw new Refusal(
              Code.BAD_VALUE, "The " + policy.where() + "'s candidateGroup must be keep or zero.");
    };
  }

  private static ResourceForm route53TrafficSplit(Fields split) {
    split.only(Set.of("hostedZoneId", "name", "type", "stable", "candidate"));
    var zone = split.required("hostedZoneId");
    var name = split.required("name").toLowerCase(Locale.ROOT);
    return new ResourceForm.Route53TrafficSplit(
        zone.substring(zone.lastIndexOf('/') + 1),
        name.endsWith(".") ? name.substring(0, name.length() - 1) : name,
        split.required("type"),
        split.required("stable"),
        split.required("candidate"));
  }

  static String name(Fields target) {
    var name = target.required("name");
    if (!NAME.matcher(name).matches()) {
      throw new Refusal(
          Code.BAD_VALUE,
          "The "
              + target.where()
              + "'s name must be 1 to 63 lower case letters, digits and hyphens, such as"
              + " orders-api.");
    }
    return name;
  }

  /// The cluster's name; its ARN is taken as well.
  private static String cluster(Fields ecs) {
    var cluster = ecs.required("cluster");
    return cluster.substring(cluster.lastIndexOf('/') + 1);
  }

  private static Policy policy(Fields target, ResourceForm resource) {
    var policy = target.object("policy");
    policy.only(
        resource instanceof ResourceForm.AlbTrafficSplit
            ? Stream.concat(POLICY_FIELDS.stream(), ALB_POLICY_FIELDS.stream())
                .collect(Collectors.toUnmodifiableSet())
            : POLICY_FIELDS);
    return new Policy(
        mode(policy),
        policy.duration("bakeTime", Policy.DEFAULT_BAKE_TIME),
        policy.duration("suspectWindow", Policy.DEFAULT_SUSPECT_WINDOW),
        policy.duration("settleTimeout", Policy.DEFAULT_SETTLE_TIMEOUT),
        policy.duration("recoveryTimeout", Policy.DEFAULT_RECOVERY_TIMEOUT),
        policy.duration("approvalTimeout", Policy.DEFAULT_APPROVAL_TIMEOUT),
        onQuarantined(policy),
        policy.count("maxRollbacksPerDay", Policy.DEFAULT_MAX_ROLLBACKS_PER_DAY),
        onUnknown(policy));
  }

  private static OnUnknown onUnknown(Fields policy) {
    return switch (policy.text("onUnknown").orElse("")) {
      case "" -> OnUnknown.ACT_WHILE_IT_BAKES;
      case "act" -> OnUnknown.ACT;
      case "ask" -> OnUnknown.ASK;
      default ->
          throw new Refusal(
              Code.BAD_VALUE,
              "The "
                  + policy.where()
                  + "'s onUnknown must be act or ask; without it, what goes red inside the bake"
                  + " time is rolled back, and later a person is asked.");
    };
  }

  /// A policy that only says what is to be otherwise.
  static Policy policy(Fields policy, Policy otherwise) {
    policy.only(POLICY_FIELDS);
    return new Policy(
        policy.has("mode") ? mode(policy) : otherwise.mode(),
        policy.duration("bakeTime", otherwise.bakeTime()),
        policy.duration("suspectWindow", otherwise.suspectWindow()),
        policy.duration("settleTimeout", otherwise.settleTimeout()),
        policy.duration("recoveryTimeout", otherwise.recoveryTimeout()),
        policy.duration("approvalTimeout", otherwise.approvalTimeout()),
        policy.has("onQuarantined") ? onQuarantined(policy) : otherwise.onQuarantined(),
        policy.count("maxRollbacksPerDay", otherwise.maxRollbacksPerDay()),
        policy.has("onUnknown") ? onUnknown(policy) : otherwise.onUnknown());
  }

  private static OnQuarantined onQuarantined(Fields policy) {
    return switch (policy.text("onQuarantined").orElse("tell")) {
      case "tell" -> OnQuarantined.TELL;
      case "rollBack" -> OnQuarantined.ROLL_BACK;
      default ->
          throw new Refusal(
              Code.BAD_VALUE,
              "The " + policy.where() + "'s onQuarantined must be tell or rollBack.");
    };
  }

  /// Must be stated: nobody should find out by an accident what Lastgood may do.
  private static Mode mode(Fields policy) {
    var mode = policy.required("mode");
    return switch (mode) {
      case "auto", "approve", "observe", "off" -> Mode.valueOf(mode.toUpperCase(Locale.ROOT));
      default ->
          throw new Refusal(
              Code.BAD_VALUE,
              "The " + policy.where() + "'s mode must be auto, approve, observe or off.");
    };
  }
}
