package io.github.lastgood.demo;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/// What `docs/rollbacks.md` holds: every kind of rollback with its story test, its demo story and
/// the AWS calls that the story made when it was played for this table.
final class RollbackTable {
  private static final int WIDTH = 110;

  private static final String HEAD =
      """
      # Every kind of rollback

      Printed by `./lastgood demo --table`: the stories are played, and what is listed here is what the functions called
      on the simulated account. A test holds that this file is what is printed.

      Story tests are in `samplecode-tests/src/test/java/io/github/lastgood/story`; play a demo story with
      `./lastgood demo --story NAME`, and with `--calls` at the end of the line to see what is called after the move as well.

      | kind | rolled back | story test | demo story | what moves it |
      |---|---|---|---|---|
      """;

  private static final String CALLS =
      """

      ## The AWS calls, in order

      Of every invocation that moves, up to its move. Calls with the same number are made at the same time: the number before
      that of the move is how many round trips it waited for.
      """;

  /// A story in the table, and what it called.
  private record Played(Story story, Row row, List<String> moves, List<String> calls) {}

  private RollbackTable() {}

  /// The whole file.
  static String markdown() {
    var played = new ArrayList<Played>();
    for (var chapter : Chapter.values()) {
      Stories.of(chapter).stream()
          .filter(story -> story.row() != null)
          .map(RollbackTable::played)
          .forEach(played::add);
    }
    return HEAD
        + played.stream().map(RollbackTable::row).collect(Collectors.joining())
        + CALLS
        + played.stream().map(RollbackTable::calls).collect(Collectors.joining());
  }

  private static Played played(Story story) {
    var nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    try (var play = story.play(new Page(nowhere, false))) {
      var calls = play.timeline().calls();
      return new Played(
          story, Objects.requireNonNull(story.row()), calls.moves(), calls.linesToTheMoves());
    }
  }

  private static String row(Played played) {
    var cells =
        List.of(
            played.story().chapter().title(),
            played.row().when().words(),
            "`" + played.row().test() + "`",
            "`" + played.story().name() + "`",
            moves(played));
    return "| " + String.join(" | ", cells) + " |\n";
  }

  private static String moves(Played played) {
    var times =
        played.moves().stream()
            .collect(
                Collectors.groupingBy(move -> move, LinkedHashMap::new, Collectors.counting()));
    return times.isEmpty()
        ? "none: AWS goes back by itself"
        : times.entrySet().stream()
            .map(move ->
                "`"
                    + move.getKey()
                    + "`"
                    + (move.getValue() > 1 ? ", " + move.getValue() + " times" : ""))
            .collect(Collectors.joining(", then "));
  }

  private static String calls(Played played) {
    var lines =
        played.calls().stream()
            .flatMap(line -> Wrapping.of(line, WIDTH, 4).stream())
            .collect(Collectors.joining("\n"));
    return "\n### "
        + played.story().name()
        + "\n\n"
        + played.story().tells()
        + "\n\n```\n"
        + lines
        + "\n```\n";
  }
}
