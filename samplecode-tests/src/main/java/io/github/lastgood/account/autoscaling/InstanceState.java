package io.github.lastgood.account.autoscaling;

import java.time.Instant;

/// One instance in service.
///
/// @param id `i-...`
/// @param templateId the launch template that it came from
/// @param templateName that one's name
/// @param version always a number
/// @param imageId the AMI that it runs
/// @param inServiceSince since when it gets traffic
record InstanceState(
    String id,
    String templateId,
    String templateName,
    String version,
    String imageId,
    Instant inServiceSince) {

  boolean comesFrom(String otherTemplateId, String otherVersion) {
    return templateId.equals(otherTemplateId) && version.equals(otherVersion);
  }
}
