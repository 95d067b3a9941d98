package io.github.lastgood.story.attribution;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lastgood.account.Release;
import io.github.lastgood.account.World;
import io.github.lastgood.ledger.Receipt;
import io.github.lastgood.stage.Stage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/// `orders-api`, deployed at 10:00, settled at 10:05: until 10:20 it bakes, until 11:05 it is
/// suspect. The metric of its 5xx alarm (threshold 25) shows what the story says.
class MetricStory {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final LocalDate DAY = LocalDate.parse("2026-11-02");
  static final Instant TEN = DAY.atTime(10, 0).toInstant(ZoneOffset.UTC);

  final World world = World.create();
  Stage stage = Stage.open(world);

  @AfterEach
  final void end() {
    stage.close();
  }

  /// Registers it with another answer to an unknown cause.
  ///
  /// @param onUnknown null for the default
  final void onUnknown(@Nullable String onUnknown) {
    try {
      var command = (ObjectNode) JSON.readTree(Stage.event("operator/register.json"));
      var policy = (ObjectNode) command.path("target").path("policy");
      policy.put("onUnknown", onUnknown);
      stage.operate(command.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Minutes since ten o'clock.
  static double minutes(Instant at) {
    return Duration.between(TEN, at).toSeconds() / 60.0;
  }

  /// The fixed release runs; nothing is wrong with it but what the metric shows.
  final void deploy() {
    world.deploy(Release.FIXED);
  }

  /// It leaks from when it serves: 25 errors a minute are reached at about 10:30. The old revision
  /// has none.
  final void leak() {
    world
        .account()
        .alarms()
        .level(
            World.ALARM_5XX,
            minute -> minutes(minute) > 4 && runs(Release.FIXED) ? minutes(minute) - 4 + 1 : 1);
  }

  final boolean runs(Release release) {
    return world.primary().taskDefinition().endsWith(release.taskDefinition());
  }

  final void until(String time) {
    world.advanceTo(DAY.atTime(LocalTime.parse(time)).toInstant(ZoneOffset.UTC));
  }

  final String running() {
    var arn = world.primary().taskDefinition();
    return arn.substring(arn.lastIndexOf('/') + 1);
  }

  /// The answers that are more than a note, oldest first, each once.
  final List<String> decisions() {
    return stage.receipts().reversed().stream()
        .map(receipt -> receipt.decision() + " " + receipt.reason())
        .filter(decision -> !decision.startsWith("IGNORE"))
        .distinct()
        .toList();
  }

  final Receipt receipt(String reason) {
    return stage.receipts().stream()
        .filter(receipt -> receipt.reason().equals(reason))
        .findFirst()
        .orElseThrow();
  }

  final String notice(String subject) {
    return stage.notices().stream()
        .filter(notice -> notice.subject().equals(subject))
        .findFirst()
        .orElseThrow()
        .message();
  }

  final List<String> subjects() {
    return stage.notices().stream().map(notice -> notice.subject()).toList();
  }
}
