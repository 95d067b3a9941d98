package io.github.lastgood.simulation.invariant;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lastgood.ledger.Receipt;
import io.github.lastgood.simulation.team.Team;
import java.util.Optional;
import java.util.Set;

/// Every signal that was answered has left a receipt for each target that it speaks of, with the
/// same answer. Those about nothing registered, and input that was refused, say so instead.
public final class SignalsLeaveReceipts implements Invariant {
  /// Newer receipts than the signal's own are few: it was answered a moment ago.
  private static final int NEWEST = 60;

  private static final Set<String> ABOUT_NOTHING = Set.of("UNKNOWN_ALARM", "UNKNOWN_RESOURCE");

  @Override
  public String sentence() {
    return "Every signal leaves a receipt.";
  }

  @Override
  public Optional<String> answered(Scene scene, Answered answered) {
    if (answered.answer().has("error")) {
      return Optional.empty();
    }
    return switch (answered.run().function()) {
      case "OperatorHandler" -> order(scene, answered);
      case "AlarmHandler", "DeploymentHandler" -> event(scene, answered);
      default -> Optional.empty();
    };
  }

  private static Optional<String> order(Scene scene, Answered answered) {
    var isOrder = answered.run().event().startsWith("{\"command\":\"rollback\"");
    return isOrder
        ? receipt(scene, answered.answer(), answered.run().requestId())
        : Optional.empty();
  }

  private static Optional<String> event(Scene scene, Answered answered) {
    var event = answered.run().event();
    if (event.contains("\"lastgood\"")) {
      return Optional.empty();
    }
    var id = id(event);
    var answers = answered.answer().path("answers");
    var unanswered =
        scene.teams().stream()
            .filter(team -> speaksOf(team, event))
            .map(Team::name)
            .filter(name -> scene.isRegisteredSince(name, answered.run().startedAt()))
            .filter(name ->
                answers.valueStream().noneMatch(a -> a.path("target").asText().equals(name)))
            .findFirst();
    return unanswered
        .map(name -> "no answer for " + name + ": " + answered.answer())
        .or(() ->
            answers
                .valueStream()
                .filter(answer -> !ABOUT_NOTHING.contains(answer.path("reason").asText()))
                .flatMap(answer -> receipt(scene, answer, id).stream())
                .findFirst());
  }

  private static boolean speaksOf(Team team, String event) {
    return team.alarms().stream().anyMatch(alarm -> event.contains(":alarm:" + alarm + "\""));
  }

  /// The bus numbers its events, SNS its messages; an alarm's own action has but the alarm's name.
  private static String id(String event) {
    if (event.contains("\"MessageId\"")) {
      return "sns." + event.replaceFirst(".*\"MessageId\":\"([^\"]+)\".*", "$1");
    }
    return event.contains("\"alarmData\"")
        ? "action." + event.replaceFirst(".*?\"alarmName\":\"([^\"]+)\".*", "$1")
        : event.replaceFirst(".*?\"id\":\"([^\"]+)\".*", "$1");
  }

  private static Optional<String> receipt(Scene scene, JsonNode answer, String eventId) {
    var target = answer.path("target").asText();
    var receipts = scene.ledger().receipts(target, NEWEST);
    return receipts.stream().map(Receipt::eventId).anyMatch(eventId::equals)
            || isOlderThan(receipts.size())
        ? Optional.empty()
        : Optional.of("no receipt of " + eventId + " for " + target);
  }

  /// A late event's receipt is filed under the event's own time.
  private static boolean isOlderThan(int found) {
    return found == NEWEST;
  }
}
