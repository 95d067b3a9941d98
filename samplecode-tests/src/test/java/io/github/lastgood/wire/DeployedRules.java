package io.github.lastgood.wire;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.Rule;
import software.amazon.awssdk.services.eventbridge.model.RuleState;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.event.ruler.Ruler;

/// EventBridge between an event and a function: the rules that stand on the default bus, matched by
/// AWS's own Event Ruler. What a rule may not deliver goes where its target says.
final class DeployedRules implements AutoCloseable {

  static final String SERVICE = "events.amazonaws.com";

  private final EventBridgeClient events;
  private final DeployedFunctions functions;
  private final InvokePermissions permissions;
  private final Queues queues;

  DeployedRules(
      URI moto, DeployedFunctions functions, InvokePermissions permissions, Queues queues) {
    events = AwsClients.at(moto, EventBridgeClient.builder());
    this.functions = functions;
    this.permissions = permissions;
    this.queues = queues;
  }

  /// An event on the bus.
  ///
  /// @return what the functions answered that it reached
  List<Answer> deliver(Events event) throws IOException, InterruptedException {
    return fire(rule -> matches(rule, event.text()), event.text());
  }

  /// Time passes.
  ///
  /// @param time as schedules write it, for example `1 minute`
  /// @return what the functions answered that are invoked that often
  List<Answer> passes(String time) throws IOException, InterruptedException {
    String schedule = "rate(%s)".formatted(time);
    return fire(rule -> schedule.equals(rule.scheduleExpression()), "{}");
  }

  /// The rules that match an event.
  List<Rule> matching(Events event) {
    return rules().stream().filter(rule -> matches(rule, event.text())).toList();
  }

  /// What a rule invokes.
  List<Target> targets(Rule rule) {
    return events.listTargetsByRule(request -> request.rule(rule.name())).targets();
  }

  private List<Answer> fire(Predicate<Rule> selected, String event)
      throws IOException, InterruptedException {
    List<Answer> answers = new ArrayList<>();
    for (Rule rule : rules()) {
      if (selected.test(rule)) {
        for (Target target : targets(rule)) {
          String input = input(target, event);
          if (permissions.allow(target.arn(), SERVICE, rule.arn())) {
            answers.add(functions.invoke(target.arn(), input));
          } else {
            queues.send(target.deadLetterConfig().arn(), input);
          }
        }
      }
    }
    return answers;
  }

  private List<Rule> rules() {
    return events.listRules(request -> {}).rules().stream()
        .filter(rule -> rule.state() == RuleState.ENABLED)
        .filter(rule -> targets(rule).stream().allMatch(DeployedRules::isFunction))
        .toList();
  }

  private static boolean isFunction(Target target) {
    return target.arn().contains(":lambda:");
  }

  private static boolean matches(Rule rule, String event) {
    try {
      return rule.eventPattern() != null && Ruler.matchesRule(event, rule.eventPattern());
    } catch (Exception e) {
      throw new AssertionError("EventBridge would refuse " + rule, e);
    }
  }

  private static String input(Target target, String event) {
    if (target.inputTransformer() != null || target.inputPath() != null) {
      throw new AssertionError("input paths are not played here; play them in this class");
    }
    return target.input() == null ? event : target.input();
  }

  @Override
  public void close() {
    events.close();
  }
}
