package io.github.lastgood.account.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lastgood.account.setting.Agenda;
import io.github.lastgood.account.setting.Ids;
import io.github.lastgood.account.setting.Place;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/// Emits `AWS API Call via CloudTrail` for calls that change something, half a minute after the
/// call (CloudTrail user guide, "CloudTrail record contents"; EventBridge user guide, "AWS service
/// events delivered via CloudTrail"). Best effort: a story may drop them.
public final class CloudTrail {
  private static final Duration DELAY = Duration.ofSeconds(30);

  private final EventFeed feed;
  private final Agenda agenda;
  private final Ids ids;
  private final Place place;

  /// A trail of the account.
  public CloudTrail(EventFeed feed, Agenda agenda, Ids ids, Place place) {
    this.feed = feed;
    this.agenda = agenda;
    this.ids = ids;
    this.place = place;
  }

  /// Records a call.
  ///
  /// @param service the service's name in `source` and `eventSource`, such as
  ///   `elasticloadbalancing`
  /// @param region where the service records its calls: the account's, or `us-east-1` for a global
  ///   service
  public void record(String service, String operation, String region, ObjectNode parameters) {
    var detail =
        EventFeed.object()
            .put("eventVersion", "1.11")
            .put("eventTime", agenda.now().truncatedTo(ChronoUnit.SECONDS).toString())
            .put("eventSource", service + ".amazonaws.com")
            .put("eventName", operation)
            .put("awsRegion", region)
            .put("sourceIPAddress", "198.51.100.7")
            .put("userAgent", "aws-cli/2.31.9");
    detail
        .putObject("userIdentity")
        .put("type", "AssumedRole")
        .put("arn", "arn:aws:sts::" + place.accountId() + ":assumed-role/shop-deployer/ana")
        .put("accountId", place.accountId());
    detail.set("requestParameters", parameters);
    detail
        .put("requestID", ids.uuid())
        .put("eventID", ids.uuid())
        .put("readOnly", false)
        .put("eventType", "AwsApiCall")
        .put("managementEvent", true)
        .put("recipientAccountId", place.accountId())
        .put("eventCategory", "Management");
    agenda.after(
        DELAY, () -> feed.emitCall("aws." + service, "AWS API Call via CloudTrail", detail));
  }
}
