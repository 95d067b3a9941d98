package io.github.lastgood.action;

import static io.github.lastgood.action.FakeZone.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lastgood.target.Candidate;
import io.github.lastgood.target.LiveState;
import io.github.lastgood.target.Resource.Route53TrafficSplit;
import io.github.lastgood.target.ResourceForm;
import io.github.lastgood.target.Revision;
import io.github.lastgood.target.Shop;
import io.github.lastgood.target.Split;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;
import software.amazon.awssdk.services.route53.model.Route53Exception;

class Route53SplitActionTest {
  private static final Route53TrafficSplit DNS = Shop.DNS;

  private final FakeZone zone = new FakeZone();
  private final Route53SplitAction action = new Route53SplitAction(() -> zone);

  private void weights(long blue, long green) {
    zone.records.clear();
    zone.records.addAll(List.of(record("blue", blue), record("green", green)));
  }

  private static ResourceForm.Route53TrafficSplit form(String stable, String candidate) {
    return new ResourceForm.Route53TrafficSplit(
        "Z0SHOPEXAMPLE", "shop.example.com", "A", stable, candidate);
  }

  private Moved rollBack(Split to) {
    return action.move(
        DNS,
        Shop.rollback(to),
        Shop.live(Shop.CANDIDATE),
        Shop.seen(Shop.CANDIDATE),
        Optional::empty);
  }

  @Test
  void bothRecordsMustBeThereAndWeighted() {
    weights(100, 0);
    assertThat(action.find(form("blue", "green")))
        .contains(
            new Route53TrafficSplit("Z0SHOPEXAMPLE", "shop.example.com", "A", "blue", "green", 30));
    assertThat(action.find(form("blue", "red"))).isEmpty();
    assertThat(action.find(form("red", "green"))).isEmpty();

    zone.records.set(1, record("green", 0).toBuilder().weight(null).region("eu-west-1").build());
    assertThat(action.find(form("blue", "green"))).as("a latency record").isEmpty();
    zone.exists = false;
    assertThat(action.find(form("blue", "green"))).isEmpty();
  }

  @Test
  void anAliasKeepsAnswersForAMinute() {
    zone.records.addAll(List.of(alias("blue", 100), alias("green", 0)));

    assertThat(action.find(form("blue", "green")))
        .map(Route53TrafficSplit::ttlSeconds)
        .contains(60L);
  }

  private static ResourceRecordSet alias(String setIdentifier, long weight) {
    return ResourceRecordSet.builder()
        .name("shop.example.com.")
        .type("A")
        .setIdentifier(setIdentifier)
        .weight(weight)
        .aliasTarget(to ->
            to.hostedZoneId("Z32O12XQLNTSW2")
                .dnsName("shop-" + setIdentifier + ".eu-west-1.elb.amazonaws.com")
                .evaluateTargetHealth(true))
        .build();
  }

  @Test
  void theSidesMustBeTwoRecords() {
    assertThat(action.objection(DNS)).isEmpty();
    assertThat(action.objection(new Route53TrafficSplit("Z0", "x", "A", "blue", "blue", 60)))
        .contains("stable and candidate are the same record.");
  }

  @ParameterizedTest
  @CsvSource({
    "255, 0,   'stable=100,candidate=0', true",
    "190, 10,  'stable=95,candidate=5',  false",
    "0,   200, 'stable=0,candidate=100', true",
  })
  void theWeightsAreTheRevision(long blue, long green, String revision, boolean settled) {
    weights(blue, green);

    var live = (LiveState.Running) action.observe(DNS, null);
    assertThat(live.deployment().id()).isEmpty();
    assertThat(live.deployment().revision().id()).isEqualTo(revision);
    assertThat(live.isInFlight()).isEqualTo(!settled);
    assertThat(action.resolve(DNS, live.deployment())).isEqualTo(live.deployment());
  }

