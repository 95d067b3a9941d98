package io.github.lastgood.account.route53;

import io.github.lastgood.account.call.AwsErrors;
import io.github.lastgood.account.event.CloudTrail;
import io.github.lastgood.account.event.EventFeed;
import io.github.lastgood.account.setting.Agenda;
import io.github.lastgood.account.setting.Ids;
import io.github.lastgood.account.traffic.Side;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.ChangeInfo;
import software.amazon.awssdk.services.route53.model.ChangeResourceRecordSetsRequest;
import software.amazon.awssdk.services.route53.model.ChangeResourceRecordSetsResponse;
import software.amazon.awssdk.services.route53.model.ChangeStatus;
import software.amazon.awssdk.services.route53.model.GetChangeRequest;
import software.amazon.awssdk.services.route53.model.GetChangeResponse;
import software.amazon.awssdk.services.route53.model.GetHealthCheckStatusRequest;
import software.amazon.awssdk.services.route53.model.GetHealthCheckStatusResponse;
import software.amazon.awssdk.services.route53.model.HealthCheckObservation;
import software.amazon.awssdk.services.route53.model.ListResourceRecordSetsRequest;
import software.amazon.awssdk.services.route53.model.ListResourceRecordSetsResponse;
import software.amazon.awssdk.services.route53.model.NoSuchChangeException;
import software.amazon.awssdk.services.route53.model.NoSuchHealthCheckException;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/// The Route 53 client of the simulated account, and what a story may do besides calling it.
///
/// A change is INSYNC forty seconds after it was accepted; resolvers that asked before that keep
/// the old answer for its TTL, so the traffic follows only then.
public final class SimulatedRoute53 implements Route53Client {
  private static final Duration SYNC = Duration.ofSeconds(40);
  private static final int CHECKERS = 8;

  private final Agenda agenda;
  private final Ids ids;
  private final CloudTrail trail;
  private final Map<String, Zone> zones = new LinkedHashMap<>();
  private final Map<String, Instant> changes = new HashMap<>();
  private final Map<String, Integer> healthChecks = new HashMap<>();
  private final Map<String, Side> sides = new HashMap<>();
  private boolean forwardsTrail;

  /// A Route 53 without zones.
  public SimulatedRoute53(Agenda agenda, Ids ids, CloudTrail trail) {
    this.agenda = agenda;
    this.ids = ids;
    this.trail = trail;
  }

  /// Creates a hosted zone.
  ///
  /// @param id without `/hostedzone/`
  public void createZone(String id) {
    zones.put(id, new Zone());
  }

  /// Creates a record that everybody knows since long.
  public void createRecord(String zoneId, ResourceRecordSet record) {
    zone(zoneId).put(record);
    share(zoneId);
  }

  /// Creates a health check of which that many of the eight checkers report success.
  public void healthCheck(String id, int successes) {
    healthChecks.put(id, successes);
  }

  /// Lets a rule in us-east-1 forward Route 53's calls to the account's region: without one they
  /// are seen in us-east-1 alone.
  public void forwardTrail() {
    forwardsTrail = true;
  }

  /// What runs behind the record with that set identifier hurts its users; null lets it be healthy.
  public void behave(String setIdentifier, Side.@Nullable Hurts version) {
    side(setIdentifier).behave(version, agenda.now());
  }

  /// Whether users of that record are hurt now.
  public boolean isRed(String setIdentifier) {
    return side(setIdentifier).isRed(agenda.now());
  }

  /// The share of the traffic that follows that record, in percent.
  public double percent(String setIdentifier) {
    return side(setIdentifier).percent();
  }

  private Side side(String setIdentifier) {
    return sides.computeIfAbsent(setIdentifier, _ -> new Side());
  }

  private Zone zone(String given) {
    var id = given.substring(given.lastIndexOf('/') + 1);
    return Optional.ofNullable(zones.get(id)).orElseThrow(() -> RecordChecks.noSuchHostedZone(id));
  }

  private void share(String zoneId) {
    var weighted =
        zone(zoneId).from(Zone.Key.of(".", "", "")).stream()
            .filter(record -> record.setIdentifier() != null)
            .toList();
    for (var record : weighted) {
      var peers = weighted.stream().filter(peer -> peer.name().equals(record.name())).toList();
      double sum = peers.stream().mapToLong(ResourceRecordSet::weight).sum();
      // All zero: Route 53 answers with each of them equally often.
      var percent = sum == 0 ? 100.0 / peers.size() : 100 * record.weight() / sum;
      side(record.setIdentifier()).share(percent, agenda.now());
    }
  }

