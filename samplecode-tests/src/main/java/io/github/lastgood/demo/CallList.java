package io.github.lastgood.demo;

import io.github.lastgood.stage.Invoked;
import io.github.lastgood.stage.Invoked.Step;
import io.github.lastgood.target.Rollback;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The AWS calls of a rollback or a shift in order: invocation by invocation, and in each one line
/// for every round trip. It begins with the first invocation that does more than note something,
/// and ends with the one that sees the end of the rollback.
final class CallList {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final List<Invoked> invocations = new ArrayList<>();
  private boolean isOver;

  /// The next invocation that found something to do.
  ///
  /// @param last the newest rollback after it; null when there is none
  void add(Invoked invoked, @Nullable Rollback last) {
    if (isOver) {
      return;
    }
    if (!invocations.isEmpty() || last != null || CallWords.moves(invoked) || decides(invoked)) {
      invocations.add(invoked);
    }
    isOver = last != null && last.endedAt() != null;
  }

  private static boolean decides(Invoked invoked) {
    var answer = invoked.answer();
    return answer != null
        && AnswerWords.answers(answer).stream()
            .anyMatch(each ->
                !each.path("decision").asText("IGNORE").equals("IGNORE")
                    || each.path("hookStatus").asText().equals("FAILED"));
  }

  /// The moves alone, in order.
  List<String> moves() {
    return invocations.stream()
        .flatMap(invoked -> invoked.steps().stream())
        .filter(step -> CallWords.isMove(step.entry()))
        .map(CallList::name)
        .toList();
  }

  /// Every call.
  List<String> lines() {
    return invocations.stream()
        .flatMap(invoked -> lines(invoked, invoked.steps()).stream())
        .toList();
  }

  /// The calls of the invocations that moved, each up to its last move; all of the first one when
  /// nothing was moved.
  List<String> linesToTheMoves() {
    var moving = invocations.stream().filter(CallWords::moves).toList();
    return moving.isEmpty()
        ? invocations.stream().limit(1).flatMap(each -> lines(each, each.steps()).stream()).toList()
        : moving.stream().flatMap(each -> lines(each, toTheMove(each)).stream()).toList();
  }

  private static List<Step> toTheMove(Invoked invoked) {
    return invoked.steps().subList(0, CallWords.lastMove(invoked.steps()) + 1);
  }

  private static List<String> lines(Invoked invoked, List<Step> steps) {
    var lines = new ArrayList<String>();
    lines.add(TIME.format(invoked.at()) + "  " + InvokedWords.of(invoked));
    var rounds =
        steps.stream()
            .collect(
                Collectors.groupingBy(
                    Step::round,
                    TreeMap::new,
                    Collectors.mapping(CallList::name, Collectors.joining(", "))));
    rounds.forEach(
        (round, names) -> lines.add(String.format(Locale.ROOT, "%4d  %s", round, names)));
    return lines;
  }

  private static String name(Step step) {
    var entry = step.entry();
    return entry.call().name() + (entry.succeeded() ? "" : " (" + entry.outcome() + ")");
  }
}
