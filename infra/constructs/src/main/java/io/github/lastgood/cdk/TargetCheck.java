package io.github.lastgood.cdk;

import io.github.lastgood.cdk.targets.BadConfiguration;
import io.github.lastgood.cdk.targets.Kind;
import io.github.lastgood.cdk.targets.PipelineStage;
import io.github.lastgood.cdk.targets.Target;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.services.cloudwatch.IAlarm;
import software.constructs.Construct;

/// Refuses a target that could not be registered, as far as that is known before the deployment.
final class TargetCheck {
  private static final Predicate<String> NAME =
      Pattern.compile("[a-z0-9][a-z0-9-]{0,62}").asMatchPredicate();

  /// As many as the functions take: all of them must be replaceable in one transaction.
  private static final int MOST_ALARMS = 40;

  private final String name;
  private final Stack stack;

  private TargetCheck(String name, Stack stack) {
    this.name = name;
    this.stack = stack;
  }

  /// The target.
  ///
  /// @param policy what its kind adds to the policy
  static Target of(
      Construct scope,
      String name,
      ILastgood lastgood,
      Kind kind,
      RollbackTargetProps props,
      Map<String, String> policy) {
    var check = new TargetCheck(name, Stack.of(scope));
    check.name();
    check.isBeside(lastgood);
    check.pipeline(kind, props);
    check.earlierRevisions(kind, props);
    Map<String, String> written = new LinkedHashMap<>(props.policy().written());
    written.putAll(policy);
    return new Target(name, kind, check.alarms(props.alarms()), written, props.pipeline());
  }

  private void name() {
    if (!NAME.test(name)) {
      throw wrong(
          "the id is the target's name and must be 1 to 63 lower case letters, digits and hyphens"
              + " and not begin with a hyphen; write one like orders-api");
    }
  }

  private void isBeside(ILastgood lastgood) {
    Stack its = Stack.of(lastgood);
    if (isElsewhere(its.getRegion(), its.getAccount())) {
      throw wrong(
          "it is in %s, and this Lastgood in %s; install one there"
              .formatted(where(stack), where(its)));
    }
  }

  private void pipeline(Kind kind, RollbackTargetProps props) {
    if (props.pipeline().isPresent()
        && props.pipeline().get().rollsBack()
        && !kind.provesItsPipeline()) {
      throw wrong(
          "rollbackStage is for ECS services and CodeDeploy groups only; write stopTransition");
    }
    props.pipeline().flatMap(PipelineStage::place).ifPresent(this::pipeline);
  }

  /// The functions ask and stop pipelines of their own account and region.
  private void pipeline(PipelineStage.Place place) {
    if (isElsewhere(place.region(), place.account())) {
      throw wrong(
          "pipeline '%s' is in %s, the target in %s; name a stage of a pipeline in its own account and region, or none"
              .formatted(place.path(), where(place.region(), place.account()), where(stack)));
    }
  }

  private void earlierRevisions(Kind kind, RollbackTargetProps props) {
    if (!props.earlierRevisions().isEmpty() && !(kind instanceof Kind.EcsService)) {
      throw wrong("earlierRevisions is for ECS services only; leave it out");
    }
  }

  private List<String> alarms(List<IAlarm> alarms) {
    if (alarms.isEmpty()) {
      throw wrong("it has no alarm, so nothing could call for a rollback; give it one");
    }
    if (alarms.size() > MOST_ALARMS) {
      throw wrong(
          "it has %d alarms; give it at most %d, and put the rest behind a composite alarm"
              .formatted(alarms.size(), MOST_ALARMS));
    }
    List<String> names = alarms.stream().map(this::alarm).distinct().toList();
    if (names.size() < alarms.size()) {
      throw wrong("it has an alarm twice; give it once");
    }
    return names;
  }

  /// Its name. The functions read alarms of their own account and region.
  private String alarm(IAlarm alarm) {
    String arn = alarm.getAlarmArn();
    // arn:PARTITION:cloudwatch:REGION:ACCOUNT:alarm:NAME
    String[] parts = arn.split(":", 7);
    boolean known = parts.length == 7 && !Token.isUnresolved(parts[3] + parts[4]);
    String region = known ? parts[3] : alarm.getEnv().getRegion();
    String account = known ? parts[4] : alarm.getEnv().getAccount();
    if (isElsewhere(region, account)) {
      throw wrong(
          "alarm '%s' is in %s, the target in %s; give it an alarm of its own account and region"
              .formatted(alarm.getNode().getPath(), where(region, account), where(stack)));
    }
    return alarm.getAlarmName();
  }

  /// What is not known before the deployment is not refused: the registration sees it.
  private boolean isElsewhere(String region, String account) {
    return differ(region, stack.getRegion()) || differ(account, stack.getAccount());
  }

  private static boolean differ(String one, String other) {
    return !Token.isUnresolved(one) && !Token.isUnresolved(other) && !one.equals(other);
  }

  private static String where(Stack stack) {
    return where(stack.getRegion(), stack.getAccount());
  }

  private static String where(String region, String account) {
    return "%s of account %s".formatted(known(region), known(account));
  }

  private static String known(String text) {
    return Token.isUnresolved(text) ? "(unknown)" : text;
  }

  private BadConfiguration wrong(String sentence) {
    return new BadConfiguration("target '%s': %s.".formatted(name, sentence));
  }
}
