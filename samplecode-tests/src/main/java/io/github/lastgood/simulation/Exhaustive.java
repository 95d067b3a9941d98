package io.github.lastgood.simulation;

import static java.util.stream.Collectors.toSet;

import io.github.lastgood.account.call.AwsErrors;
import io.github.lastgood.account.call.Call;
import io.github.lastgood.account.call.CallHook;
import io.github.lastgood.account.call.JournalEntry;
import io.github.lastgood.account.call.ProcessCrash;
import io.github.lastgood.simulation.MainStory.Delivery;
import io.github.lastgood.simulation.MainStory.Fault;
import io.github.lastgood.simulation.MainStory.Played;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The main story with one thing going wrong at every place at which it can go wrong, and how each
/// of these plays ended.
final class Exhaustive {
  private static final Delivery AS_IT_SHOULD = (_, _, arrive) -> arrive.run();
  private static final Fault NONE = _ -> new CallHook() {};

  private final Map<StoryEnd, String> ends = new LinkedHashMap<>();
  private final List<Line> lines = new ArrayList<>();

  /// One kind of what goes wrong.
  ///
  /// @param what in words
  /// @param plays how many places there are for it
  /// @param ends how often the story ended in which way
  /// @param latestMove when the latest of the moves was made
  record Line(String what, int plays, Map<String, Integer> ends, Instant latestMove) {}

  /// Plays all of it.
  static Exhaustive play() {
    var all = new Exhaustive();
    var clean = MainStory.play(NONE, AS_IT_SHOULD);
    all.add("nothing", List.of(clean));
    var places = places(clean.calls());
    all.each("a function dies after a call", places, Exhaustive::dies);
    all.each("it dies there, and its retry or the next tick too", places, Exhaustive::diesTwice);
    all.each("AWS refuses a call", places, Exhaustive::refuses);
    all.each("AWS does a call, and its answer is lost", places, Exhaustive::losesTheAnswer);
    all.eachEvent("an event never arrives", clean.events(), (_, _, _) -> {});
    all.eachEvent(
        "an event arrives twice",
        clean.events(),
        (_, _, arrive) -> {
          arrive.run();
          arrive.run();
        });
    return all;
  }

  List<Line> lines() {
    return lines;
  }

  /// The ends by their letters.
  Map<StoryEnd, String> ends() {
    return ends;
  }

  /// The calls at an instant at which something is written. Ticks that only look are all alike; the
  /// first of them stands for all.
  private static List<Call> places(List<JournalEntry> journal) {
    var calls = journal.stream().map(JournalEntry::call).toList();
    var writing =
        calls.stream().filter(call -> !Words.isReading(call)).map(Call::at).collect(toSet());
    var looking = calls.stream().map(Call::at).filter(at -> !writing.contains(at)).findFirst();
    looking.ifPresent(writing::add);
    return calls.stream().filter(call -> writing.contains(call.at())).toList();
  }

  private void each(String what, List<Call> places, Function<Call, Fault> fault) {
    add(
        what,
        places.stream().map(place -> MainStory.play(fault.apply(place), AS_IT_SHOULD)).toList());
  }

  private void eachEvent(String what, int events, Delivery delivery) {
    var plays = new ArrayList<Played>();
    for (int i = 1; i <= events; i++) {
      var which = i;
      plays.add(
          MainStory.play(
              NONE,
              (number, event, arrive) ->
                  (number == which ? delivery : AS_IT_SHOULD).bring(number, event, arrive)));
    }
    add(what, plays);
  }

  private void add(String what, List<Played> plays) {
    var counts = new LinkedHashMap<String, Integer>();
    for (var play : plays) {
      var letter = ends.computeIfAbsent(play.end(), _ -> letter(ends.size()));
      counts.merge(letter, 1, Integer::sum);
    }
    lines.add(new Line(what, plays.size(), counts, latest(plays)));
  }

  private static String letter(int index) {
    return String.valueOf((char) ('A' + index));
  }

  private static Instant latest(List<Played> plays) {
    return plays.stream().map(Played::movedAt).max(Instant::compareTo).orElse(Instant.MIN);
  }

  private static Fault dies(Call place) {
    return _ -> after(place, () -> new ProcessCrash(place));
  }

  private static Fault losesTheAnswer(Call place) {
    return _ -> after(place, () -> AwsErrors.serverError(place));
  }

  private static CallHook after(Call place, Supplier<Throwable> thrown) {
    return new CallHook() {
      @Override
      public void after(Call call) {
        if (call.number() == place.number()) {
          throwIt(thrown.get());
        }
      }
    };
  }

  private static Fault refuses(Call place) {
    return _ ->
        new CallHook() {
          @Override
          public void before(Call call) {
            if (call.number() == place.number()) {
              throw AwsErrors.throttled(call);
            }
          }
        };
  }

  private static void throwIt(Throwable thrown) {
    switch (thrown) {
      case RuntimeException exception -> throw exception;
      case Error error -> throw error;
      case Throwable other -> throw new IllegalStateException(other);
    }
  }

  /// Another invocation that makes the same call dies there as well.
  private static Fault diesTwice(Call place) {
    return functions ->
        new CallHook() {
          private @Nullable Run first;
          private boolean isOver;

          @Override
          public void after(Call call) {
            if (call.number() == place.number()) {
              first = functions.current();
              throw new ProcessCrash(call);
            }
            if (first != null
                && !isOver
                && functions.current() != first
                && call.name().equals(place.name())) {
              isOver = true;
              throw new ProcessCrash(call);
            }
          }
        };
  }
}
