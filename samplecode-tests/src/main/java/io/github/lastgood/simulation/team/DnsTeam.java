package io.github.lastgood.simulation.team;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lastgood.account.Account;
import io.github.lastgood.account.Shop;
import io.github.lastgood.account.call.Call;
import io.github.lastgood.simulation.Chance;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.ChangeBatch;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/// Owners of two weighted records that share a name's traffic.
public final class DnsTeam extends SplitTeam {
  private static final String STABLE = "blue";
  private static final String CANDIDATE = "green";
  private static final int ALL_CHECKERS = 8;

  private DnsTeam(String name, Account account, Chance chance) {
    super(name, account, chance);
  }

  /// The records, blue with all the traffic; blue's health is checked.
  public static DnsTeam of(String name, Account account, Chance chance) {
    var team = new DnsTeam(name, account, chance);
    var route53 = account.route53();
    route53.createZone(Shop.ZONE);
    route53.healthCheck(Shop.HEALTH_CHECK, ALL_CHECKERS);
    route53.createRecord(Shop.ZONE, record(STABLE, 100));
    route53.createRecord(Shop.ZONE, record(CANDIDATE, 0));
    if (chance.once(0.5)) {
      route53.forwardTrail();
    }
    team.defineAlarms();
    return team;
  }

  private static ResourceRecordSet record(String setIdentifier, long weight) {
    var isStable = setIdentifier.equals(STABLE);
    var record =
        Shop.record(Shop.NAME, setIdentifier, weight, isStable ? "192.0.2.20" : "192.0.2.30");
    return isStable ? record.toBuilder().healthCheckId(Shop.HEALTH_CHECK).build() : record;
  }

  @Override
  String kind() {
    return "route53TrafficSplit";
  }

  @Override
  ObjectNode resource() {
    return object()
        .put("hostedZoneId", Shop.ZONE)
        .put("name", Shop.NAME)
        .put("type", "A")
        .put("stable", STABLE)
        .put("candidate", CANDIDATE);
  }

  @Override
  int candidateShare() {
    var records =
        account
            .route53()
            .listResourceRecordSets(request -> request.hostedZoneId(Shop.ZONE))
            .resourceRecordSets();
    return split(records)
        .map(id -> Integer.parseInt(id.substring(id.lastIndexOf('=') + 1)))
        .orElse(0);
  }

  private static Optional<String> split(List<ResourceRecordSet> records) {
    var weights = new HashMap<String, Long>();
    records.stream()
        .filter(record -> record.setIdentifier() != null)
        .forEach(record -> weights.put(record.setIdentifier(), record.weight()));
    return split(weights.getOrDefault(STABLE, 0L), weights.getOrDefault(CANDIDATE, 0L));
  }

  @Override
  void weigh(int stable, int candidate) {
    account
        .route53()
        .changeResourceRecordSets(request ->
            request
                .hostedZoneId(Shop.ZONE)
                .changeBatch(
                    batch -> batch.changes(upsert(STABLE, stable), upsert(CANDIDATE, candidate))));
  }

  private static Change upsert(String setIdentifier, long weight) {
    return Change.builder()
        .action(ChangeAction.UPSERT)
        .resourceRecordSet(record(setIdentifier, weight))
        .build();
  }

  @Override
  void put(boolean candidate, Quality quality) {
    account.route53().behave(candidate ? CANDIDATE : STABLE, quality.side(chance.between(1, 30)));
  }

  @Override
  void health(boolean candidate, boolean isHealthy) {
    account.route53().healthCheck(Shop.HEALTH_CHECK, isHealthy ? ALL_CHECKERS : 0);
  }

  @Override
  boolean isChecked(boolean candidate) {
    return !candidate;
  }

  @Override
  public boolean isHurt() {
    return account.route53().isRed(STABLE) || account.route53().isRed(CANDIDATE);
  }

  @Override
  public boolean isMovedBy(Call call) {
    return call.name().equals("route53:ChangeResourceRecordSets");
  }

  @Override
  public Optional<String> revisionOf(Call call) {
    return call.arguments().get("changeBatch") instanceof ChangeBatch batch
        ? split(batch.changes().stream().map(Change::resourceRecordSet).toList())
        : Optional.empty();
  }
}
