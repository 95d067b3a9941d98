package io.github.lastgood.demo;

import io.github.lastgood.account.Release;
import io.github.lastgood.account.World;
import io.github.lastgood.account.call.JournalEntry;
import io.github.lastgood.target.AlarmState;
import io.github.lastgood.target.Revision;
import io.github.lastgood.target.Rollback.Status;
import java.util.List;
import java.util.function.Predicate;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/// A sentence about the end of a story, and how it is checked.
///
/// @param words what is said
/// @param holds whether it is so
record Claim(String words, Predicate<Play> holds) {

  /// The service runs nothing but that release, with every task it wants.
  static Claim runs(Release release) {
    return new Claim(
        "prod/orders-api runs " + release.taskDefinition() + " alone, with all its tasks.",
        play -> runsAlone(play, World.taskDefinitionArn(release)));
  }

  private static boolean runsAlone(Play play, String taskDefinition) {
    var service = play.world().service();
    var primary = play.world().primary();
    return service.deployments().size() == 1
        && primary.taskDefinition().equals(taskDefinition)
        && primary.runningCount().equals(service.desiredCount());
  }

  /// The service runs the image of that release under a revision that was registered for it.
  static Claim runsCopyOf(Release release) {
    return new Claim(
        "prod/orders-api runs a copy of " + release.taskDefinition() + " alone.",
        play -> {
          var running = play.world().primary().taskDefinition();
          var containers =
              play.world()
                  .account()
                  .ecs()
                  .describeTaskDefinition(describe -> describe.taskDefinition(running))
                  .taskDefinition()
                  .containerDefinitions();
          return !running.equals(World.taskDefinitionArn(release))
              && runsAlone(play, running)
              && isImageOf(release, containers.getFirst().image(), play);
        });
  }

  private static boolean isImageOf(Release release, String image, Play play) {
    var digest = play.world().account().ecr().digestOf(World.image(release));
    return digest.filter(image::endsWith).isPresent();
  }

  /// What serves the users now, as [Subject#running] says it.
  static Claim running(String sentence) {
    return new Claim(sentence, play -> play.subject().running().equals(sentence));
  }

  /// Every alarm of the target is OK, in AWS and as far as the ledger knows.
  static Claim alarmsOk(String target) {
    return new Claim(
        "Every alarm of " + target + " is OK.",
        play -> {
          var alarms = play.world().account().alarms();
          return play.subject().alarms().stream()
                  .allMatch(name -> alarms.stateOf(name) == StateValue.OK)
              && play.state().alarms().values().stream()
                  .allMatch(alarm -> alarm.state() == AlarmState.OK);
        });
  }

  /// That alarm is still red.
  static Claim stillRed(String alarm) {
    return new Claim(
        alarm + " is still in ALARM.", play -> play.world().account().alarms().isRed(alarm));
  }

  /// The one rollback ended so.
  static Claim ended(Status status) {
    return new Claim(
        "One rollback was made; it ended " + status + ".",
        play -> play.rollbacks().size() == 1 && play.rollbacks().getFirst().status() == status);
  }

  /// Nothing was rolled back.
  static Claim noRollback() {
    return new Claim("Nothing was rolled back.", play -> play.rollbacks().isEmpty());
  }

  /// Lastgood made these calls that move something, each once and in this order, and AWS took them.
  static Claim moves(String... calls) {
    return new Claim(
        calls.length == 0
            ? "Lastgood told AWS to change nothing."
            : "Lastgood told AWS, and nothing else: " + String.join(", ", calls) + ".",
        play ->
            play.world().account().calls().journal().stream()
                .filter(CallWords::isMove)
                .filter(JournalEntry::succeeded)
                .map(entry -> entry.call().name())
                .toList()
                .equals(List.of(calls)));
  }

  /// That revision is quarantined.
  ///
  /// @param label what people call it, such as `orders-api:42`
  static Claim quarantined(String label) {
    return new Claim(
        label + " is quarantined: nobody goes back to it.",
        play ->
            play.state().quarantine().stream().anyMatch(bad -> isCalled(bad.revision(), label)));
  }

  /// That revision is what Lastgood would go back to.
  ///
  /// @param label what people call it, such as `orders-api:41`
  static Claim knownGood(String label) {
    return new Claim(
        label + " is the last known good.",
        play ->
            play.state()
                .lastKnownGood()
                .filter(good -> isCalled(good.revision(), label))
                .isPresent());
  }

  /// What CodeDeploy deploys has a hash or a version behind its name.
  private static boolean isCalled(Revision revision, String label) {
    return revision.label().split("[ ?]", 2)[0].equals(label);
  }

  /// People got a notice with such a subject.
  static Claim told(String subject) {
    return new Claim(
        "People were told: \"" + subject + "\".",
        play -> play.stage().notices().stream().anyMatch(n -> n.subject().equals(subject)));
  }
}
