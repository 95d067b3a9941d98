package io.github.lastgood.account;

import io.github.lastgood.account.cloudwatch.MetricAlarmSpec;
import io.github.lastgood.account.traffic.Side.Hurts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AuthenticateOidcActionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ForwardActionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupStickinessConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/// The shop beside the orders service: its front runs on EC2 behind an Application Load Balancer,
/// in the target groups `shop-blue` and `shop-green` that share a rule's traffic; its name in DNS
/// has two weighted records. Blue has all the traffic when a story begins.
public final class Shop {
  /// The load balancer's listener.
  public static final String LISTENER =
      World.PLACE.elbArn("listener/app/shop/50dc6c495c0c9188/f2f7dc8efc522ab2");

  /// The rule whose traffic blue and green share.
  public static final String RULE =
      World.PLACE.elbArn(
          "listener-rule/app/shop/50dc6c495c0c9188/f2f7dc8efc522ab2/9683b2d02a6cabee");

  /// The stable side's target group.
  public static final String BLUE = World.PLACE.elbArn("targetgroup/shop-blue/6d0ecf831eec9f09");

  /// The candidate side's target group.
  public static final String GREEN = World.PLACE.elbArn("targetgroup/shop-green/943f017f100becff");

  /// Alarm of the shop's front.
  public static final String ALARM_FRONT = "shop-front-5xx";

  /// The hosted zone.
  public static final String ZONE = "Z0SHOPEXAMPLE";

  /// The name that two weighted records share.
  public static final String NAME = "shop.example.com";

  /// Alarm of the shop as it is reached by its name.
  public static final String ALARM_DNS = "shop-dns-5xx";

  /// The stable record's health check.
  public static final String HEALTH_CHECK = "2f4a1c9e-5b7d-4e0f-9c1a-7d3b6e8f0a21";

  private static final int SERVERS = 4;
  private static final int TTL = 30;

  private final Account account;

  private Shop(Account account) {
    this.account = account;
  }

  /// Opens the shop in a world.
  public static Shop in(World world) {
    return in(world, false, false);
  }

  /// Opens the shop.
  ///
  /// @param sticky whether the rule pins clients to a target group by a cookie for an hour
  /// @param login whether the rule asks an identity provider first
  public static Shop in(World world, boolean sticky, boolean login) {
    var shop = new Shop(world.account());
    shop.balancer(sticky, login);
    shop.records();
    shop.alarms();
    return shop;
  }

  private void balancer(boolean sticky, boolean login) {
    var elb = account.elb();
    elb.createTargetGroup("shop-blue", "6d0ecf831eec9f09", SERVERS);
    elb.createTargetGroup("shop-green", "943f017f100becff", SERVERS);
    elb.createListener(LISTENER, actions(100, 0, sticky, false));
    elb.createRule(
        RULE,
        LISTENER,
        "10",
        RuleCondition.builder().field("host-header").values(NAME).build(),
        actions(100, 0, sticky, login));
  }

  /// A rule's actions.
  public static List<Action> actions(int blue, int green, boolean sticky, boolean login) {
    var forward =
        Action.builder()
            .type(ActionTypeEnum.FORWARD)
            .order(login ? 2 : 1)
            .forwardConfig(
                ForwardActionConfig.builder()
                    .targetGroups(group(BLUE, blue), group(GREEN, green))
                    .targetGroupStickinessConfig(
                        TargetGroupStickinessConfig.builder()
                            .enabled(sticky)
                            .durationSeconds(sticky ? 3600 : null)
                            .build())
                    .build())
            .build();
    return Stream.concat(login ? Stream.of(login()) : Stream.empty(), Stream.of(forward)).toList();
  }

  private static TargetGroupTuple group(String arn, int weight) {
    return TargetGroupTuple.builder().targetGroupArn(arn).weight(weight).build();
  }

  private static Action login() {
    return Action.builder()
        .type(ActionTypeEnum.AUTHENTICATE_OIDC)
        .order(1)
        .authenticateOidcConfig(
            AuthenticateOidcActionConfig.builder()
                .issuer("https://id.example.com")
                .authorizationEndpoint("https://id.example.com/authorize")
                .tokenEndpoint("https://id.example.com/token")
                .userInfoEndpoint("https://id.example.com/user")
                .clientId("shop")
                .clientSecret("not-shown-again")
                .scope("openid")
                .build())
        .build();
  }

  private void records() {
    var route53 = account.route53();
    route53.createZone(ZONE);
    route53.healthCheck(HEALTH_CHECK, 8);
    route53.createRecord(ZONE, record("api.example.com", null, 0, "192.0.2.10"));
    route53.createRecord(
        ZONE,
        record(NAME, "blue", 100, "192.0.2.20").toBuilder().healthCheckId(HEALTH_CHECK).build());
    route53.createRecord(ZONE, record(NAME, "green", 0, "192.0.2.30"));
    route53.createRecord(ZONE, record("zoo.example.com", null, 0, "192.0.2.40"));
  }

