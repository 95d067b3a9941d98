package io.github.lastgood.simulation;

import io.github.lastgood.account.Account;
import io.github.lastgood.simulation.team.Team;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/// What goes wrong in the account through nobody's deployment: outages that turn everybody's alarms
/// red, alarms that flap or lose their data, mutes, and old revisions that disappear.
final class Mishaps {
  private final Account account;
  private final Chance chance;
  private final List<Team> teams;
  private final Chronicle chronicle;
  private final Tally tally;
  private boolean over;

  Mishaps(Account account, Chance chance, List<Team> teams, Chronicle chronicle, Tally tally) {
    this.account = account;
    this.chance = chance;
    this.teams = teams;
    this.chronicle = chronicle;
    this.tally = tally;
  }

  /// One now and then until [#end].
  void begin(Duration atMost) {
    account
        .agenda()
        .after(
            chance.millis(30_000, (int) atMost.toMillis()),
            () -> {
              if (!over) {
                happen();
                begin(atMost);
              }
            });
  }

  /// What holds ends by itself; nothing new happens.
  void end() {
    over = true;
  }

  private void happen() {
    var team = chance.oneOf(teams);
    switch (chance.between(1, 10)) {
      case 1 -> outage();
      case 2, 3 -> hold(team, StateValue.ALARM, "flapping alarms");
      case 4, 5 -> hold(team, StateValue.INSUFFICIENT_DATA, "alarms without data");
      case 6 -> mute(team);
      default -> {
        var lost = team.lose();
        tally.add("revisions deleted or changed");
        tell(team.name() + " " + lost);
      }
    }
  }

  private void outage() {
    var alarms = new ArrayList<String>();
    teams.forEach(team -> alarms.addAll(team.metricAlarms()));
    tally.add("shared outages");
    tell("a shared outage begins");
    account.alarms().beginOutage(alarms);
    account
        .agenda()
        .after(
            chance.minutes(3, 15),
            () -> {
              account.alarms().endOutage(alarms);
              tell("the shared outage ends");
            });
  }

  private void hold(Team team, StateValue state, String counted) {
    var alarm = chance.oneOf(team.metricAlarms());
    tally.add(counted);
    tell(alarm + " is held in " + state);
    account.alarms().hold(alarm, state);
    account
        .agenda()
        .after(
            chance.minutes(2, 15),
            () -> {
              account.alarms().release(alarm);
              tell(alarm + " follows its metric again");
            });
  }

  private void mute(Team team) {
    var alarm = chance.oneOf(team.alarms());
    tally.add("muted alarms");
    tell(alarm + " is muted");
    account.alarms().mute(alarm, "maintenance", chance.minutes(5, 30));
  }

  private void tell(String words) {
    chronicle.step(account.now(), () -> words);
  }
}
