package io.github.lastgood.cdk.rollback;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.CfnCondition;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.events.CfnRule;
import software.amazon.awscdk.services.iam.CfnRole;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/// Hands Lastgood's own events on to a central bus.
///
/// One template serves every account and region, the central one included: where the central bus is
/// Lastgood's own, a condition leaves the rule out. Only what was said here is handed on, never
/// what another account forwarded, so no two buses can send an event round in a circle.
public final class Forwarding extends Construct {
  /// Fixed: the queue of undelivered events names the rule, which may not exist.
  private static final String RULE = "lastgood-forward";

  private final Stack stack = Stack.of(this);

  /// Adds the rule and its role to a stack.
  ///
  /// @param ownBus name of the bus that Lastgood speaks on
  /// @param undelivered gets what the central bus did not take within a day
  public Forwarding(Construct scope, String ownBus, CentralBus central, IQueue undelivered) {
    super(scope, "Forwarding");
    CfnCondition elsewhere =
        CfnCondition.Builder.create(this, "Elsewhere")
            .expression(
                Fn.conditionNot(Fn.conditionEquals(central.arn(), events("event-bus", ownBus))))
            .build();
    Role role = role(central, elsewhere);
    CfnRule rule =
        CfnRule.Builder.create(this, "Rule")
            .name(RULE)
            .description("Lastgood: what it says, to the central bus")
            .eventBusName(ownBus)
            .eventPattern(saidHere())
            .targets(
                List.of(
                    CfnRule.TargetProperty.builder()
                        .id("CentralBus")
                        .arn(central.arn())
                        .roleArn(role.getRoleArn())
                        .deadLetterConfig(
                            CfnRule.DeadLetterConfigProperty.builder()
                                .arn(undelivered.getQueueArn())
                                .build())
                        .build()))
            .build();
    rule.getCfnOptions().setCondition(elsewhere);
    undelivered.addToResourcePolicy(
        PolicyStatement.Builder.create()
            .sid("WhatTheCentralBusDidNotTake")
            .principals(List.of(new ServicePrincipal("events.amazonaws.com")))
            .actions(List.of("sqs:SendMessage"))
            .resources(List.of(undelivered.getQueueArn()))
            .conditions(Map.of("ArnEquals", Map.of("aws:SourceArn", ruleArn(ownBus))))
            .build());
  }

  private Role role(CentralBus central, CfnCondition elsewhere) {
    Role role =
        Role.Builder.create(this, "Role")
            .assumedBy(new ServicePrincipal("events.amazonaws.com"))
            .description("Lastgood: put its events on the central bus")
            .inlinePolicies(
                Map.of(
                    "PutEvents",
                    PolicyDocument.Builder.create()
                        .statements(
                            List.of(
                                PolicyStatement.Builder.create()
                                    .actions(List.of("events:PutEvents"))
                                    .resources(List.of(central.arn()))
                                    .build()))
                        .build()))
            .build();
    if (role.getNode().getDefaultChild() instanceof CfnRole made) {
      made.getCfnOptions().setCondition(elsewhere);
    }
    return role;
  }

  /// In this order in every template, which `Map.of` does not promise.
  private SequencedMap<String, Object> saidHere() {
    SequencedMap<String, Object> pattern = new LinkedHashMap<>();
    pattern.put("source", List.of("lastgood"));
    pattern.put("account", List.of(stack.getAccount()));
    pattern.put("region", List.of(stack.getRegion()));
    return pattern;
  }

  private String ruleArn(String ownBus) {
    return events("rule", ownBus.equals("default") ? RULE : ownBus + "/" + RULE);
  }

  private String events(String resource, String name) {
    return stack.formatArn(
        ArnComponents.builder().service("events").resource(resource).resourceName(name).build());
  }
}
