package io.github.lastgood.demo;

import io.github.lastgood.account.WorldOptions;
import io.github.lastgood.account.event.AwsEventListener;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/// A story that the demo can play.
///
/// @param name what `--story` takes
/// @param tells one line for people
/// @param options how the world is made
/// @param registration the file of `events/operator/` that registers `orders-api`
/// @param delivery what goes wrong with events on their way
/// @param script puts down what people and AWS do
/// @param length from the first deployment to the end
/// @param claims what must be true at the end
record Story(
    String name,
    String tells,
    WorldOptions options,
    String registration,
    BiFunction<Play, AwsEventListener, AwsEventListener> delivery,
    Consumer<Play> script,
    Duration length,
    List<Claim> claims) {

  Story {
    claims = List.copyOf(claims);
  }

  /// A story in the usual world, with every event arriving.
  static Story of(
      String name, String tells, Duration length, Consumer<Play> script, Claim... claims) {
    return new Story(
        name,
        tells,
        WorldOptions.usual(),
        "register.json",
        (_, listener) -> listener,
        script,
        length,
        List.of(claims));
  }

  /// The same with `orders-api` registered by another file.
  Story registeredBy(String file) {
    return new Story(name, tells, options, file, delivery, script, length, claims);
  }

  /// The same with events that something goes wrong with.
  Story delivering(BiFunction<Play, AwsEventListener, AwsEventListener> how) {
    return new Story(name, tells, options, registration, how, script, length, claims);
  }

  /// Plays it from the beginning to the end.
  ///
  /// @return the play as it stands at the end; to be closed
  Play play(Page page) {
    var play =
        Play.open(options.startingAt(Play.BEGIN.minus(Play.LEAD)), Play.BEGIN, registration, page);
    play.start(listener -> delivery.apply(play, listener));
    script.accept(play);
    play.until(play.at(length));
    return play;
  }
}
