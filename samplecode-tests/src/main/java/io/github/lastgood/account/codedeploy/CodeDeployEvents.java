package io.github.lastgood.account.codedeploy;

import io.github.lastgood.account.event.EventFeed;
import io.github.lastgood.account.setting.Place;
import java.util.List;

/// Emits `CodeDeploy Deployment State-change Notification` in its documented shape: no revision, no
/// compute platform, no sign of a rollback in it, and words of its own for the states.
final class CodeDeployEvents {
  private final Place place;
  private final EventFeed feed;

  CodeDeployEvents(Place place, EventFeed feed) {
    this.place = place;
    this.feed = feed;
  }

  /// @param state START, SUCCESS, FAILURE or STOP
  void changed(GroupState group, DeploymentState deployment, String state) {
    DeploymentGroupSpec spec = group.spec;
    feed.emit(
        "aws.codedeploy",
        "CodeDeploy Deployment State-change Notification",
        List.of(
            place.codeDeployApplicationArn(spec.application()),
            place.deploymentGroupArn(spec.application(), spec.name())),
        EventFeed.object()
            .put("region", place.region())
            .put("application", spec.application())
            .put("deploymentGroup", spec.name())
            .put("deploymentId", deployment.id)
            .put("instanceGroupId", spec.id())
            .put("state", state));
  }
}
