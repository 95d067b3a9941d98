package io.github.lastgood.demo;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/// Plays a story on the terminal.
public final class Demo {
  private static final int OK = 0;
  private static final int NOT_AS_CLAIMED = 1;
  private static final int WRONG_USE = 2;

  private Demo() {}

  /// Ends with 0 when the end is what it claims to be, 1 when not, 2 when it was asked for
  /// something that it cannot do.
  public static void main(String[] args) {
    System.exit(run(List.of(args), System.out, System.err, Boolean.getBoolean("lastgood.colours")));
  }

  /// The same without ending the process.
  static int run(List<String> args, PrintStream out, PrintStream err, boolean colours) {
    var page = new Page(out, colours);
    return switch (Wish.of(args)) {
      case Wish.Tell(Story story, boolean calls) -> tell(story, calls, page);
      case Wish.Feed(Parcel parcel) -> Feeding.feed(parcel, page) ? OK : NOT_AS_CLAIMED;
      case Wish.ListStories _ -> list(page);
      case Wish.PrintTable _ -> {
        out.print(RollbackTable.markdown());
        yield OK;
      }
      case Wish.Refused(String sentence) -> {
        err.println("lastgood: " + sentence);
        yield WRONG_USE;
      }
    };
  }

  private static int list(Page page) {
    for (var chapter : Chapter.values()) {
      page.strong(chapter.title());
      for (var story : Stories.of(chapter)) {
        page.line(String.format(Locale.ROOT, "  %-27s%s", story.name(), story.tells()));
      }
    }
    return OK;
  }

  /// Plays a story.
  ///
  /// @param calls whether to list the AWS calls of its rollback at the end
  static int tell(Story story, boolean calls, Page page) {
    page.strong("Lastgood: " + story.tells());
    page.line(
        "The functions are the real ones; the ledger is DynamoDB Local; the AWS account is"
            + " simulated. Times are UTC on the account's own clock, on which the functions take no"
            + " time: what passes between an alarm and its answer is the event's delivery.");
    try (var play = story.play(page)) {
      var holds = Ending.tell(play);
      if (calls) {
        calls(play, page);
      }
      return holds ? OK : NOT_AS_CLAIMED;
    }
  }

  private static void calls(Play play, Page page) {
    page.line("");
    page.strong("AWS calls in order; those with the same number are made at the same time:");
    play.timeline().calls().lines().forEach(page::line);
  }
}
