package io.github.lastgood.account.elb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lastgood.account.event.CloudTrail;
import io.github.lastgood.account.event.EventFeed;
import io.github.lastgood.account.setting.Agenda;
import io.github.lastgood.account.setting.Place;
import io.github.lastgood.account.traffic.Side;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenersRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenersResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeRulesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeRulesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyListenerResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyRuleResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealth;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthReasonEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;

/// The Elastic Load Balancing client of the simulated account, and what a story may do besides
/// calling it. All listeners and target groups belong to one Application Load Balancer.
public final class SimulatedElb implements ElasticLoadBalancingV2Client {
  private static final String SERVICE = "elasticloadbalancing";

  private final Place place;
  private final Agenda agenda;
  private final CloudTrail trail;
  private final Map<String, GroupState> groups = new LinkedHashMap<>();
  private final Map<String, Forwarding> listeners = new LinkedHashMap<>();
  private final Map<String, RuleState> rules = new LinkedHashMap<>();

  private record RuleState(
      Forwarding forwarding, String listenerArn, String priority, List<RuleCondition> conditions) {
    boolean isDefault() {
      return priority.equals("default");
    }
  }

  /// A load balancer without listeners.
  public SimulatedElb(Place place, Agenda agenda, CloudTrail trail) {
    this.place = place;
    this.agenda = agenda;
    this.trail = trail;
  }

  /// Creates a target group.
  ///
  /// @param healthy how many healthy targets are registered in it
  /// @return its ARN
  public String createTargetGroup(String name, String id, int healthy) {
    var arn = place.elbArn("targetgroup/" + name + "/" + id);
    groups.put(arn, new GroupState(arn, name, healthy));
    return arn;
  }

  /// Creates a listener with its default rule.
  public void createListener(String arn, List<Action> defaultActions) {
    checks().check(defaultActions, defaultActions);
    var forwarding = new Forwarding(arn, defaultActions);
    listeners.put(arn, forwarding);
    var ruleArn = arn.replace(":listener/", ":listener-rule/") + "/00default00000000";
    rules.put(ruleArn, new RuleState(forwarding, arn, "default", List.of()));
    settle(Instant.EPOCH);
  }

  /// Creates a rule of a listener.
  public void createRule(
      String arn, String listenerArn, String priority, RuleCondition condition, List<Action> does) {
    checks().check(does, does);
    rules.put(
        arn, new RuleState(new Forwarding(arn, does), listenerArn, priority, List.of(condition)));
    settle(Instant.EPOCH);
  }

  /// Sets how many targets of a group pass and fail their health checks.
  public void targets(String groupArn, int healthy, int unhealthy) {
    var group = known(groupArn);
    group.healthy = healthy;
    group.unhealthy = unhealthy;
  }

  /// What runs behind a target group hurts its users from now on; null lets it be healthy.
  public void behave(String groupArn, Side.@Nullable Hurts version) {
    known(groupArn).side.behave(version, agenda.now());
  }

  /// Whether users of one of these target groups are hurt now.
  public boolean isRed(Collection<String> groupArns) {
    return groupArns.stream().anyMatch(arn -> known(arn).isRed(agenda.now()));
  }

  /// A group's share of the traffic in percent, pinned clients included.
  public double percent(String groupArn) {
    return known(groupArn).side.percent();
  }

  private GroupState known(String arn) {
    return Optional.ofNullable(groups.get(arn))
        .orElseThrow(() -> ElbRefusals.targetGroupNotFound(arn));
  }

  private ActionChecks checks() {
    return new ActionChecks(groups.keySet());
  }

  private Stream<Forwarding> forwardings() {
    return Stream.concat(
            listeners.values().stream(), rules.values().stream().map(RuleState::forwarding))
        .distinct();
  }

  /// Every group's share and whether any rule names it, after a change.
  ///
  /// @param since since when a group that is named now has been checked
  private void settle(Instant since) {
    var shares = new HashMap<String, Double>();
    forwardings().forEach(each -> each.shares().forEach((k, v) -> shares.merge(k, v, Double::sum)));
    for (var group : groups.values()) {
      var isNamed = shares.containsKey(group.arn);
      if (!isNamed) {
        group.attachedAt = null;
      } else if (group.attachedAt == null) {
        group.attachedAt = since;
      }
      group.side.share(shares.getOrDefault(group.arn, 0.0), agenda.now());
    }
  }

  @Override
  public DescribeRulesResponse describeRules(DescribeRulesRequest request) {
    var found = new ArrayList<Rule>();
    for (var arn : request.ruleArns()) {
      found.add(shape(arn, knownRule(arn)));
    }
    if (request.listenerArn() != null) {
      knownListener(request.listenerArn());
      rules.forEach((arn, rule) -> {
        if (rule.listenerArn().equals(request.listenerArn())) {
          found.add(shape(arn, rule));
        }
      });
    }
    return DescribeRulesResponse.builder().rules(found).build();
  }

