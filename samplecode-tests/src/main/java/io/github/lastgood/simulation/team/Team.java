package io.github.lastgood.simulation.team;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lastgood.account.Account;
import io.github.lastgood.account.call.Call;
import io.github.lastgood.account.cloudwatch.CompositeAlarmSpec;
import io.github.lastgood.account.cloudwatch.MetricAlarmSpec;
import io.github.lastgood.simulation.Chance;
import io.github.lastgood.target.Revision;
import io.github.lastgood.target.Rollback;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The owners of one target.
public abstract class Team {
  /// How long everything has been running when a simulation begins.
  static final Duration AGE = Duration.ofDays(4);

  private static final double THRESHOLD = 25;

  final String name;
  final Account account;
  final Chance chance;
  private final List<String> metricAlarms = new ArrayList<>();
  private final List<String> alarms = new ArrayList<>();
  private final List<Deployed> deployed = new ArrayList<>();

  /// Something that the team deployed.
  ///
  /// @param at when
  /// @param revision as Lastgood calls it
  /// @param isStarted false when it was saved as what is to run, and nothing began to bring it
  public record Deployed(Instant at, String revision, boolean isStarted) {}

  Team(String name, Account account, Chance chance) {
    this.name = name;
    this.account = account;
    this.chance = chance;
  }

  /// The target's name.
  public final String name() {
    return name;
  }

  /// What the team deployed so far, oldest first.
  public final List<Deployed> deployed() {
    return Collections.unmodifiableList(deployed);
  }

  /// The target's alarms, by name.
  public final List<String> alarms() {
    return Collections.unmodifiableList(alarms);
  }

  /// Those of them that watch a metric.
  public final List<String> metricAlarms() {
    return Collections.unmodifiableList(metricAlarms);
  }

  /// What the owner writes into `targets.yaml`.
  public final ObjectNode target(ObjectNode policy) {
    var target = object().put("name", name);
    target.set(kind(), resource());
    var names = target.putArray("alarms");
    alarms.forEach(names::add);
    target.set("policy", policy);
    pipeline().ifPresent(pipeline -> target.set("pipeline", pipeline));
    return target;
  }

  /// The pipeline's stage that deploys the target, as the owner writes it; empty when none does.
  Optional<ObjectNode> pipeline() {
    return Optional.empty();
  }

  /// Whether a pipeline is to hear of rollbacks.
  public final boolean hasPipeline() {
    return pipeline().isPresent();
  }

  /// The key of the target's kind.
  abstract String kind();

  abstract ObjectNode resource();

  /// Deploys something, if the team can.
  ///
  /// @return what it did, for people
  public abstract String deploy();

  /// Something of what the team deployed earlier disappears, or changes behind its back.
  ///
  /// @return what, for people
  public abstract String lose();

  /// The revision that its users get, as Lastgood calls it; of a mix, the newest.
  public abstract String running();

  /// Whether its users are hurt by what runs.
  public abstract boolean isHurt();

  /// Whether a call of Lastgood's moves this target.
  public abstract boolean isMovedBy(Call call);

  /// The revision that such a call asks for; empty when it names none.
  public abstract Optional<String> revisionOf(Call call);

  /// Why the rollback's revision could not have been deployed; empty when it could.
  ///
  /// @param since what disappeared after that could not be known
  public abstract Optional<String> missing(Rollback rollback, Instant since);

  /// Whether anything that the revision needs was ever lost, so that it might not be deployable. Of
  /// one that a person vouched for unseen, nobody knows what it needs.
  public abstract boolean mayBeMissing(Revision revision);

  /// A revision that somebody might name in an order.
  public String anyRevision() {
    return deployed.isEmpty() ? running() : chance.oneOf(deployed).revision();
  }

  /// A revision is deployed, by the team or by a shift that somebody ordered.
  public final void noteDeployed(String revision) {
    deployed.add(new Deployed(account.now(), revision, true));
  }

  /// A revision is saved as what is to run; nothing brings it yet.
  final void noteSaved(String revision) {
    deployed.add(new Deployed(account.now(), revision, false));
  }

  /// One metric alarm, often a second one, and now and then a composite of the two.
  final void defineAlarms() {
    metric(name + "-5xx");
    if (chance.once(0.5)) {
      metric(name + "-p99");
    }
    if (chance.once(0.3)) {
      var composite = name + "-bad";
      account
          .alarms()
          .define(
              new CompositeAlarmSpec(composite, "looks bad", List.copyOf(metricAlarms)), since());
      alarms.add(composite);
    }
  }

  private void metric(String alarm) {
    var query =
        MetricAlarmSpec.query(
            "m1", "Shop", "Errors", Map.of("Target", name, "Alarm", alarm), "Sum", true);
    var spec =
        MetricAlarmSpec.of(
            alarm,
            "users of " + name + " are hurt",
            query,
            THRESHOLD,
            chance.millis(5_000, 55_000));
    account.alarms().define(spec, this::isHurt, since());
    metricAlarms.add(alarm);
    alarms.add(alarm);
  }

  final Instant since() {
    return account.now().minus(AGE);
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
