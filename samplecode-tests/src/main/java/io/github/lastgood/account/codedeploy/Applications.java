package io.github.lastgood.account.codedeploy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The applications of the account with their revisions and deployment groups. Looking up what is
/// not there is refused as CodeDeploy does.
final class Applications {
  private final List<GroupState> groups = new ArrayList<>();
  private final Map<String, Revisions> revisions = new HashMap<>();

  void add(GroupState group) {
    groups.add(group);
  }

  Revisions revisions(String application) {
    return revisions.computeIfAbsent(application, _ -> new Revisions());
  }

  GroupState group(String application, String name) {
    if (groups.stream().noneMatch(group -> group.spec.application().equals(application))) {
      throw CodeDeployRefusals.noApplication(application);
    }
    return groups.stream()
        .filter(group -> group.spec.application().equals(application))
        .filter(group -> group.spec.name().equals(name))
        .findFirst()
        .orElseThrow(() -> CodeDeployRefusals.noGroup(name));
  }

  GroupState groupOf(String deploymentId) {
    return groups.stream()
        .filter(group -> group.find(deploymentId).isPresent())
        .findFirst()
        .orElseThrow(() -> CodeDeployRefusals.noDeployment(deploymentId));
  }

  DeploymentState deployment(GroupState group, String deploymentId) {
    return group
        .find(deploymentId)
        .orElseThrow(() -> CodeDeployRefusals.noDeployment(deploymentId));
  }
}
