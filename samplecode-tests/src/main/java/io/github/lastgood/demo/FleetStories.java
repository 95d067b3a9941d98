package io.github.lastgood.demo;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMinutes;

import io.github.lastgood.account.Fleet;
import io.github.lastgood.account.FleetRelease;
import io.github.lastgood.account.World;
import io.github.lastgood.target.Rollback.Status;
import java.util.List;
import java.util.function.BiConsumer;

/// Stories of an Auto Scaling group that is deployed to by instance refreshes.
final class FleetStories {
  private FleetStories() {}

  static List<Story> all() {
    return List.of(afterwards(), inFlight(), cancelled());
  }

  private static Scene scene(
      World world, FleetRelease bad, BiConsumer<Play, WebFleet> deploys, String... moves) {
    var subject = new WebFleet(world, Fleet.in(world));
    return new Scene(
        subject,
        play -> play.then(play.at(ZERO), () -> deploys.accept(play, subject)),
        List.of(
            Claim.running("The instances of web run version 7 of the launch template."),
            new Claim(
                "Version 7 is saved on the group.",
                _ -> subject.fleet().group().launchTemplate().version().equals("7")),
            Claim.alarmsOk(Fleet.TARGET),
            Claim.ended(Status.RECOVERED),
            Claim.moves(moves),
            Claim.quarantined(bad.revision()),
            Claim.knownGood(FleetRelease.GOOD.revision())));
  }

  private static Story afterwards() {
    return Story.of(
            Chapter.AUTO_SCALING,
            "instance-refresh",
            "The refresh is over when it hurts: another one brings version 7 back.",
            ofMinutes(40),
            world ->
                scene(
                    world,
                    FleetRelease.BAD,
                    (play, web) -> web.deploys(play, FleetRelease.BAD),
                    "autoscaling:StartInstanceRefresh"))
        .afterwards("autoscaling.AlarmAfterTheRefreshTest");
  }

  private static Story inFlight() {
    return Story.of(
            Chapter.AUTO_SCALING,
            "instance-refresh-in-flight",
            "The refresh hurts while it runs: EC2 Auto Scaling rolls it back.",
            ofMinutes(37),
            world ->
                scene(
                    world,
                    FleetRelease.BAD_AT_ONCE,
                    (play, web) -> web.deploys(play, FleetRelease.BAD_AT_ONCE),
                    "autoscaling:RollbackInstanceRefresh"))
        .inFlight("autoscaling.AlarmDuringTheRefreshTest");
  }

  private static Story cancelled() {
    return Story.of(
            Chapter.AUTO_SCALING,
            "instance-refresh-cancelled",
            "The bad version is saved on the group: cancel, wait, refresh back.",
            ofMinutes(37),
            world ->
                scene(
                    world,
                    FleetRelease.BAD_AT_ONCE,
                    FleetStories::updatesThenRefreshes,
                    "autoscaling:CancelInstanceRefresh",
                    "autoscaling:StartInstanceRefresh"))
        .inFlight("autoscaling.AlarmDuringTheRefreshTest");
  }

  private static void updatesThenRefreshes(Play play, WebFleet web) {
    play.says(
        Who.TEAM,
        "saves version 9 on the group, as Terraform does, and refreshes the instances to it.");
    web.fleet().updateThenRefresh(FleetRelease.BAD_AT_ONCE);
  }
}
