package io.github.lastgood.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.stage.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// `demo --event` gives the answer that the tables of `events/README.md` promise.
class EventsReadmeTest {
  private static final Pattern SECTION = Pattern.compile("## (\\S+)/ : .*");
  private static final Pattern ROW = Pattern.compile("\\| `([^`]+\\.json)` \\|.*\\|(.*)\\|");
  private static final Pattern VERB =
      Pattern.compile("`(ROLL_BACK|IGNORE|ESCALATE|HOLD|WOULD_ROLL_BACK|AWAIT_APPROVAL)`");
  private static final Pattern ANSWER = Pattern.compile("\"(decision|error)\" : \"([A-Z_]+)\"");
  private static final Pattern REASON = Pattern.compile("\"reason\" : \"([A-Z_]+)\"");
  private static final List<String> ALARMS =
      List.of("cloudwatch", "cloudwatch-lambda-action", "sns");
  private static final List<String> OTHERS =
      List.of(
          "ecs",
          "codedeploy",
          "cloudtrail",
          "autoscaling",
          "watch",
          "operator",
          "ecs-hook",
          "codepipeline");

  /// A row: a file and the first verb of what is promised; empty when no rule delivers it.
  record Promise(String file, Optional<String> verb) {
    @Override
    public String toString() {
      return file + " " + verb.orElse("is never delivered");
    }
  }

  static List<Promise> alarms() throws IOException {
    return promises(ALARMS);
  }

  /// What is promised in words alone is held by the stories; here it is told, not refused.
  static List<Promise> others() throws IOException {
    return promises(OTHERS);
  }

  static List<Promise> malformed() throws IOException {
    return promises(List.of("malformed"));
  }

  private static List<Promise> promises(List<String> sections) throws IOException {
    var promises = new ArrayList<Promise>();
    var section = "";
    for (var line : Files.readAllLines(Stage.events().resolve("README.md"))) {
      var heading = SECTION.matcher(line);
      var row = ROW.matcher(line);
      if (heading.matches()) {
        section = heading.group(1);
      } else if (row.matches() && sections.contains(section)) {
        var verb = VERB.matcher(row.group(2)).results().map(found -> found.group(1)).findFirst();
        promises.add(new Promise(section + "/" + row.group(1), verb));
      }
    }
    return promises;
  }

  @ParameterizedTest
  @MethodSource("alarms")
  void anAlarmIsAnsweredAsPromised(Promise promise) {
    var shown = Shown.ofEvent(promise.file());

    assertThat(shown.exitCode()).isZero();
    assertThat(firstAnswer(shown)).as(shown.out()).isEqualTo(promise.verb());
    if (promise.verb().isEmpty()) {
      assertThat(shown.out()).contains("No rule of the stacks delivers");
    }
  }

  @ParameterizedTest
  @MethodSource("others")
  void everyOtherEventIsAnswered(Promise promise) {
    var shown = Shown.ofEvent(promise.file());

    assertThat(shown.exitCode()).as(shown.err()).isZero();
    assertThat(shown.out())
        .containsAnyOf("The answer, as the function gave it:", "No rule of the stacks delivers")
        .doesNotContain("REFUSED: ");
    if (!promise.file().contains("unregistered") && !promise.file().contains("modify-listener")) {
      assertThat(firstReason(shown)).isNotEqualTo(Optional.of("UNKNOWN_RESOURCE"));
    }
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void aMalformedEventIsRefusedAndChangesNothing(Promise promise) {
    var shown = Shown.ofEvent(promise.file());

    assertThat(shown.exitCode()).isZero();
    assertThat(shown.out()).contains("REFUSED: ").contains("\"error\" : ");
    assertThat(shown.out()).contains("ok  The ledger knows what it knew before");
  }

  private static Optional<String> firstReason(Shown shown) {
    return REASON.matcher(shown.out()).results().findFirst().map(found -> found.group(1));
  }

  private static Optional<String> firstAnswer(Shown shown) {
    return ANSWER.matcher(shown.out()).results().findFirst().map(EventsReadmeTest::verb);
  }

  private static String verb(MatchResult found) {
    return found.group(1).equals("error") ? "error " + found.group(2) : found.group(2);
  }
}
