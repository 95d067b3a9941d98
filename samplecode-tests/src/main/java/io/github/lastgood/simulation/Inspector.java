package io.github.lastgood.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lastgood.account.Account;
import io.github.lastgood.account.call.Call;
import io.github.lastgood.account.event.AwsEvent;
import io.github.lastgood.ledger.Ledger;
import io.github.lastgood.simulation.invariant.AlarmHistory;
import io.github.lastgood.simulation.invariant.Answered;
import io.github.lastgood.simulation.invariant.Called;
import io.github.lastgood.simulation.invariant.Invariant;
import io.github.lastgood.simulation.invariant.Invariants;
import io.github.lastgood.simulation.invariant.Scene;
import io.github.lastgood.simulation.invariant.Violation;
import io.github.lastgood.simulation.invariant.Written;
import io.github.lastgood.simulation.team.Team;
import io.github.lastgood.target.TargetState;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Checks every invariant after every step, and keeps the first violation.
final class Inspector {
  private final List<Invariant> invariants = Invariants.all();
  private final Map<String, TargetState> states = new HashMap<>();
  private final Map<String, Instant> registered = new HashMap<>();
  private final AlarmHistory alarms = new AlarmHistory();
  private final Scene scene;
  private final Chronicle chronicle;
  private final Tally tally;
  private @Nullable Violation violation;

  Inspector(Account account, Ledger ledger, List<Team> teams, Chronicle chronicle, Tally tally) {
    this.scene = new Scene(account, ledger, teams, states, registered, alarms);
    this.chronicle = chronicle;
    this.tally = tally;
  }

  /// The first violation; null while there is none.
  @Nullable Violation violation() {
    return violation;
  }

  /// CloudWatch says something, whether or not it arrives.
  void hears(AwsEvent event) {
    if (event.isAlarm()) {
      alarms.note(event);
    }
  }

  void before(Run run, Call call) {
    var called = new Called(run, call);
    check(invariant -> invariant.calling(scene, called));
  }

  void after(Run run, Call call) {
    if (call.arguments().get("transactItems") instanceof List<?> writes) {
      RowKey.of(writes)
          .filter(row -> row.sk().equals("STATE"))
          .forEach(row -> teamOf(row).ifPresent(team -> written(run, team)));
    } else {
      noteShift(call);
    }
  }

  void answered(Run run, JsonNode answer) {
    var answered = new Answered(run, answer);
    answer
        .path("answers")
        .valueStream()
        .forEach(each ->
            tally.add(
                "answers: " + each.path("decision").asText() + " " + each.path("reason").asText()));
    check(invariant -> invariant.answered(scene, answered));
  }

  void ended() {
    check(invariant -> invariant.ended(scene));
  }

  private Optional<Team> teamOf(RowKey row) {
    return scene.teams().stream().filter(t -> row.pk().equals("TARGET#" + t.name())).findFirst();
  }

  private void written(Run run, Team team) {
    var before = states.get(team.name());
    var after = scene.ledger().state(team.name()).orElse(null);
    if (after == null) {
      states.remove(team.name());
      registered.remove(team.name());
      return;
    }
    states.put(team.name(), after);
    registered.putIfAbsent(team.name(), scene.now());
    var written = new Written(run, team, before, after, scene.now());
    tally.state(Shape.of(after));
    written.opened().ifPresent(opened -> tally.add("rollbacks: " + opened.method()));
    check(invariant -> invariant.written(scene, written));
  }

  /// A shift that a person ordered deploys like a team does.
  private void noteShift(Call call) {
    for (var team : scene.teams()) {
      var state = states.get(team.name());
      if (state != null && state.shift() != null && team.isMovedBy(call)) {
        team.revisionOf(call).ifPresent(team::noteDeployed);
      }
    }
  }

  private void check(Function<Invariant, Optional<String>> question) {
    for (var invariant : invariants) {
      if (violation == null) {
        question.apply(invariant).ifPresent(what -> violated(invariant, what));
      }
    }
  }

  private void violated(Invariant invariant, String what) {
    var name = invariant.getClass().getSimpleName();
    chronicle.step(scene.now(), () -> "VIOLATED " + name + ": " + what);
    violation = new Violation(name, invariant.sentence(), what, chronicle.steps());
  }
}