  @Test
  void otherRecordsOfTheZoneDoNotCountAndEveryPageIsRead() {
    zone.records.addAll(
        List.of(
            record("old", 0),
            record("older", 0),
            record("blue", 3).toBuilder().name("SHOP.example.com.").build(),
            record("green", 1),
            record("ipv6", 9).toBuilder().type("AAAA").build(),
            record("else", 9).toBuilder().name("www.example.com.").build(),
            record("more", 9).toBuilder().name("www.example.com.").build()));

    var live = (LiveState.Running) action.observe(DNS, null);
    assertThat(live.deployment().revision()).isEqualTo(new Split(75, 25).revision());
  }

  @Test
  void aWildcardComesBackEscaped() {
    weights(100, 0);
    zone.records.replaceAll(record -> record.toBuilder().name("\\052.example.com.").build());
    var wildcard = new Route53TrafficSplit("Z0", "*.example.com", "A", "blue", "green", 60);

    assertThat(action.observe(wildcard, null)).isInstanceOf(LiveState.Running.class);
  }

  @Test
  void weightsThatSayNothingCannotBeUsed() {
    weights(0, 0);
    assertThat(action.observe(DNS, null))
        .isEqualTo(
            new LiveState.Unusable(
                "The records shop.example.com A have no weights for blue and green, or both are"
                    + " 0."));
    weights(100, 0);
    zone.records.add(record("canary", 5));
    assertThat(action.observe(DNS, null))
        .isEqualTo(
            new LiveState.Unusable(
                "The records shop.example.com A give traffic to canary as well."));
    zone.exists = false;
    assertThat(action.observe(DNS, null)).isInstanceOf(LiveState.Unusable.class);
  }

  @ParameterizedTest
  @CsvSource({"PENDING, true", "INSYNC, false", "'', false"})
  void aRollbackHasSettledWhenEveryNameServerHasTheChange(String status, boolean inFlight) {
    weights(100, 0);
    if (!status.isEmpty()) {
      zone.changes.put("C1", status);
    }

    var open = Shop.rollback(Shop.STABLE).moved(Shop.NOW, "/change/C1");
    var live = (LiveState.Running) action.observe(DNS, open);
    assertThat(live.isInFlight()).isEqualTo(inFlight);
    assertThat(action.isMade("/change/C1")).isEqualTo(!inFlight);
  }

  @Test
  void whatIsNoChangeOfRoute53sIsNotAskedFor() {
    assertThat(action.isMade("split-1762079732124")).isTrue();
  }

