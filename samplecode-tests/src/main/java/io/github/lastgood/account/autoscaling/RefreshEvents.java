package io.github.lastgood.account.autoscaling;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lastgood.account.event.EventFeed;

/// Emits the instance refresh events in their documented shape: neither status nor launch template
/// in them (EC2 Auto Scaling user guide, "EventBridge events for instance refreshes"). They are
/// sent on a best effort basis: a story may drop them.
final class RefreshEvents {
  private final EventFeed feed;

  RefreshEvents(EventFeed feed) {
    this.feed = feed;
  }

  /// @param what the end of the detail-type: `Started`, `Succeeded`, `Rollback Started`, ...
  void emit(String what, GroupState group, RefreshState refresh) {
    ObjectNode detail =
        EventFeed.object()
            .put("InstanceRefreshId", refresh.id)
            .put("AutoScalingGroupName", group.name);
    feed.emit("aws.autoscaling", "EC2 Auto Scaling Instance Refresh " + what, group.arn, detail);
  }
}
