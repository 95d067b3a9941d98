package io.github.lastgood.action;

import java.util.Optional;
import java.util.regex.Pattern;

/// A numbered version of a launch template: what a revision of an Auto Scaling group is.
///
/// @param templateId `lt-…`
/// @param version a number
record TemplateVersion(String templateId, String version) {
  private static final Pattern REVISION = Pattern.compile("(lt-[0-9a-z]+):([1-9][0-9]*)");

  /// Reads `lt-0a1b2c3d4e5f60718:7`; empty when it is something else.
  static Optional<TemplateVersion> parse(String revisionId) {
    var parts = REVISION.matcher(revisionId);
    return parts.matches()
        ? Optional.of(new TemplateVersion(parts.group(1), parts.group(2)))
        : Optional.empty();
  }

  /// The id of the revision.
  String revisionId() {
    return templateId + ":" + version;
  }
}