  @Test
  void bothRecordsAreSetInOneBatchWithEverythingElseAsItWas() {
    zone.records.addAll(List.of(alias("blue", 0), alias("green", 100)));
    var blue = zone.records.getFirst().toBuilder().healthCheckId("hc-blue").build();
    zone.records.set(0, blue);
    zone.checks.put("hc-blue", List.of("Success: HTTP Status Code 200, OK"));

    assertThat(rollBack(Shop.STABLE)).isEqualTo(new Moved.Accepted("/change/C1"));

    assertThat(zone.made).hasSize(1);
    var request = zone.made.getFirst();
    assertThat(request.hostedZoneId()).isEqualTo("Z0SHOPEXAMPLE");
    var changes = request.changeBatch().changes();
    assertThat(changes).allMatch(change -> change.action() == ChangeAction.UPSERT);
    assertThat(changes)
        .extracting(change -> change.resourceRecordSet())
        .containsExactly(blue.toBuilder().weight(100L).build(), alias("green", 0));
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "5", "50", "99", "100"})
  void theWeightsAreNeverAllZero(int percent) {
    weights(percent == 50 ? 1 : 50, 50);

    assertThat(action.shift(DNS, Split.toCandidate(percent))).isNotNull();

    assertThat(
            zone.made.stream()
                .flatMap(request -> request.changeBatch().changes().stream())
                .mapToLong(change -> change.resourceRecordSet().weight())
                .sum())
        .isEqualTo(100);
  }

  @Test
  void aChangeIdIsKnownAgainHoweverItIsWritten() {
    weights(0, 100);
    zone.changeId = "C2";

    assertThat(rollBack(Shop.STABLE)).isEqualTo(new Moved.Accepted("/change/C2"));
  }

  @Test
  void weightsThatAreSetAlreadyAreNotSetAgain() {
    weights(255, 0);

    assertThat(rollBack(Shop.STABLE)).isEqualTo(new Moved.Accepted(null));
    assertThat(zone.made).isEmpty();
  }

  /// Route 53's own rule: more than 18 % of the checkers.
  @ParameterizedTest
  @CsvSource({"16, 0, false", "16, 2, false", "16, 3, true", "16, 16, true", "0, 0, true"})
  void aSideServesWhenEnoughCheckersSaySo(int checkers, int successes, boolean healthy) {
    weights(0, 100);
    zone.records.set(0, record("blue", 0).toBuilder().healthCheckId("hc-blue").build());
    zone.checks.put(
        "hc-blue",
        Stream.concat(
                Collections.nCopies(successes, "Success: HTTP Status Code 200").stream(),
                Collections.nCopies(checkers - successes, "Failure: timed out").stream())
            .toList());
    var why = "health check hc-blue of record blue fails.";

    assertThat(action.check(DNS, Shop.STABLE.revision()).availability())
        .isEqualTo(healthy ? new Candidate.Ready() : new Candidate.Gone(why));
    assertThat(rollBack(Shop.STABLE))
        .isEqualTo(healthy ? new Moved.Accepted("/change/C1") : new Moved.NotYet(why));
    assertThat(action.unfit(DNS, Shop.CANDIDATE)).as("the other side's").isEmpty();
  }

  @Test
  void aHealthCheckThatIsGoneHoldsAndOneWithoutCheckersDoesNot() {
    weights(0, 100);
    zone.records.set(0, record("blue", 0).toBuilder().healthCheckId("hc-blue").build());

    assertThat(action.unfit(DNS, Shop.STABLE))
        .contains("health check hc-blue of record blue fails.");
    zone.refusal = FakeZone.refusal("InvalidInput", 400);
    assertThat(action.unfit(DNS, Shop.STABLE)).as("a calculated one").isEmpty();
    zone.refusal = FakeZone.refusal("AccessDenied", 403);
    assertThatThrownBy(() -> action.unfit(DNS, Shop.STABLE)).isInstanceOf(Route53Exception.class);
  }

  @Test
  void aRecordThatIsGoneCannotTakeTraffic() {
    zone.records.add(record("green", 100));

    assertThat(rollBack(Shop.STABLE))
        .isEqualTo(new Moved.NotYet("there is no weighted record blue."));
    assertThat(zone.made).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Throttling,              400, NotYet",
    "PriorRequestNotComplete, 400, NotYet",
    "InvalidChangeBatch,      400, Refused",
    "AccessDenied,            403, Refused",
  })
  void aRefusalIsWaitedOutOrFinal(String code, int status, String moved) {
    weights(0, 100);
    zone.refusal = FakeZone.refusal(code, status);

    var said = rollBack(Shop.STABLE);
    assertThat(said.getClass().getSimpleName()).isEqualTo(moved);
    assertThat(said.toString()).contains("Route 53", code);
  }

  @Test
  void anErrorOfAwssIsRetried() {
    weights(0, 100);
    zone.refusal = FakeZone.refusal("InternalError", 500);

    assertThatThrownBy(() -> rollBack(Shop.STABLE)).isInstanceOf(Route53Exception.class);
  }

  @Test
  void onlyOneSideWholeIsAPlaceToGoBackTo() {
    weights(0, 100);

    assertThat(action.check(DNS, Shop.STABLE.revision()).isGone()).isFalse();
    assertThat(action.check(DNS, new Split(50, 50).revision()).availability())
        .isEqualTo(
            new Candidate.Gone(
                "stable=50,candidate=50 is no split to roll back to: write"
                    + " stable=100,candidate=0 or stable=0,candidate=100."));
    assertThat(action.definitionOf(DNS, Revision.of("stable=100,candidate=0"))).isPresent();
  }
}
