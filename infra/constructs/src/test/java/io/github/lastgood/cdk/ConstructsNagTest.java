package io.github.lastgood.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;

/// cdk-nag finds nothing in what the constructs add to a user's stacks. What it says of the user's
/// own resources is the user's.
final class ConstructsNagTest {

  @Test
  void everyFindingIsMendedOrAnswered() {
    EveryKindStack targets = EveryKindStack.make();
    Aspects.of(targets.getNode().getRoot()).add(new AwsSolutionsChecks());
    var lastgood = (Stack) targets.getNode().getRoot().getNode().findChild("Lastgood");
    assertThat(findings(lastgood)).isEmpty();
    List<String> findings = findings(targets);
    assertThat(findings).anyMatch(finding -> finding.startsWith("/EveryKind/LoadBalancer"));
    assertThat(findings)
        .noneMatch(finding -> finding.startsWith("/EveryKind/LastgoodGrants"))
        .noneMatch(finding -> finding.startsWith("/EveryKind/orders-api"));
  }

  @SuppressWarnings("deprecation") // the CDK deprecated the type that its own assertions return
  private static List<String> findings(Stack stack) {
    Annotations annotations = Annotations.fromStack(stack);
    return Stream.of(
            annotations.findError("*", Match.anyValue()),
            annotations.findWarning("*", Match.anyValue()))
        .flatMap(List::stream)
        .map(message -> message.getId() + ": " + message.getEntry().getData())
        .toList();
  }
}
