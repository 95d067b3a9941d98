package io.github.lastgood.handler;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lastgood.Refusal;
import io.github.lastgood.Refusal.Code;
import io.github.lastgood.signal.Signal.DeploymentChange;
import io.github.lastgood.signal.Signal.Phase;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// `AWS API Call via CloudTrail` events of calls that change a traffic split. They say only that it
/// is worth looking: the weights are read from AWS. Best effort, and Route 53's calls are seen in
/// us-east-1 alone, so the watch looks as well.
///
/// Facts: EventBridge user guide, "AWS service events delivered via AWS CloudTrail".
final class TrailEvents {
  private TrailEvents() {}

  /// One change for each rule, listener or name that the call was about.
  static List<DeploymentChange> parse(Fields event) {
    var detail = event.object("detail");
    var call = detail.required("eventName");
    var parameters = detail.object("requestParameters");
    var ids =
        switch (call) {
          case "ModifyRule" -> Stream.of(parameters.required("ruleArn"));
          case "ModifyListener" -> Stream.of(parameters.required("listenerArn"));
          case "ChangeResourceRecordSets" -> names(parameters);
          default ->
              throw new Refusal(
                  Code.BAD_VALUE,
                  "The event's eventName is none of ModifyRule, ModifyListener and"
                      + " ChangeResourceRecordSets.");
        };
    var eventId = event.required("id");
    var at = event.time("time");
    return ids.distinct()
        .map(id -> new DeploymentChange(eventId, at, id, "", Phase.IN_PROGRESS, call))
        .toList();
  }

  /// As `Resource.Route53TrafficSplit.id` has them.
  private static Stream<String> names(Fields parameters) {
    var given = parameters.required("hostedZoneId");
    var zone = given.substring(given.lastIndexOf('/') + 1);
    return parameters
        .object("changeBatch")
        .node()
        .path("changes")
        .valueStream()
        .map(change -> change.path("resourceRecordSet"))
        .map(record -> "route53:" + zone + "/" + name(record) + "/" + record.path("type").asText());
  }

  private static String name(JsonNode record) {
    var name = record.path("name").asText().toLowerCase(Locale.ROOT).replace("\\052", "*");
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }
}
