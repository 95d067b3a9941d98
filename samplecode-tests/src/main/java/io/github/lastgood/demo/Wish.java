package io.github.lastgood.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the demo was asked for.
sealed interface Wish {
  /// No event is larger: EventBridge, Lambda's asynchronous invocation and SNS all end at 256 KiB
  /// or, by now, 1 MiB.
  long LARGEST = 1 << 20;

  /// Play a story.
  ///
  /// @param calls whether to list the AWS calls of its rollback at the end
  record Tell(Story story, boolean calls) implements Wish {}

  /// Feed an event of the user's choice.
  record Feed(Parcel parcel) implements Wish {}

  /// Say which stories there are.
  record ListStories() implements Wish {}

  /// Print what `docs/rollbacks.md` holds.
  record PrintTable() implements Wish {}

  /// It cannot be done.
  ///
  /// @param sentence why, and what to do instead
  record Refused(String sentence) implements Wish {}

  /// Reads the arguments after `demo`.
  static Wish of(List<String> args) {
    if (args.isEmpty()) {
      return new Tell(Stories.main(), false);
    }
    return switch (args.getFirst()) {
      case "--list" -> args.size() == 1 ? new ListStories() : tooMuch(args.get(1));
      case "--table" -> args.size() == 1 ? new PrintTable() : tooMuch(args.get(1));
      case "--story" -> args.size() < 2 ? missing("--story", "a name") : story(args);
      case "--event" -> args.size() < 2 ? missing("--event", "a file") : event(args);
      default -> tooMuch(args.getFirst());
    };
  }

  private static Wish story(List<String> args) {
    var calls = args.size() > 2 && args.get(2).equals("--calls");
    return args.size() > (calls ? 3 : 2)
        ? tooMuch(args.get(calls ? 3 : 2))
        : Stories.named(args.get(1))
            .<Wish>map(story -> new Tell(story, calls))
            .orElseGet(() ->
                new Refused(
                    "There is no story \""
                        + args.get(1)
                        + "\"; there are "
                        + Stories.all().stream().map(Story::name).collect(Collectors.joining(", "))
                        + "."));
  }

  private static Wish event(List<String> args) {
    if (args.size() == 2) {
      return read(args.get(1), null);
    }
    if (!args.get(2).equals("--at") || args.size() > 4) {
      return tooMuch(args.get(args.get(2).equals("--at") ? 4 : 2));
    }
    if (args.size() == 3) {
      return missing("--at", "a time such as 10:17:00");
    }
    try {
      return read(args.get(1), LocalTime.parse(args.get(3)));
    } catch (DateTimeException e) {
      return new Refused(
          "\"" + args.get(3) + "\" is no time of the story's day; write one such as 10:17:00.");
    }
  }

  private static Wish read(String file, @Nullable LocalTime at) {
    // The launcher runs in the project's directory; a file is meant from where it was called.
    var path = Path.of(System.getProperty("lastgood.here", "")).resolve(file);
    if (!Files.exists(path)) {
      return new Refused("There is no file " + file + "; events/ has one for every event.");
    }
    if (Files.isDirectory(path)) {
      return new Refused(file + " is a directory; name one file.");
    }
    try {
      return Files.size(path) > LARGEST
          ? new Refused(file + " is larger than 1 MiB; no event of AWS is.")
          : Parcel.of(file, new String(Files.readAllBytes(path), StandardCharsets.UTF_8), at);
    } catch (IOException e) {
      return new Refused("The file " + file + " cannot be read.");
    }
  }

  private static Wish missing(String option, String what) {
    return new Refused(option + " needs " + what + "; see ./lastgood help.");
  }

  private static Wish tooMuch(String argument) {
    return new Refused("demo does not know \"" + argument + "\"; see ./lastgood help.");
  }
}
