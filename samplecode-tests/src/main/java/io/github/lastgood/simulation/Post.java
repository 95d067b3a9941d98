package io.github.lastgood.simulation;

import io.github.lastgood.account.event.AwsEvent;
import io.github.lastgood.account.event.AwsEventListener;
import io.github.lastgood.account.setting.Agenda;

/// Brings the account's events to the functions, as badly as the weather is: some never arrive,
/// some twice, some so late that others overtake them.
final class Post implements AwsEventListener {
  private final Agenda agenda;
  private final Chance chance;
  private final Functions functions;
  private final AlarmActions actions;
  private final Chronicle chronicle;
  private final Tally tally;
  private Weather weather = Weather.CALM;

  Post(Agenda agenda, Chance chance, Functions functions, Chronicle chronicle, Tally tally) {
    this.agenda = agenda;
    this.chance = chance;
    this.functions = functions;
    this.actions = new AlarmActions(chance.of("actions"));
    this.chronicle = chronicle;
    this.tally = tally;
  }

  void weather(Weather from) {
    weather = from;
  }

  @Override
  public void on(AwsEvent event) {
    post(event, event.json());
    if (event.isAlarm()) {
      actions.bringing(event).ifPresent(json -> post(event, json));
    }
  }

  private void post(AwsEvent event, String json) {
    tally.add("events");
    if (chance.once(weather.lost())) {
      tally.add("events lost");
      chronicle.step(agenda.now(), () -> "LOST: " + event.detailType() + " " + event.id());
      return;
    }
    send(event, json);
    if (chance.once(weather.twice())) {
      tally.add("events doubled");
      send(event, json);
    }
  }

  private void send(AwsEvent event, String json) {
    if (chance.once(weather.late())) {
      tally.add("events late");
      agenda.after(chance.millis(1_000, 900_000), () -> bring(event, json));
    } else {
      bring(event, json);
    }
  }

  private void bring(AwsEvent event, String json) {
    chronicle.step(agenda.now(), () -> "event: " + event.detailType() + " " + json);
    if (event.isAlarm()) {
      functions.alarm(json);
    } else {
      functions.deployment(json);
    }
  }
}
