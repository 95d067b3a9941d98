package io.github.lastgood.wire;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// AWS calls in the order in which they arrived.
record Calls(List<Call> all) {

  Calls {
    all = all.stream().sorted(Comparator.comparingLong(Call::startNanos)).toList();
  }

  Stream<Call> of(String service, String operation) {
    return all.stream().filter(call -> call.is(service, operation));
  }

  /// The calls before the first of the given kind, and that one.
  ///
  /// @throws AssertionError when there is none
  Calls upTo(String service, String operation) {
    Call last =
        of(service, operation)
            .findFirst()
            .orElseThrow(() -> new AssertionError("no " + service + " " + operation + ": " + all));
    return new Calls(all.subList(0, all.indexOf(last) + 1));
  }

  /// The calls by sequential round trip: a call belongs to the round after the last round of which
  /// some call had ended when it began. Calls side by side share a round.
  List<List<Call>> rounds() {
    List<List<Call>> rounds = new ArrayList<>();
    for (Call call : all) {
      int round = 0;
      for (int earlier = 0; earlier < rounds.size(); earlier++) {
        if (rounds.get(earlier).stream().anyMatch(c -> c.endNanos() <= call.startNanos())) {
          round = earlier + 1;
        }
      }
      while (rounds.size() <= round) {
        rounds.add(new ArrayList<>());
      }
      rounds.get(round).add(call);
    }
    return rounds;
  }
}
