package io.github.lastgood.action;

import io.github.lastgood.target.Candidate;
import io.github.lastgood.target.Deployment;
import io.github.lastgood.target.LiveState;
import io.github.lastgood.target.Resource.Route53TrafficSplit;
import io.github.lastgood.target.ResourceForm;
import io.github.lastgood.target.Revision;
import io.github.lastgood.target.Rollback;
import io.github.lastgood.target.Split;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.ChangeBatch;
import software.amazon.awssdk.services.route53.model.ChangeResourceRecordSetsRequest;
import software.amazon.awssdk.services.route53.model.ChangeStatus;
import software.amazon.awssdk.services.route53.model.GetChangeRequest;
import software.amazon.awssdk.services.route53.model.GetHealthCheckStatusRequest;
import software.amazon.awssdk.services.route53.model.NoSuchChangeException;
import software.amazon.awssdk.services.route53.model.NoSuchHealthCheckException;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;
import software.amazon.awssdk.services.route53.model.Route53Exception;

/// Canary by DNS: two weighted records that share a name.
///
/// Both weights are set in one batch, which Route 53 takes whole or not at all; every other
/// property of the records is sent again as it was read. Never all zero: Route 53 would then answer
/// with each of them equally often (Route 53 developer guide, "Weighted routing").
public final class Route53SplitAction
    implements SplitAction<ResourceForm.Route53TrafficSplit, Route53TrafficSplit> {
  private static final String CHANGE = "/change/";

  /// More than 18 % of the checkers must report success (Route 53 developer guide, "How Route 53
  /// determines whether a health check is healthy").
  private static final double HEALTHY_SHARE = 0.18;

  private final Supplier<Route53Client> route53;

  public Route53SplitAction(Supplier<Route53Client> route53) {
    this.route53 = route53;
  }

  @Override
  public Optional<Route53TrafficSplit> find(ResourceForm.Route53TrafficSplit form) {
    var records =
        WeightedRecords.read(route53.get(), form.hostedZoneId(), form.name(), form.type());
    return records.record(form.stable()).isPresent() && records.record(form.candidate()).isPresent()
        ? Optional.of(
            new Route53TrafficSplit(
                form.hostedZoneId(),
                form.name(),
                form.type(),
                form.stable(),
                form.candidate(),
                records.ttlSeconds()))
        : Optional.empty();
  }

  @Override
  public Optional<String> objection(Route53TrafficSplit split) {
    return split.stable().equals(split.candidate())
        ? Optional.of("stable and candidate are the same record.")
        : Optional.empty();
  }

  @Override
  public LiveState observe(Route53TrafficSplit split, @Nullable Rollback open) {
    var records = WeightedRecords.read(route53.get(), split);
    var other = records.other(split);
    if (other != null) {
      return new LiveState.Unusable(
          "The " + split.label() + " give traffic to " + other + " as well.");
    }
    var change = open == null ? null : open.newDeploymentId();
    return records
        .split(split)
        .<LiveState>map(now -> SplitMoves.running(now, change == null || isMade(change)))
        .orElseGet(() ->
            new LiveState.Unusable(
                "The "
                    + split.label()
                    + " have no weights for "
                    + split.stable()
                    + " and "
                    + split.candidate()
                    + ", or both are 0."));
  }

  @Override
  public Deployment resolve(Route53TrafficSplit split, Deployment seen) {
    return seen;
  }

  @Override
  public Candidate check(Route53TrafficSplit split, Revision revision) {
    return SplitMoves.check(revision, wanted -> unfit(split, wanted));
  }

  @Override
  public Optional<String> definitionOf(Route53TrafficSplit split, Revision revision) {
    return SplitMoves.definition(revision);
  }

  @Override
  public Optional<String> unfit(Route53TrafficSplit split, Split wanted) {
    return unfit(WeightedRecords.read(route53.get(), split), split, wanted);
  }

  private Optional<String> unfit(WeightedRecords records, Route53TrafficSplit split, Split wanted) {
    return Stream.of(
            wanted.stable() > 0 ? split.stable() : null,
            wanted.candidate() > 0 ? split.candidate() : null)
        .filter(Objects::nonNull)
        .flatMap(id -> unfit(records, id).stream())
        .findFirst();
  }

  private Optional<String> unfit(WeightedRecords records, String setIdentifier) {
    var record = records.record(setIdentifier);
    if (record.isEmpty()) {
      return Optional.of("there is no weighted record " + setIdentifier + ".");
    }
    var healthCheck = record.get().healthCheckId();
    return healthCheck == null || isHealthy(healthCheck)
        ? Optional.empty()
        : Optional.of("health check " + healthCheck + " of record " + setIdentifier + " fails.");
  }

  /// A health check that is calculated, or follows an alarm, has no checkers that could be asked;
  /// Route 53 refuses the question then, and the check is not held against the record.
  private boolean isHealthy(String healthCheckId) {
    try {
      var request = GetHealthCheckStatusRequest.builder().healthCheckId(healthCheckId).build();
      var seen = route53.get().getHealthCheckStatus(request).healthCheckObservations();
      var successes =
          seen.stream()
              .filter(each ->
                  each.statusReport() != null
                      && each.statusReport().status() != null
                      && each.statusReport().status().startsWith("Success"))
              .count();
      return seen.isEmpty() || successes > HEALTHY_SHARE * seen.size();
    } catch (NoSuchHealthCheckException e) {
      return false;
    } catch (Route53Exception e) {
      if ("InvalidInput".equals(AwsErrors.code(e))) {
        return true;
      }
      throw e;
    }
  }

  @Override
  public Moved move(
      Route53TrafficSplit split,
      Rollback rollback,
      LiveState.Running live,
      Deployment deployment,
      Supplier<Optional<String>> definition) {
    return shift(split, Split.parse(rollback.to().id()).orElseThrow());
  }

  @Override
  public Moved shift(Route53TrafficSplit split, Split wanted) {
    try {
      var records = WeightedRecords.read(route53.get(), split);
      if (records.split(split).filter(wanted::equals).isPresent()) {
        return new Moved.Accepted(null);
      }
      var unfit = unfit(records, split, wanted);
      if (unfit.isPresent()) {
        return new Moved.NotYet(unfit.get());
      }
      return new Moved.Accepted(upsert(split, records, wanted));
    } catch (Route53Exception e) {
      return SplitMoves.refused("Route 53", e);
    }
  }

  /// @return the change's id
  private String upsert(Route53TrafficSplit split, WeightedRecords records, Split wanted) {
    var changes =
        List.of(
            upsert(records.record(split.stable()).orElseThrow(), wanted.stable()),
            upsert(records.record(split.candidate()).orElseThrow(), wanted.candidate()));
    var request =
        ChangeResourceRecordSetsRequest.builder()
            .hostedZoneId(split.hostedZoneId())
            .changeBatch(
                ChangeBatch.builder()
                    .comment("Lastgood: " + wanted.revision().id())
                    .changes(changes)
                    .build())
            .build();
    var id = route53.get().changeResourceRecordSets(request).changeInfo().id();
    return id.startsWith(CHANGE) ? id : CHANGE + id;
  }

  private static Change upsert(ResourceRecordSet record, long weight) {
    return Change.builder()
        .action(ChangeAction.UPSERT)
        .resourceRecordSet(record.toBuilder().weight(weight).build())
        .build();
  }

  /// INSYNC: every name server of Route 53 has the change. One that Route 53 has forgotten was made
  /// long ago.
  @Override
  public boolean isMade(String change) {
    if (!change.startsWith(CHANGE)) {
      return true;
    }
    try {
      var request = GetChangeRequest.builder().id(change.substring(CHANGE.length())).build();
      return route53.get().getChange(request).changeInfo().status() == ChangeStatus.INSYNC;
    } catch (NoSuchChangeException e) {
      return true;
    }
  }
}
