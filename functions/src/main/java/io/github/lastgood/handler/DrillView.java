package io.github.lastgood.handler;

import io.github.lastgood.Drills;
import io.github.lastgood.decision.Readiness;
import io.github.lastgood.ledger.DrillRow;
import io.github.lastgood.target.TargetState;
import java.util.LinkedHashMap;
import java.util.Map;

/// What `drill` and `history` show of drills.
final class DrillView {
  private DrillView() {}

  static Map<String, Object> of(Drills.Round round) {
    var view = new LinkedHashMap<String, Object>();
    view.put("drills", round.drills().stream().map(DrillView::of).toList());
    view.put("waiting", round.waiting());
    return view;
  }

  /// With what a drill of this kind of target does not prove.
  static Map<String, Object> of(TargetState state, DrillRow drill) {
    var view = of(drill);
    view.put("notProven", Readiness.notChecked(state));
    return view;
  }

  static Map<String, Object> of(DrillRow drill) {
    var view = new LinkedHashMap<String, Object>();
    view.put("target", drill.target());
    view.put("startedAt", drill.startedAt().toString());
    view.put("by", drill.by());
    view.put("outcome", drill.outcome() == null ? "RUNNING" : drill.outcome().name());
    if (drill.decision() != null) {
      view.put("decision", drill.decision());
    }
    view.put("reason", drill.reason());
    view.put("message", drill.message());
    if (drill.to() != null && drill.method() != null) {
      view.put("to", drill.to());
      view.put("method", drill.method());
    }
    view.put("stages", drill.stages());
    view.put("milliseconds", drill.taken().toMillis());
    return view;
  }
}
