package io.github.lastgood.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.stream.Collectors;

/// The part of EC2 Auto Scaling that moto lacks: the instance refreshes of one group. Shapes and
/// refusals after the EC2 Auto Scaling API reference.
final class InstanceRefreshes {

  /// The operations answered here.
  static final Set<String> OPERATIONS =
      Set.of(
          "DescribeInstanceRefreshes",
          "StartInstanceRefresh",
          "CancelInstanceRefresh",
          "RollbackInstanceRefresh");

  private static final String TEMPLATE = "DesiredConfiguration.LaunchTemplate.";

  /// One instance refresh.
  ///
  /// @param status in AWS's words, for example `InProgress`
  /// @param templateId the desired launch template
  /// @param version its version
  record Refresh(String id, String status, Instant startTime, String templateId, String version) {
    Refresh with(String otherStatus) {
      return new Refresh(id, otherStatus, startTime, templateId, version);
    }
  }

  /// The newest first.
  private final Deque<Refresh> all = new ConcurrentLinkedDeque<>();

  void clear() {
    all.clear();
  }

  /// Somebody starts one.
  void start(String id, String templateId, String version) {
    all.addFirst(
        new Refresh(
            id, "InProgress", Instant.now().truncatedTo(ChronoUnit.SECONDS), templateId, version));
  }

  Refresh newest() {
    return all.getFirst();
  }

  /// The newest one goes on.
  void newestIs(String status) {
    all.addFirst(all.removeFirst().with(status));
  }

  /// The answer in XML.
  String answer(String operation, JsonNode request) throws AwsRefusal {
    return switch (operation) {
      case "DescribeInstanceRefreshes" ->
          result(
              operation,
              all.stream()
                  .map(InstanceRefreshes::described)
                  .collect(Collectors.joining("", "<InstanceRefreshes>", "</InstanceRefreshes>")));
      case "StartInstanceRefresh" -> {
        if (isActive()) {
          throw new AwsRefusal("InstanceRefreshInProgress", "An Instance Refresh is in progress.");
        }
        start(
            "refresh-of-lastgood",
            request.path(TEMPLATE + "LaunchTemplateId").asText(),
            request.path(TEMPLATE + "Version").asText());
        yield id(operation);
      }
      case "CancelInstanceRefresh" -> {
        mustBeActive();
        newestIs("Cancelling");
        yield id(operation);
      }
      case "RollbackInstanceRefresh" -> {
        mustBeActive();
        newestIs("RollbackInProgress");
        yield id(operation);
      }
      default -> throw new IllegalArgumentException(operation);
    };
  }

  private boolean isActive() {
    return !all.isEmpty()
        && Set.of("InProgress", "Cancelling", "RollbackInProgress").contains(newest().status());
  }

  private void mustBeActive() throws AwsRefusal {
    if (!isActive()) {
      throw new AwsRefusal("ActiveInstanceRefreshNotFound", "No active instance refresh.");
    }
  }

  private String id(String operation) {
    return result(operation, "<InstanceRefreshId>%s</InstanceRefreshId>".formatted(newest().id()));
  }

  private static String described(Refresh refresh) {
    return """
    <member><InstanceRefreshId>%s</InstanceRefreshId>
    <AutoScalingGroupName>web</AutoScalingGroupName><Status>%s</Status>
    <StartTime>%s</StartTime><PercentageComplete>50</PercentageComplete>
    <DesiredConfiguration><LaunchTemplate><LaunchTemplateId>%s</LaunchTemplateId>
    <Version>%s</Version></LaunchTemplate></DesiredConfiguration></member>\
    """
        .formatted(
            refresh.id(),
            refresh.status(),
            refresh.startTime(),
            refresh.templateId(),
            refresh.version());
  }

  private static String result(String operation, String content) {
    return """
    <%1$sResponse xmlns="http://autoscaling.amazonaws.com/doc/2011-01-01/"><%1$sResult>%2$s</%1$sResult>
    <ResponseMetadata><RequestId>wire</RequestId></ResponseMetadata></%1$sResponse>\
    """
        .formatted(operation, content);
  }
}
