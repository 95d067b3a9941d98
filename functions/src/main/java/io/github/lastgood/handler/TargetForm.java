package io.github.lastgood.handler;

import io.github.lastgood.Refusal;
import io.github.lastgood.Refusal.Code;
import io.github.lastgood.Registration;
import io.github.lastgood.target.Mode;
import io.github.lastgood.target.Policy;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// The `target` object of the `register` command, of `targets.yaml` and of the custom resource.
///
///     name: orders-api
///     ecs: {cluster: prod, service: orders-api}
///     alarms: [orders-api-5xx, orders-api-p99]
///     policy: {mode: auto, bakeTime: 15m, suspectWindow: 60m}
///
/// `ecs` may also have `taskFamily`, `taskRoles` and `repositories`: the stacks grant permissions by
/// them, the functions do not need them.
final class TargetForm {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
  private static final Set<String> FIELDS = Set.of("name", "ecs", "alarms", "policy");
  private static final Set<String> OTHER_KINDS =
      Set.of("autoScalingGroup", "albTrafficSplit", "route53TrafficSplit", "codeDeploy");
  private static final Set<String> ECS_FIELDS =
      Set.of("cluster", "service", "taskFamily", "taskRoles", "repositories");
  private static final Set<String> POLICY_FIELDS =
      Set.of(
          "mode",
          "bakeTime",
          "suspectWindow",
          "settleTimeout",
          "recoveryTimeout",
          "maxRollbacksPerDay");

  private TargetForm() {}

  static Registration.Form read(Fields target) {
    OTHER_KINDS.stream().filter(target::has).findFirst().ifPresent(TargetForm::refuseKind);
    target.only(FIELDS);
    var name = name(target);
    var ecs = target.object("ecs");
    ecs.only(ECS_FIELDS);
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
        name, cluster(ecs), ecs.required("service"), alarms, policy(target.object("policy")));
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

  private static Policy policy(Fields policy) {
    policy.only(POLICY_FIELDS);
    return new Policy(
        mode(policy),
        policy.duration("bakeTime", Policy.DEFAULT_BAKE_TIME),
        policy.duration("suspectWindow", Policy.DEFAULT_SUSPECT_WINDOW),
        policy.duration("settleTimeout", Policy.DEFAULT_SETTLE_TIMEOUT),
        policy.duration("recoveryTimeout", Policy.DEFAULT_RECOVERY_TIMEOUT),
        policy.count("maxRollbacksPerDay", Policy.DEFAULT_MAX_ROLLBACKS_PER_DAY));
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

  private static void refuseKind(String kind) {
    throw new Refusal(
        Code.NOT_SUPPORTED, "Targets of kind " + kind + " are not supported yet; ecs is.");
  }
}
