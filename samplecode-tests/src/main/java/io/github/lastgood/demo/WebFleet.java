package io.github.lastgood.demo;

import io.github.lastgood.account.Fleet;
import io.github.lastgood.account.FleetRelease;
import io.github.lastgood.account.World;
import io.github.lastgood.account.ec2.InstanceBehaviour;
import java.util.List;

/// `web-fleet`, an Auto Scaling group.
record WebFleet(World world, Fleet fleet) implements Subject {

  @Override
  public String target() {
    return Fleet.TARGET;
  }

  @Override
  public String opening() {
    return "Auto Scaling group web has run version 7 of its launch template for four days.";
  }

  @Override
  public String registration() {
    return "register-auto-scaling-group.json";
  }

  @Override
  public List<String> alarms() {
    return List.of(Fleet.ALARM);
  }

  @Override
  public String running() {
    return "The instances of web run version "
        + String.join(" and ", fleet.versionsInService())
        + " of the launch template.";
  }

  @Override
  public void deployBad(Play play) {
    deploys(play, FleetRelease.BAD);
  }

  /// The team deploys by an instance refresh that names the version.
  void deploys(Play play, FleetRelease release) {
    play.says(Who.TEAM, "refreshes the instances of web to version " + release.version() + ".");
    fleet.refresh(release);
  }

  @Override
  public void soothe() {
    world
        .account()
        .ec2()
        .registerImage(FleetRelease.BAD.imageId(), new InstanceBehaviour.Healthy());
  }
}