  private RuleState knownRule(String arn) {
    return Optional.ofNullable(rules.get(arn)).orElseThrow(() -> ElbRefusals.ruleNotFound(arn));
  }

  private Forwarding knownListener(String arn) {
    return Optional.ofNullable(listeners.get(arn))
        .orElseThrow(() -> ElbRefusals.listenerNotFound(arn));
  }

  private static Rule shape(String arn, RuleState rule) {
    return Rule.builder()
        .ruleArn(arn)
        .priority(rule.priority())
        .conditions(rule.conditions())
        .actions(rule.forwarding().described())
        .isDefault(rule.isDefault())
        .build();
  }

  @Override
  public DescribeListenersResponse describeListeners(DescribeListenersRequest request) {
    return DescribeListenersResponse.builder()
        .listeners(
            request.listenerArns().stream().map(arn -> shape(arn, knownListener(arn))).toList())
        .build();
  }

  private static Listener shape(String arn, Forwarding listener) {
    var loadBalancer =
        arn.substring(0, arn.lastIndexOf('/')).replace(":listener/", ":loadbalancer/");
    return Listener.builder()
        .listenerArn(arn)
        .loadBalancerArn(loadBalancer)
        .port(443)
        .protocol(ProtocolEnum.HTTPS)
        .defaultActions(listener.described())
        .build();
  }

  @Override
  public ModifyRuleResponse modifyRule(ModifyRuleRequest request) {
    var rule = knownRule(request.ruleArn());
    if (rule.isDefault()) {
      throw ElbRefusals.defaultRule(request.ruleArn());
    }
    if (request.hasActions()) {
      checks().check(request.actions(), rule.forwarding().actions());
      rule.forwarding().replace(request.actions());
      settle(agenda.now());
    }
    trail.record(SERVICE, "ModifyRule", place.region(), named("ruleArn", request.ruleArn()));
    return ModifyRuleResponse.builder().rules(shape(request.ruleArn(), rule)).build();
  }

  @Override
  public ModifyListenerResponse modifyListener(ModifyListenerRequest request) {
    var listener = knownListener(request.listenerArn());
    if (request.hasDefaultActions()) {
      checks().check(request.defaultActions(), listener.actions());
      listener.replace(request.defaultActions());
      settle(agenda.now());
    }
    trail.record(
        SERVICE, "ModifyListener", place.region(), named("listenerArn", request.listenerArn()));
    return ModifyListenerResponse.builder()
        .listeners(shape(request.listenerArn(), listener))
        .build();
  }

  private static ObjectNode named(String member, String arn) {
    return EventFeed.object().put(member, arn);
  }

  @Override
  public DescribeTargetGroupsResponse describeTargetGroups(DescribeTargetGroupsRequest request) {
    return DescribeTargetGroupsResponse.builder()
        .targetGroups(request.targetGroupArns().stream().map(this::known).map(this::shape).toList())
        .build();
  }

  private TargetGroup shape(GroupState group) {
    return TargetGroup.builder()
        .targetGroupArn(group.arn)
        .targetGroupName(group.name)
        .port(8080)
        .protocol(ProtocolEnum.HTTP)
        .build();
  }

  @Override
  public DescribeTargetHealthResponse describeTargetHealth(DescribeTargetHealthRequest request) {
    var group = known(request.targetGroupArn());
    var shown = new ArrayList<TargetHealthDescription>();
    var state = group.stateOfHealthyTargets(agenda.now());
    for (int i = 0; i < group.healthy; i++) {
      shown.add(target(group, i, state));
    }
    for (int i = 0; i < group.unhealthy; i++) {
      var failing =
          state == TargetHealthStateEnum.HEALTHY ? TargetHealthStateEnum.UNHEALTHY : state;
      shown.add(target(group, group.healthy + i, failing));
    }
    return DescribeTargetHealthResponse.builder().targetHealthDescriptions(shown).build();
  }

  private static TargetHealthDescription target(
      GroupState group, int number, TargetHealthStateEnum state) {
    var health = TargetHealth.builder().state(state);
    switch (state) {
      case UNUSED -> health.reason(TargetHealthReasonEnum.TARGET_NOT_IN_USE);
      case INITIAL -> health.reason(TargetHealthReasonEnum.ELB_INITIAL_HEALTH_CHECKING);
      case UNHEALTHY -> health.reason(TargetHealthReasonEnum.TARGET_FAILED_HEALTH_CHECKS);
      default -> {}
    }
    var id = "i-0" + Integer.toHexString(group.name.hashCode()) + "%08x".formatted(number);
    return TargetHealthDescription.builder()
        .target(TargetDescription.builder().id(id).port(8080).build())
        .targetHealth(health.build())
        .build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
