package io.github.lastgood.cdk.nag;

import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.constructs.IConstruct;

/// A finding of cdk-nag that was read and answered. The reason goes into the template, beside the
/// resource it speaks of.
public final class Suppressed {
  private Suppressed() {}

  /// Answers a rule's finding on a construct.
  public static void because(IConstruct construct, String rule, String reason) {
    NagSuppressions.addResourceSuppressions(
        construct, List.of(NagPackSuppression.builder().id(rule).reason(reason).build()));
  }

  /// Answers `AwsSolutions-IAM5` for these findings only: a new wildcard is a new finding.
  ///
  /// @param findings regular expressions of what the rule reports, such as `Resource::\*`
  public static void wildcards(IConstruct construct, String reason, String... findings) {
    NagSuppressions.addResourceSuppressions(
        construct,
        List.of(
            NagPackSuppression.builder()
                .id("AwsSolutions-IAM5")
                .reason(reason)
                .appliesTo(
                    Stream.of(findings)
                        .map(each -> (Object) Map.of("regex", "/" + each + "/"))
                        .toList())
                .build()),
        true);
  }
}
