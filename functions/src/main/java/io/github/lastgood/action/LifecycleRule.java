package io.github.lastgood.action;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// One rule of an ECR repository's lifecycle policy.
///
/// What a rule does follows the AWS page "Lifecycle policy properties in Amazon ECR": an image that
/// matches the tags of a rule is never expired by a rule of a lower priority; of several prefixes
/// or patterns the image's tags must match all.
///
/// @param priority the lowest is applied first
/// @param tagStatus `tagged`, `untagged` or `any`
/// @param tags what the tags must match, all of it; empty unless `tagged`
/// @param countType `imageCountMoreThan`, `sinceImagePushed`, or one of those that depend on who
///   pulls
/// @param count how many images, or days
/// @param action `expire`, or another
record LifecycleRule(
    int priority,
    String tagStatus,
    List<Pattern> tags,
    String countType,
    int count,
    String action) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /// The rules of a policy, first one first; empty when the text is no policy.
  static Optional<List<LifecycleRule>> parse(String policy) {
    try {
      var rules = new ArrayList<LifecycleRule>();
      JSON.readTree(policy).path("rules").forEach(rule -> rules.add(of(rule)));
      rules.sort(Comparator.comparingInt(LifecycleRule::priority));
      return Optional.of(rules);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static LifecycleRule of(JsonNode rule) {
    var selection = rule.path("selection");
    var prefixes =
        selection.path("tagPrefixList").valueStream().map(prefix -> prefix.asText() + "*");
    var patterns = selection.path("tagPatternList").valueStream().map(JsonNode::asText);
    return new LifecycleRule(
        rule.path("rulePriority").asInt(),
        selection.path("tagStatus").asText(),
        Stream.concat(prefixes, patterns).map(LifecycleRule::pattern).toList(),
        selection.path("countType").asText(),
        selection.path("countNumber").asInt(),
        rule.path("action").path("type").asText());
  }

  private static Pattern pattern(String wildcards) {
    return Pattern.compile(
        Stream.of(wildcards.split("\\*", -1))
            .map(Pattern::quote)
            .reduce((a, b) -> a + ".*" + b)
            .orElse(""));
  }

  /// Whether an image with these tags falls under the rule.
  boolean selects(Collection<String> imageTags) {
    return switch (tagStatus) {
      case "any" -> true;
      case "untagged" -> imageTags.isEmpty();
      default ->
          !imageTags.isEmpty()
              && tags.stream()
                  .allMatch(
                      wanted -> imageTags.stream().anyMatch(tag -> wanted.matcher(tag).matches()));
    };
  }
}
