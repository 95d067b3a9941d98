package io.github.lastgood.account.cloudwatch;

import io.github.lastgood.account.ecs.AlarmStates;
import io.github.lastgood.account.event.EventFeed;
import io.github.lastgood.account.setting.Agenda;
import io.github.lastgood.account.setting.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/// The alarms of the account and what makes them turn.
///
/// Every full minute each metric alarm takes the data point of the minute that ended (breaching
/// when its symptom shows at that moment), and at its own offset after it CloudWatch counts the
/// breaching points. Composite alarms follow their children shortly after. A story may also hold an
/// alarm in a state, begin an outage, mute or suppress.
public final class Alarms implements AlarmStates {
  private final Place place;
  private final Agenda agenda;
  private final TreeMap<String, AlarmState> byName = new TreeMap<>();
  private final AlarmEngine engine;

  Alarms(Place place, Agenda agenda, EventFeed feed) {
    this.place = place;
    this.agenda = agenda;
    this.engine = new AlarmEngine(agenda, new AlarmEvents(feed), byName);
    engine.begin();
  }

  /// Defines a metric alarm that has been OK since `since`.
  public void define(MetricAlarmSpec spec, Symptom symptom, Instant since) {
    StateView state =
        new StateView(
            StateValue.OK,
            "Threshold Crossed: no datapoints were breaching.",
            "{}",
            since,
            since,
            null);
    byName.put(
        spec.name(), new MetricAlarmState(place.alarmArn(spec.name()), state, spec, symptom));
  }

  /// Defines a composite alarm that has been OK since `since`.
  public void define(CompositeAlarmSpec spec, Instant since) {
    String arn = place.alarmArn(spec.name());
    String reason = arn + " was created and its alarm rule evaluates to OK";
    String data = Reasons.compositeData(spec.children().stream().map(this::known).toList());
    StateView state = new StateView(StateValue.OK, reason, data, since, since, null);
    byName.put(spec.name(), new CompositeAlarmState(arn, state, spec));
  }

  /// The names of all alarms, in order.
  public Set<String> names() {
    return Collections.unmodifiableSet(byName.keySet());
  }

  /// Deletes an alarm.
  public void delete(String name) {
    byName.remove(name);
  }

  /// The state of an alarm now.
  public StateValue stateOf(String name) {
    return known(name).state.value();
  }

  @Override
  public boolean isRed(String alarmName) {
    return Optional.ofNullable(byName.get(alarmName)).map(AlarmState::isRed).orElse(false);
  }

  /// Puts an alarm into a state by hand, at once, and keeps it there until [#release].
  public void hold(String name, StateValue value) {
    AlarmState alarm = known(name);
    alarm.held = true;
    String reason =
        value == StateValue.INSUFFICIENT_DATA
            ? "Insufficient Data: 2 datapoints were unknown."
            : "Set by hand to " + value;
    engine.turn(alarm, value, reason, "{}");
  }

  /// Lets an alarm follow what it watches again, from its next evaluation on.
  public void release(String name) {
    AlarmState alarm = known(name);
    alarm.held = false;
    if (alarm instanceof CompositeAlarmState composite) {
      engine.follow(composite);
    }
  }

  /// From now on the metric of an alarm shows this instead of following its symptom.
  public void level(String name, Level level) {
    metric(name).level = level;
  }

  /// From now on the metrics of these alarms breach, whatever runs: a dependency is down.
  public void beginOutage(Collection<String> names) {
    outage(names, true);
  }

  /// Ends an outage.
  public void endOutage(Collection<String> names) {
    outage(names, false);
  }

  private void outage(Collection<String> names, boolean on) {
    for (String name : names) {
      metric(name).outage = on;
    }
  }

  private MetricAlarmState metric(String name) {
    if (known(name) instanceof MetricAlarmState metric) {
      return metric;
    }
    throw new IllegalArgumentException("not a metric alarm: " + name);
  }

  /// Mutes an alarm from now for `span`: its events go on and carry `muteDetail`.
  public void mute(String name, String ruleName, Duration span) {
    known(name).mute =
        new AlarmState.Mute(
            place.alarmMuteRuleArn(ruleName), agenda.now(), agenda.now().plus(span));
  }

  /// Suppresses the actions of a composite alarm when it next goes into ALARM.
  ///
  /// @param by `WaitPeriod`, `ExtensionPeriod` or `Alarm`
  public void suppress(String compositeName, String suppressorName, String by) {
    CompositeAlarmState alarm = composite(compositeName);
    alarm.suppressor = suppressorName;
    alarm.suppressedBy = by;
  }

  /// Ends the suppression; an alarm still in ALARM says so with an ALARM → ALARM event.
  public void liftSuppression(String compositeName) {
    CompositeAlarmState alarm = composite(compositeName);
    alarm.suppressedBy = null;
    engine.liftSuppression(alarm);
  }

  Collection<AlarmState> all() {
    return byName.values();
  }

  private AlarmState known(String name) {
    return Optional.ofNullable(byName.get(name))
        .orElseThrow(() -> new IllegalArgumentException("no such alarm: " + name));
  }

  private CompositeAlarmState composite(String name) {
    if (known(name) instanceof CompositeAlarmState composite) {
      return composite;
    }
    throw new IllegalArgumentException("not a composite alarm: " + name);
  }
}
