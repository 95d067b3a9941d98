package io.github.lastgood.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.stage.Stage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DemoTest {
  /// The longest line that still reads well; an ARN may go beyond the page's own width.
  private static final int WIDEST = 120;

  @Test
  void theMainStoryEndsOnTheGoodRevisionWithTheAlarmsOk() {
    var shown = Shown.of();

    assertThat(shown.exitCode()).isZero();
    assertThat(shown.out())
        .contains("ROLL_BACK  orders-api:42 -> orders-api:41  by UPDATE_SERVICE")
        .contains("ok  prod/orders-api runs orders-api:41 alone")
        .contains("ok  Every alarm of orders-api is OK.")
        .contains("Alarm to move 0.5 s")
        .contains("3 AWS round trips before the move")
        .doesNotContain("NOT  ");
    assertThat(shown.err()).isEmpty();
  }

  static Stream<String> stories() {
    return Stories.all().stream().map(Story::name);
  }

  @ParameterizedTest
  @MethodSource("stories")
  void everyStoryEndsAsItClaimsAndFitsTheTerminal(String name) {
    var shown = Shown.of("--story", name);

    assertThat(shown.exitCode()).as(shown.out()).isZero();
    assertThat(shown.width()).isLessThanOrEqualTo(Page.WIDTH);
    assertThat(shown.out()).as("simple characters").matches("[\\n\\x20-\\x7e]*");
  }

  @Test
  void twoRunsOfAStoryAreTheSame() {
    assertThat(Shown.of("--story", "crash").out()).isEqualTo(Shown.of("--story", "crash").out());
  }

  @Test
  void aStoryThatEndsOtherwiseThanClaimedFails() {
    var story =
        Story.of(
            Chapter.TROUBLE,
            "nothing",
            "Nobody deploys.",
            Duration.ofMinutes(2),
            world -> Scene.of(new Orders(world), _ -> {}, Claim.moves("ecs:UpdateService")));
    var nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);

    assertThat(Demo.tell(story, false, new Page(nowhere, false))).isEqualTo(1);
  }

  @Test
  void everyStoryIsListed() {
    var shown = Shown.of("--list");

    assertThat(shown.exitCode()).isZero();
    assertThat(shown.out().lines().filter(line -> line.startsWith("   ")).toList())
        .zipSatisfy(
            Arrays.stream(Chapter.values()).flatMap(each -> Stories.of(each).stream()).toList(),
            (line, story) ->
                assertThat(line).startsWith("   " + story.name() + " ").endsWith(story.tells()));
    assertThat(shown.width()).isLessThanOrEqualTo(Page.WIDTH);
  }

  @Test
  void noTwoStoriesHaveOneName() {
    assertThat(stories()).doesNotHaveDuplicates();
  }

  @Test
  void theCallsOfARollbackAreListedFromTheAlarmToItsEnd() {
    var shown = Shown.of("--story", "instance-refresh-cancelled", "--calls");

    assertThat(shown.exitCode()).isZero();
    assertThat(shown.width()).isLessThanOrEqualTo(Page.WIDTH);
    assertThat(shown.out())
        .containsSubsequence(
            "AWS calls in order",
            "10:03:30  AlarmHandler: alarm web-5xx is ALARM\n    1  dynamodb:Query\n",
            "   7  autoscaling:CancelInstanceRefresh\n",
            "10:04:50  AlarmHandler: the watch's tick\n",
            "   8  autoscaling:StartInstanceRefresh\n",
            "10:08:50  AlarmHandler: the watch's tick\n",
            "sns:Publish\n")
        .doesNotContain("10:09:50  AlarmHandler");
  }

  @Test
  void anEventOfAnotherTargetPlaysInAWorldWithThatTarget() {
    assertThat(Shown.ofEvent("cloudwatch/metric-alarm-web-fleet.json").out())
        .contains("ROLL_BACK  lt-0a1b2c3d4e5f60718:8 -> lt-0a1b2c3d4e5f60718:7")
        .contains("The instances of web run version 7 of the launch template.")
        .contains("is RECOVERED.");
  }

  @Test
  void anOperatorsCommandIsAnsweredAndItsConsequencesShown() {
    var shown = Shown.ofEvent("operator/freeze.json");

    assertThat(shown.exitCode()).isZero();
    assertThat(shown.out())
        .contains("\"frozen\" : \"by ana@example.com")
        .contains("HOLD")
        .contains("prod/orders-api runs orders-api:42");
  }

  @Test
  void aQuestionChangesNothing() {
    var shown = Shown.ofEvent("operator/plan.json");

    assertThat(shown.exitCode()).isZero();
    assertThat(shown.out()).contains("ok  The ledger knows what it knew before");
  }

  @Test
  void anEventArrivesWhenTheUserSays() {
    assertThat(Shown.ofEvent("operator/status.json", "--at", "10:03:00").out())
        .contains("10:03:00  story")
        .contains("\"verdict\" : \"being deployed\"");
  }

  @Test
  void theStoryMovesToTheDayOfAnEventOfAnotherDay(@TempDir Path directory) throws IOException {
    var file = directory.resolve("later.json");
    var event = Stage.event("cloudwatch/metric-alarm.json");
    Files.writeString(file, event.replace("2026-11-02", "2027-01-15"));

    assertThat(Shown.of("--event", file.toString()).out())
        .contains("the story was moved there")
        .contains("orders-api-5xx went red at 2027-01-15 10:15:30 UTC")
        .contains("ROLL_BACK")
        .contains("is RECOVERED.");
  }

  @Test
  void whatTheDemoCannotDoIsOneSentenceAndExitCode2() {
    Stream.of(
            Shown.of("--event", "no-such-file.json"),
            Shown.of("--event", "."),
            Shown.of("--event"),
            Shown.ofEvent("operator/plan.json", "--at", "soon"),
            Shown.ofEvent("operator/plan.json", "--at"),
            Shown.ofEvent("operator/plan.json", "--now"),
            Shown.ofEvent("cloudformation/create.json"),
            Shown.of("--story", "of-my-life"),
            Shown.of("--story"),
            Shown.of("--story", "shift", "--quickly"),
            Shown.of("--story", "shift", "--calls", "again"),
            Shown.of("--table", "all"),
            Shown.of("--list", "all"),
            Shown.of("now"))
        .forEach(shown -> {
          assertThat(shown.exitCode()).isEqualTo(2);
          assertThat(shown.out()).isEmpty();
          assertThat(shown.err().lines()).singleElement().asString().startsWith("lastgood: ");
        });
  }

  @Test
  void noEventIsWiderThanATerminal() {
    assertThat(Shown.ofEvent("cloudwatch/metric-alarm-muted.json").width())
        .isLessThanOrEqualTo(WIDEST);
    assertThat(Shown.ofEvent("operator/history.json").width()).isLessThanOrEqualTo(WIDEST);
  }
}
