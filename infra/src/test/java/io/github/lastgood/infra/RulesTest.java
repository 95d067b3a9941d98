package io.github.lastgood.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.event.ruler.Ruler;

/// Which files of `events/` AWS's own matcher hands to which rule.
final class RulesTest {
  private static final Path EVENTS = Path.of("../events");

  /// What the folders of the two sources hold besides: real neighbours that no rule wants.
  private static final Set<String> NOT_FOR_US =
      Set.of(
          "cloudwatch/alarm-configuration-change.json",
          "ecs/service-action-steady-state.json",
          "ecs/task-state-change.json");

  private static final List<String> DEPLOYMENTS =
      List.of("autoscaling", "cloudtrail", "codedeploy", "ecs");

  /// Handed to a function by somebody else than the bus.
  private static final List<String> ELSE =
      List.of(
          "cloudformation",
          "cloudwatch-lambda-action",
          "codepipeline",
          "ecs-hook",
          "operator",
          "sns",
          "watch");

  /// A rule's pattern and the function it invokes.
  private record Rule(String handler, String pattern) {}

  private final List<Rule> rules =
      Installation.EXAMPLE.rollback().all("AWS::Events::Rule").values().stream()
          .filter(rule -> rule.has("EventPattern"))
          .map(rule ->
              new Rule(
                  rule.at("/Targets/0/Arn")
                      .asText()
                      .replaceAll("\\$\\{(\\w+Handler)Function.*", "$1"),
                  rule.get("EventPattern").toString()))
          .toList();

  static Stream<String> alarms() {
    return files("cloudwatch");
  }

  static Stream<String> deployments() {
    return DEPLOYMENTS.stream().flatMap(RulesTest::files);
  }

  static Stream<String> everythingElse() {
    return ELSE.stream().flatMap(RulesTest::files);
  }

  @ParameterizedTest
  @MethodSource("alarms")
  void alarmEventsReachTheAlarmFunctionOnly(String file) throws Exception {
    assertThat(handlersOf(file)).isEqualTo(expected(file, "AlarmHandler"));
  }

  @ParameterizedTest
  @MethodSource("deployments")
  void deploymentEventsReachTheDeploymentFunctionOnly(String file) throws Exception {
    assertThat(handlersOf(file)).isEqualTo(expected(file, "DeploymentHandler"));
  }

  @ParameterizedTest
  @MethodSource("everythingElse")
  void whatDoesNotComeFromTheBusMatchesNoRule(String file) throws Exception {
    assertThat(handlersOf(file)).isEmpty();
  }

  @Test
  void noFolderIsLeftOut() throws Exception {
    try (Stream<Path> folders = Files.list(EVENTS)) {
      assertThat(folders.filter(Files::isDirectory).map(each -> each.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              Stream.of(DEPLOYMENTS, ELSE, List.of("cloudwatch", "malformed"))
                  .flatMap(List::stream)
                  .toList());
    }
  }

  @Test
  void theNeighboursAreStillThere() {
    assertThat(NOT_FOR_US).allMatch(file -> Files.exists(EVENTS.resolve(file)));
  }

  @Test
  void whatLastgoodItselfSaysComesBackToNobody() throws Exception {
    assertThat(
            handlers(
                """
                {"source": "lastgood", "detail-type": "Rollback Started", "detail": {}}\
                """))
        .isEmpty();
  }

  private static List<String> expected(String file, String handler) {
    return NOT_FOR_US.contains(file) ? List.of() : List.of(handler);
  }

  private List<String> handlersOf(String file) throws Exception {
    return handlers(Files.readString(EVENTS.resolve(file)));
  }

  private List<String> handlers(String event) throws Exception {
    var handlers = new TreeSet<String>();
    for (Rule rule : rules) {
      if (Ruler.matchesRule(event, rule.pattern())) {
        handlers.add(rule.handler());
      }
    }
    return List.copyOf(handlers);
  }

  private static Stream<String> files(String folder) {
    try (Stream<Path> files = Files.list(EVENTS.resolve(folder))) {
      return files.map(file -> folder + "/" + file.getFileName()).sorted().toList().stream();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
