package io.github.lastgood.story.autoscaling;

import io.github.lastgood.account.Fleet;
import io.github.lastgood.account.FleetRelease;
import io.github.lastgood.account.World;
import io.github.lastgood.account.call.JournalEntry;
import io.github.lastgood.ledger.Receipt;
import io.github.lastgood.stage.Stage;
import io.github.lastgood.target.Rollback;
import io.github.lastgood.target.TargetState;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;

/// Lastgood with the target `web-fleet`, its rules and its tick.
final class FleetStage implements AutoCloseable {
  private static final Set<String> MOVES =
      Set.of(
          "StartInstanceRefresh",
          "CancelInstanceRefresh",
          "RollbackInstanceRefresh",
          "CreateLaunchTemplateVersion");

  final World world;
  final Fleet fleet;
  final Stage stage;

  private FleetStage(World world, Fleet fleet, Stage stage) {
    this.world = world;
    this.fleet = fleet;
    this.stage = stage;
  }

  static FleetStage open() {
    World world = World.create();
    return open(world, Fleet.in(world), true);
  }

  /// @param hears whether events arrive; without them there is the tick alone
  static FleetStage open(World world, Fleet fleet, boolean hears) {
    Stage stage = new Stage(world);
    var answer = stage.operate(Stage.event("operator/register-auto-scaling-group.json"));
    if (answer.has("error")) {
      throw new IllegalStateException("The target was refused: " + answer);
    }
    if (hears) {
      stage.hear(UnaryOperator.identity());
    }
    stage.tickEveryMinute();
    return new FleetStage(world, fleet, stage);
  }

  void minutes(int minutes) {
    world.advance(Duration.ofMinutes(minutes));
  }

  TargetState state() {
    return stage.state(Fleet.TARGET);
  }

  /// The revision of the current deployment.
  String running() {
    return Objects.requireNonNull(state().current()).revision().id();
  }

  /// A second good release that ran and baked, so that there are two known-good ones.
  void proveAnotherGood() {
    fleet.refresh(FleetRelease.FIXED);
    minutes(25);
  }

  /// What Lastgood changed in AWS, in order, with AWS's answer: `StartInstanceRefresh ok`.
  List<String> moves() {
    return world.account().calls().journal().stream()
        .filter(entry -> MOVES.contains(entry.call().operation()))
        .map(entry -> entry.call().operation() + " " + entry.outcome())
        .toList();
  }

  /// Every call to Auto Scaling and EC2 after the call of that number.
  List<String> callsFrom(int number) {
    return world.account().calls().journal().stream()
        .map(JournalEntry::call)
        .filter(call -> call.number() > number)
        .filter(call -> Set.of("autoscaling", "ec2").contains(call.service()))
        .map(call -> call.name())
        .toList();
  }

  /// How many calls were made so far.
  int calls() {
    return world.account().calls().journal().size();
  }

  List<Receipt> receipts() {
    return stage.lastgood().ledger().receipts(Fleet.TARGET, 100);
  }

  /// The rollbacks, newest first.
  List<Rollback> rollbacks() {
    return stage.lastgood().ledger().rollbacks(Fleet.TARGET);
  }

  @Override
  public void close() {
    stage.close();
  }
}
