package io.github.lastgood.permission;

import java.util.SortedMap;
import java.util.regex.Pattern;

/// One action on one resource, as one statement of a policy has it.
///
/// @param allows whether it allows; else it denies
/// @param action may have wildcards
/// @param resource may have wildcards
/// @param conditions by operator
record Grant(
    boolean allows, String action, String resource, SortedMap<String, Condition> conditions) {

  /// Whether it speaks of this.
  boolean matches(Authorization asked) {
    return Wildcards.match(action, asked.action())
        && matchesResource(asked.resource())
        && conditions.values().stream().allMatch(each -> each.holds(asked.keys()));
  }

  /// Wildcards do not reach over the colons of an ARN but in its last part (IAM user guide,
  /// "Resource").
  private boolean matchesResource(String asked) {
    return resource.equals(Authorization.ANYTHING) || Wildcards.matchArn(resource, asked);
  }

  /// Globs of IAM: `*` for any text, `?` for one character.
  static final class Wildcards {
    private static final int ARN_PARTS = 6;

    private Wildcards() {}

    static boolean match(String pattern, String text) {
      var regex = new StringBuilder();
      pattern
          .chars()
          .forEach(character -> {
            switch (character) {
              case '*' -> regex.append(".*");
              case '?' -> regex.append('.');
              default -> regex.append(Pattern.quote(Character.toString(character)));
            }
          });
      return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(text).matches();
    }

    static boolean matchArn(String pattern, String arn) {
      var patterns = pattern.split(":", ARN_PARTS);
      var parts = arn.split(":", ARN_PARTS);
      if (patterns.length != parts.length) {
        return false;
      }
      for (int i = 0; i < parts.length; i++) {
        if (!match(patterns[i], parts[i])) {
          return false;
        }
      }
      return true;
    }
  }
}
