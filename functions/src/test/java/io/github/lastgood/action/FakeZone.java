package io.github.lastgood.action;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.ChangeResourceRecordSetsRequest;
import software.amazon.awssdk.services.route53.model.ChangeResourceRecordSetsResponse;
import software.amazon.awssdk.services.route53.model.GetChangeRequest;
import software.amazon.awssdk.services.route53.model.GetChangeResponse;
import software.amazon.awssdk.services.route53.model.GetHealthCheckStatusRequest;
import software.amazon.awssdk.services.route53.model.GetHealthCheckStatusResponse;
import software.amazon.awssdk.services.route53.model.HealthCheckObservation;
import software.amazon.awssdk.services.route53.model.ListResourceRecordSetsRequest;
import software.amazon.awssdk.services.route53.model.ListResourceRecordSetsResponse;
import software.amazon.awssdk.services.route53.model.NoSuchChangeException;
import software.amazon.awssdk.services.route53.model.NoSuchHealthCheckException;
import software.amazon.awssdk.services.route53.model.NoSuchHostedZoneException;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;
import software.amazon.awssdk.services.route53.model.Route53Exception;

/// One hosted zone, as a test sets it. It gives its records in pages of two, and past the name that
/// was asked for, as Route 53 does.
final class FakeZone implements Route53Client {
  private static final int PAGE = 2;

  final List<ResourceRecordSet> records = new ArrayList<>();

  /// Health check to what its checkers report; one that is not there does not exist.
  final Map<String, List<String>> checks = new HashMap<>();

  /// Change id, without `/change/`, to its status.
  final Map<String, String> changes = new HashMap<>();

  final List<ChangeResourceRecordSetsRequest> made = new ArrayList<>();
  boolean exists = true;
  String changeId = "/change/C1";
  @Nullable Route53Exception refusal;

  /// A plain weighted record of `shop.example.com`.
  static ResourceRecordSet record(String setIdentifier, long weight) {
    return ResourceRecordSet.builder()
        .name("shop.example.com.")
        .type("A")
        .setIdentifier(setIdentifier)
        .weight(weight)
        .ttl(30L)
        .resourceRecords(ResourceRecord.builder().value("192.0.2.20").build())
        .build();
  }

  static Route53Exception refusal(String code, int status) {
    return (Route53Exception)
        Route53Exception.builder()
            .statusCode(status)
            .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage("no").build())
            .build();
  }

  private void refuseOnce() {
    Route53Exception once = refusal;
    refusal = null;
    if (once != null) {
      throw once;
    }
  }

  @Override
  public ListResourceRecordSetsResponse listResourceRecordSets(
      ListResourceRecordSetsRequest request) {
    if (!exists) {
      throw NoSuchHostedZoneException.builder().build();
    }
    var from =
        request.startRecordIdentifier() == null
            ? 0
            : indexOf(request.startRecordName(), request.startRecordIdentifier());
    var to = Math.min(records.size(), from + PAGE);
    var page =
        ListResourceRecordSetsResponse.builder()
            .resourceRecordSets(records.subList(from, to))
            .isTruncated(to < records.size());
    if (to < records.size()) {
      var next = records.get(to);
      page.nextRecordName(next.name())
          .nextRecordType(next.type())
          .nextRecordIdentifier(next.setIdentifier());
    }
    return page.build();
  }

  private int indexOf(String name, String setIdentifier) {
    for (int i = 0; i < records.size(); i++) {
      if (records.get(i).name().equals(name)
          && setIdentifier.equals(records.get(i).setIdentifier())) {
        return i;
      }
    }
    throw new IllegalArgumentException("No record " + name + " " + setIdentifier);
  }

  @Override
  public ChangeResourceRecordSetsResponse changeResourceRecordSets(
      ChangeResourceRecordSetsRequest request) {
    refuseOnce();
    made.add(request);
    request
        .changeBatch()
        .changes()
        .forEach(change ->
            records.replaceAll(old ->
                change.resourceRecordSet().setIdentifier().equals(old.setIdentifier())
                    ? change.resourceRecordSet()
                    : old));
    return ChangeResourceRecordSetsResponse.builder()
        .changeInfo(info -> info.id(changeId).status("PENDING"))
        .build();
  }

  @Override
  public GetChangeResponse getChange(GetChangeRequest request) {
    var status = changes.get(request.id());
    if (status == null) {
      throw NoSuchChangeException.builder().build();
    }
    return GetChangeResponse.builder()
        .changeInfo(info -> info.id(request.id()).status(status))
        .build();
  }

  @Override
  public GetHealthCheckStatusResponse getHealthCheckStatus(GetHealthCheckStatusRequest request) {
    refuseOnce();
    var reports = checks.get(request.healthCheckId());
    if (reports == null) {
      throw NoSuchHealthCheckException.builder().build();
    }
    return GetHealthCheckStatusResponse.builder()
        .healthCheckObservations(reports.stream().map(FakeZone::observation).toList())
        .build();
  }

  private static HealthCheckObservation observation(String status) {
    return HealthCheckObservation.builder().statusReport(report -> report.status(status)).build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
