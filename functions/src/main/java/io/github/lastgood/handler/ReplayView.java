package io.github.lastgood.handler;

import io.github.lastgood.Replays;
import io.github.lastgood.ledger.Receipt;
import java.util.LinkedHashMap;
import java.util.Map;

/// What `replay` shows.
final class ReplayView {
  private ReplayView() {}

  static Map<String, Object> of(String target, Replays.Result result) {
    var view = new LinkedHashMap<String, Object>();
    view.put("target", target);
    view.put("receipts", result.receipts());
    view.put("same", result.same());
    view.put("differences", result.differences().stream().map(ReplayView::of).toList());
    view.put("notReplayable", result.notReplayable().stream().map(ReplayView::of).toList());
    return view;
  }

  private static Map<String, Object> of(Replays.Difference difference) {
    var view = of(difference.receipt());
    view.put("after", difference.decision().verb() + " " + difference.decision().reason().name());
    view.put("message", difference.decision().message());
    return view;
  }

  private static Map<String, Object> of(Replays.NotReplayable not) {
    var view = of(not.receipt());
    view.put("why", not.why());
    return view;
  }

  private static Map<String, Object> of(Receipt receipt) {
    var view = new LinkedHashMap<String, Object>();
    view.put("at", receipt.decidedAt().toString());
    view.put("signal", receipt.signal());
    view.put("before", receipt.decision() + " " + receipt.reason());
    return view;
  }
}
