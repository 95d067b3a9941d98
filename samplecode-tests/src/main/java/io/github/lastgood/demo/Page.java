package io.github.lastgood.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Writes lines of at most [#WIDTH] characters: a column for the time, one for who, and the text.
final class Page {
  /// The longest line; only a word that is longer still, such as an ARN, may go beyond it.
  static final int WIDTH = 100;

  private static final Duration PAUSE = Duration.ofSeconds(3);
  private static final int WHO = 9;
  private static final int MARGIN = 1 + 8 + 2 + WHO + 1;
  private static final int VERDICT = 7;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final PrintStream out;
  private final boolean colours;
  private Instant last = Instant.EPOCH;

  /// @param colours whether the terminal shows them
  Page(PrintStream out, boolean colours) {
    this.out = out;
    this.colours = colours;
  }

  /// An entry of the timeline. A time that stands above already is left out.
  void entry(Instant at, Who who, String text) {
    entry(at, who, text, who.tint());
  }

  /// An entry that stands out.
  void strongEntry(Instant at, Who who, String text) {
    entry(at, who, text, "1");
  }

  private void entry(Instant at, Who who, String text, String style) {
    var time = TIME.format(at);
    if (Duration.between(last, at).compareTo(PAUSE) > 0) {
      out.println();
    }
    var shown = time.equals(TIME.format(last)) ? " ".repeat(time.length()) : time;
    last = at;
    var lines = Wrapping.of(text, WIDTH - MARGIN);
    var name = String.format(Locale.ROOT, "%-" + WHO + "s", who.word());
    var first = painted(style, lines.getFirst());
    out.println(" " + shown + "  " + painted(who.colour(), name) + " " + first);
    lines.stream().skip(1).forEach(line -> under(painted(style, line)));
  }

  /// More to the entry above.
  void more(String text) {
    Wrapping.of(text, WIDTH - MARGIN).forEach(this::under);
  }

  /// More to the entry above that matters less.
  void faint(String text) {
    Wrapping.of(text, WIDTH - MARGIN).forEach(line -> under(painted("2", line)));
  }

  private void under(String painted) {
    out.println((" ".repeat(MARGIN) + painted).stripTrailing());
  }

  /// A line of its own outside the timeline.
  void line(String text) {
    Wrapping.of(text, WIDTH - 1).forEach(line -> out.println((" " + line).stripTrailing()));
    last = Instant.EPOCH;
  }

  /// Such a line that stands out.
  void strong(String text) {
    Wrapping.of(text, WIDTH - 1).forEach(line -> out.println(" " + painted("1", line)));
    last = Instant.EPOCH;
  }

  /// A sentence that was checked.
  void checked(boolean holds, String words) {
    var lines = Wrapping.of(words, WIDTH - VERDICT);
    out.println(painted(holds ? "32" : "1;31", holds ? "   ok  " : "  NOT  ") + lines.getFirst());
    lines.stream().skip(1).forEach(line -> out.println(" ".repeat(VERDICT) + line));
  }

  private String painted(String code, String text) {
    return !colours || code.isEmpty() || text.isBlank()
        ? text
        : "\u001b[" + code + "m" + text + "\u001b[0m";
  }
}
