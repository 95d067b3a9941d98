package io.github.lastgood.demo;

import io.github.lastgood.account.World;
import io.github.lastgood.account.WorldOptions;
import io.github.lastgood.account.event.AwsEventListener;
import java.time.Duration;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A story that the demo can play.
///
/// @param chapter what it is a story of
/// @param name what `--story` takes
/// @param tells one line for people
/// @param length from the first deployment to the end
/// @param scene what it is made of, in a new world
/// @param delivery what goes wrong with events on their way
/// @param row where it stands in the table of rollbacks; null when it does not
record Story(
    Chapter chapter,
    String name,
    String tells,
    Duration length,
    Function<World, Scene> scene,
    BiFunction<Play, AwsEventListener, AwsEventListener> delivery,
    @Nullable Row row) {

  /// A story in which every event arrives.
  static Story of(
      Chapter chapter, String name, String tells, Duration length, Function<World, Scene> scene) {
    return new Story(chapter, name, tells, length, scene, (_, listener) -> listener, null);
  }

  /// The same as the example of a rollback while AWS still deploys.
  ///
  /// @param test the name of its story test
  Story inFlight(String test) {
    return inTable(new Row(Row.When.IN_FLIGHT, test));
  }

  /// The same as the example of a rollback of what is deployed already.
  ///
  /// @param test the name of its story test
  Story afterwards(String test) {
    return inTable(new Row(Row.When.AFTER, test));
  }

  /// The same as the example of a shift that goes well.
  ///
  /// @param test the name of its story test
  Story forward(String test) {
    return inTable(new Row(Row.When.FORWARD, test));
  }

  private Story inTable(Row where) {
    return new Story(chapter, name, tells, length, scene, delivery, where);
  }

  /// The same with events that something goes wrong with.
  Story delivering(BiFunction<Play, AwsEventListener, AwsEventListener> how) {
    return new Story(chapter, name, tells, length, scene, how, row);
  }

  /// Plays it from the beginning to the end.
  ///
  /// @return the play as it stands at the end; to be closed
  Play play(Page page) {
    var world = World.create(WorldOptions.usual().startingAt(Play.BEGIN.minus(Play.LEAD)));
    var play = Play.open(world, scene.apply(world), Play.BEGIN, page);
    play.start(listener -> delivery.apply(play, listener));
    play.until(play.at(length));
    return play;
  }
}