  /// A record of type A.
  ///
  /// @param setIdentifier null for a simple record
  public static ResourceRecordSet record(
      String name, @Nullable String setIdentifier, long weight, String ip) {
    var record =
        ResourceRecordSet.builder()
            .name(name)
            .type(RRType.A)
            .ttl((long) TTL)
            .resourceRecords(ResourceRecord.builder().value(ip).build());
    return setIdentifier == null
        ? record.build()
        : record.setIdentifier(setIdentifier).weight(weight).build();
  }

  private void alarms() {
    var since = account.now().minus(Duration.ofDays(4));
    account
        .alarms()
        .define(
            errors(ALARM_FRONT, "app/shop/50dc6c495c0c9188", Duration.ofMillis(30_124)),
            () -> account.elb().isRed(List.of(BLUE, GREEN)),
            since);
    account
        .alarms()
        .define(
            errors(ALARM_DNS, "app/shop-dns/1f0c2b7a9e8d4c63", Duration.ofMillis(25_310)),
            () -> account.route53().isRed("green") || account.route53().isRed("blue"),
            since);
  }

  private static MetricAlarmSpec errors(String name, String loadBalancer, Duration at) {
    var dimensions = new TreeMap<>(Map.of("LoadBalancer", loadBalancer));
    var metric =
        MetricAlarmSpec.query(
            "m1", "AWS/ApplicationELB", "HTTPCode_Target_5XX_Count", dimensions, "Sum", true);
    return MetricAlarmSpec.of(name, "5xx answers of the shop", metric, 25, at);
  }

  /// The version behind green hurts its users a minute after it gets that share of the traffic.
  public void deployBadGreen(int fromPercent) {
    var bad = new Hurts(fromPercent, Duration.ofMinutes(1));
    account.elb().behave(GREEN, bad);
    account.route53().behave("green", bad);
  }

  /// Somebody sets the rule's weights by hand.
  public void weigh(int blue, int green) {
    var described = account.elb().describeRules(request -> request.ruleArns(RULE));
    var sticky =
        Optional.ofNullable(described.rules().getFirst().actions().getLast().forwardConfig())
            .map(ForwardActionConfig::targetGroupStickinessConfig)
            .map(TargetGroupStickinessConfig::enabled)
            .orElse(false);
    account
        .elb()
        .modifyRule(request -> request.ruleArn(RULE).actions(actions(blue, green, sticky, false)));
  }

  /// The sticky rule and the listener forward to blue alone, as a rollback leaves them.
  public void weighBlueAlone() {
    var forward = actions(100, 0, true, false).getFirst();
    var alone = forward.forwardConfig().toBuilder().targetGroups(group(BLUE, 100)).build();
    var onlyBlue = List.of(forward.toBuilder().forwardConfig(alone).build());
    account.elb().modifyRule(request -> request.ruleArn(RULE).actions(onlyBlue));
    account.elb().modifyListener(r -> r.listenerArn(LISTENER).defaultActions(onlyBlue));
  }

  /// The rule's actions with other weights and all else as it is, the secret kept by name.
  public List<Action> split(int blue, int green) {
    var changed = actions(blue, green, false, true);
    return described().stream()
        .map(action ->
            action.type() == ActionTypeEnum.FORWARD
                ? changed.getLast()
                : action.toBuilder()
                    .authenticateOidcConfig(
                        action.authenticateOidcConfig().toBuilder()
                            .useExistingClientSecret(true)
                            .build())
                    .build())
        .toList();
  }

  /// The rule's actions as they are described.
  public List<Action> described() {
    return account
        .elb()
        .describeRules(request -> request.ruleArns(RULE))
        .rules()
        .getFirst()
        .actions();
  }

  /// The weights in the rule now, by target group ARN.
  public Map<String, Integer> weights() {
    var weights = new TreeMap<String, Integer>();
    account
        .elb()
        .describeRules(request -> request.ruleArns(RULE))
        .rules()
        .getFirst()
        .actions()
        .stream()
        .filter(action -> action.type() == ActionTypeEnum.FORWARD)
        .flatMap(action -> action.forwardConfig().targetGroups().stream())
        .forEach(group -> weights.put(group.targetGroupArn(), group.weight()));
    return weights;
  }

  /// Somebody sets the records' weights by hand.
  public void weighRecords(long blue, long green) {
    account
        .route53()
        .changeResourceRecordSets(request ->
            request
                .hostedZoneId(ZONE)
                .changeBatch(
                    batch -> batch.changes(List.of(upsert("blue", blue), upsert("green", green)))));
  }

  private Change upsert(String setIdentifier, long weight) {
    return Change.builder()
        .action(ChangeAction.UPSERT)
        .resourceRecordSet(records(setIdentifier).toBuilder().weight(weight).build())
        .build();
  }

  /// The record with that set identifier now.
  public ResourceRecordSet records(String setIdentifier) {
    return account
        .route53()
        .listResourceRecordSets(request -> request.hostedZoneId(ZONE))
        .resourceRecordSets()
        .stream()
        .filter(record -> setIdentifier.equals(record.setIdentifier()))
        .findFirst()
        .orElseThrow();
  }
}
