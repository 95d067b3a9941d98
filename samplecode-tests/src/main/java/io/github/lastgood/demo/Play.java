package io.github.lastgood.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lastgood.account.Release;
import io.github.lastgood.account.World;
import io.github.lastgood.account.event.AwsEvent;
import io.github.lastgood.account.event.AwsEventListener;
import io.github.lastgood.stage.Stage;
import io.github.lastgood.target.Rollback;
import io.github.lastgood.target.TargetState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// One performance: the world, Lastgood in it, and the timeline that is written while it plays.
///
/// Times are given as spans since [#begin], the moment at which stories deploy: 10:00:00 unless the
/// play is moved to another day.
final class Play implements AutoCloseable {
  /// When stories deploy.
  static final Instant BEGIN = Instant.parse("2026-11-02T10:00:00Z");

  /// How long before that a story opens. The watch ticks every full minute from there, so not at
  /// the very moments at which everything else happens.
  static final Duration LEAD = Duration.ofSeconds(70);

  private final Instant begin;
  private final Scene scene;
  private final Stage stage;
  private final Page page;
  private final Timeline timeline;

  private Play(Instant begin, Scene scene, Stage stage, Page page) {
    this.begin = begin;
    this.scene = scene;
    this.stage = stage;
    this.page = page;
    this.timeline = Timeline.of(stage, scene.subject().target(), page);
  }

  /// Sets the stage: Lastgood is installed in the world, the scene's target registered.
  ///
  /// @param begin when the story deploys
  static Play open(World world, Scene scene, Instant begin, Page page) {
    var play = new Play(begin, scene, new Stage(world), page);
    play.says(Who.STORY, scene.subject().opening() + " Lastgood is installed now.");
    var answer = play.orders(scene.subject().registration());
    if (answer.has("error")) {
      throw new IllegalStateException("The target was refused: " + answer);
    }
    return play;
  }

  /// Lets events arrive and the watch tick, and puts down what the scene's script says.
  ///
  /// @param delivery what may go wrong with events on their way
  void start(UnaryOperator<AwsEventListener> delivery) {
    stage.hear(delivery);
    stage.tickEveryMinute();
    scene.script().accept(this);
  }

  Scene scene() {
    return scene;
  }

  /// What it is about.
  Subject subject() {
    return scene.subject();
  }

  /// What the ledger knows of that now.
  TargetState state() {
    return stage.state(subject().target());
  }

  /// The rollbacks of it, newest first.
  List<Rollback> rollbacks() {
    return stage.ledger().rollbacks(subject().target());
  }

  World world() {
    return stage.world();
  }

  Stage stage() {
    return stage;
  }

  Page page() {
    return page;
  }

  Timeline timeline() {
    return timeline;
  }

  /// The instant that is `span` after the beginning.
  Instant at(Duration span) {
    return begin.plus(span);
  }

  /// Puts down something to be done then.
  void then(Instant when, Runnable action) {
    world().account().agenda().at(when, action);
  }

  /// Plays on until then.
  void until(Instant when) {
    world().advanceTo(when);
  }

  /// A sentence of the story.
  void says(Who who, String words) {
    page.entry(world().account().now(), who, words);
  }

  /// The team deploys a release of `orders-api`.
  void deploys(Release release) {
    says(Who.TEAM, "deploys " + release.taskDefinition() + ".");
    world().deploy(release);
  }

  /// A person gives a command, by a file of `events/operator/`.
  ///
  /// @return the answer
  JsonNode orders(String file) {
    return stage.operate(Stage.event("operator/" + file));
  }

  /// Marks matching events as lost, for `Delivery.dropping`.
  Predicate<AwsEvent> losing(Predicate<AwsEvent> which) {
    return event -> {
      var isLost = which.test(event);
      if (isLost) {
        says(Who.STORY, "This event gets lost on its way.");
      }
      return isLost;
    };
  }

  @Override
  public void close() {
    stage.close();
  }
}