  @Override
  public ListResourceRecordSetsResponse listResourceRecordSets(
      ListResourceRecordSetsRequest request) {
    var start =
        request.startRecordName() == null
            ? Zone.Key.of(".", "", "")
            : Zone.Key.of(
                request.startRecordName(),
                Objects.requireNonNullElse(request.startRecordTypeAsString(), ""),
                Objects.requireNonNullElse(request.startRecordIdentifier(), ""));
    if (request.startRecordIdentifier() != null && request.startRecordType() == null) {
      throw RecordChecks.invalidInput("StartRecordIdentifier requires StartRecordType");
    }
    var most = request.maxItems() == null ? 300 : Integer.parseInt(request.maxItems());
    var rest = zone(request.hostedZoneId()).from(start);
    var reply =
        ListResourceRecordSetsResponse.builder()
            .resourceRecordSets(rest.stream().limit(most).toList())
            .isTruncated(rest.size() > most)
            .maxItems(Integer.toString(most));
    if (rest.size() > most) {
      var next = rest.get(most);
      reply
          .nextRecordName(next.name())
          .nextRecordType(next.type())
          .nextRecordIdentifier(next.setIdentifier());
    }
    return reply.build();
  }

  @Override
  public ChangeResourceRecordSetsResponse changeResourceRecordSets(
      ChangeResourceRecordSetsRequest request) {
    var zone = zone(request.hostedZoneId());
    var batch = request.changeBatch();
    RecordChecks.comment(batch.comment());
    new RecordChecks(healthChecks.keySet()).check(zone, batch.changes());
    batch.changes().forEach(change -> apply(zone, change));
    var id = "/change/C" + ids.uuid().replace("-", "").substring(0, 20).toUpperCase(Locale.ROOT);
    changes.put(id, agenda.now().plus(SYNC));
    agenda.after(SYNC.plusSeconds(ttl(batch.changes())), () -> share(request.hostedZoneId()));
    if (forwardsTrail) {
      record(request);
    }
    return ChangeResourceRecordSetsResponse.builder()
        .changeInfo(info(id, ChangeStatus.PENDING))
        .build();
  }

  private static void apply(Zone zone, Change change) {
    var record = change.resourceRecordSet();
    if (change.action() == ChangeAction.DELETE) {
      zone.remove(Zone.Key.of(record));
    } else {
      zone.put(record);
    }
  }

  private static long ttl(List<Change> batch) {
    return batch.stream()
        .map(change -> change.resourceRecordSet().ttl())
        .filter(Objects::nonNull)
        .mapToLong(Long::longValue)
        .max()
        .orElse(60);
  }

  private void record(ChangeResourceRecordSetsRequest request) {
    var parameters = EventFeed.object().put("hostedZoneId", request.hostedZoneId());
    var shown = parameters.putObject("changeBatch").putArray("changes");
    for (var change : request.changeBatch().changes()) {
      var record = change.resourceRecordSet();
      shown
          .addObject()
          .put("action", change.actionAsString())
          .putObject("resourceRecordSet")
          .put("name", record.name())
          .put("type", record.typeAsString())
          .put("setIdentifier", record.setIdentifier())
          .put("weight", record.weight());
    }
    trail.record("route53", "ChangeResourceRecordSets", "us-east-1", parameters);
  }

  private ChangeInfo info(String id, ChangeStatus status) {
    return ChangeInfo.builder().id(id).status(status).submittedAt(agenda.now()).build();
  }

  @Override
  public GetChangeResponse getChange(GetChangeRequest request) {
    var id = request.id().startsWith("/change/") ? request.id() : "/change/" + request.id();
    var insync = changes.get(id);
    if (insync == null) {
      throw AwsErrors.refusal(
          NoSuchChangeException.builder(),
          "NoSuchChange",
          "Could not find resource with ID: " + id);
    }
    var status = agenda.now().isBefore(insync) ? ChangeStatus.PENDING : ChangeStatus.INSYNC;
    return GetChangeResponse.builder().changeInfo(info(id, status)).build();
  }

  @Override
  public GetHealthCheckStatusResponse getHealthCheckStatus(GetHealthCheckStatusRequest request) {
    var successes = healthChecks.get(request.healthCheckId());
    if (successes == null) {
      throw AwsErrors.refusal(
          NoSuchHealthCheckException.builder(),
          "NoSuchHealthCheck",
          "A health check with id " + request.healthCheckId() + " does not exist.");
    }
    return GetHealthCheckStatusResponse.builder()
        .healthCheckObservations(
            IntStream.range(0, CHECKERS).mapToObj(i -> observation(i, i < successes)).toList())
        .build();
  }

  private HealthCheckObservation observation(int checker, boolean success) {
    return HealthCheckObservation.builder()
        .ipAddress("192.0.2." + checker)
        .statusReport(report ->
            report
                .status(
                    success
                        ? "Success: HTTP Status Code 200, OK"
                        : "Failure: The health checker could not establish a connection")
                .checkedTime(agenda.now()))
        .build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
