package io.github.lastgood.demo;

import io.github.lastgood.account.Release;
import io.github.lastgood.account.World;
import io.github.lastgood.stage.Stage;
import io.github.lastgood.target.AlarmState;
import io.github.lastgood.target.Rollback;
import io.github.lastgood.target.Rollback.Status;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/// A sentence about the end of a story, and how it is checked.
///
/// @param words what is said
/// @param holds whether it is so
record Claim(String words, Predicate<Stage> holds) {

  /// The service runs nothing but that release, with every task it wants.
  static Claim runs(Release release) {
    return new Claim(
        "prod/orders-api runs " + release.taskDefinition() + " alone, with all its tasks.",
        stage -> runsAlone(stage, World.taskDefinitionArn(release)));
  }

  private static boolean runsAlone(Stage stage, String taskDefinition) {
    var service = stage.world().service();
    var primary = stage.world().primary();
    return service.deployments().size() == 1
        && primary.taskDefinition().equals(taskDefinition)
        && primary.runningCount().equals(service.desiredCount());
  }

  /// The service runs the image of that release under a revision that was registered for it.
  static Claim runsCopyOf(Release release) {
    return new Claim(
        "prod/orders-api runs a copy of " + release.taskDefinition() + " alone.",
        stage -> {
          var running = stage.world().primary().taskDefinition();
          var containers =
              stage
                  .world()
                  .account()
                  .ecs()
                  .describeTaskDefinition(describe -> describe.taskDefinition(running))
                  .taskDefinition()
                  .containerDefinitions();
          return !running.equals(World.taskDefinitionArn(release))
              && runsAlone(stage, running)
              && isImageOf(release, containers.getFirst().image(), stage);
        });
  }

  private static boolean isImageOf(Release release, String image, Stage stage) {
    var digest = stage.world().account().ecr().digestOf(World.image(release));
    return digest.filter(image::endsWith).isPresent();
  }

  /// Every alarm of the target is OK.
  static Claim alarmsOk() {
    return new Claim(
        "Every alarm of orders-api is OK.",
        stage -> {
          var alarms = stage.world().account().alarms();
          var known = stage.orders().alarms().values();
          return !alarms.isRed(World.ALARM_5XX)
              && !alarms.isRed(World.ALARM_P99)
              && !alarms.isRed(World.ALARM_COMPOSITE)
              && alarms.stateOf(World.ALARM_LOGS) == StateValue.OK
              && alarms.stateOf(World.ALARM_BY_ZONE) == StateValue.OK
              && known.stream().allMatch(alarm -> alarm.state() == AlarmState.OK);
        });
  }

  /// The alarm on 5xx is still red.
  static Claim stillRed() {
    return new Claim(
        World.ALARM_5XX + " is still in ALARM.",
        stage -> stage.world().account().alarms().isRed(World.ALARM_5XX));
  }

  /// The one rollback ended so.
  static Claim ended(Status status) {
    return new Claim(
        "One rollback was made; it ended " + status + ".",
        stage ->
            stage.ledger().rollbacks(World.SERVICE).size() == 1
                && lastRollback(stage).filter(last -> last.status() == status).isPresent());
  }

  /// Nothing was rolled back.
  static Claim noRollback() {
    return new Claim(
        "Nothing was rolled back, and ECS was not told to change anything.",
        stage -> stage.ledger().rollbacks(World.SERVICE).isEmpty() && updates(stage) == 0);
  }

  /// Lastgood told ECS to move that often.
  static Claim moves(int times) {
    return new Claim(
        "Lastgood called ecs:UpdateService "
            + (times == 0 ? "never." : times == 1 ? "exactly once." : times + " times."),
        stage -> updates(stage) == times);
  }

  private static int updates(Stage stage) {
    return stage.world().account().calls().callsOf("ecs:UpdateService").size();
  }

  /// The release is quarantined.
  static Claim quarantined(Release release) {
    return new Claim(
        release.taskDefinition() + " is quarantined: nobody goes back to it.",
        stage ->
            stage.orders().quarantine().stream()
                .anyMatch(bad -> bad.revision().label().equals(release.taskDefinition())));
  }

  /// The release is what Lastgood would go back to.
  static Claim knownGood(Release release) {
    return new Claim(
        release.taskDefinition() + " is the last known good.",
        stage ->
            stage
                .orders()
                .lastKnownGood()
                .filter(good -> good.revision().label().equals(release.taskDefinition()))
                .isPresent());
  }

  /// People got a notice with such a subject.
  static Claim told(String subject) {
    return new Claim(
        "People were told: \"" + subject + "\".",
        stage -> stage.notices().stream().anyMatch(n -> n.subject().equals(subject)));
  }

  /// The rollback that was claimed last.
  static Optional<Rollback> lastRollback(Stage stage) {
    return stage.ledger().rollbacks(World.SERVICE).stream().findFirst();
  }
}
