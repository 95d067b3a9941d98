package io.github.lastgood;

import io.github.lastgood.action.Actions;
import io.github.lastgood.action.Alarms;
import io.github.lastgood.ledger.Ledger;
import io.github.lastgood.target.Resource;
import io.github.lastgood.target.Revision;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the calls that lie between an alarm and its decision once, about a target that nobody has.
/// Then their code is loaded, in a snapshot that Lambda takes of the function afterwards.
///
/// They read only. AWS refuses most of them, because the functions may look at registered targets
/// alone: that is as good, and whatever else goes wrong is no reason not to start.
public final class Priming {
  private static final Logger log = LoggerFactory.getLogger(Priming.class);

  /// No target's name, nor that of anything in AWS.
  private static final String NOBODY = "lastgood-priming";

  private static final Resource SERVICE = new Resource.EcsService(NOBODY, NOBODY, NOBODY, null);

  private final Ledger ledger;
  private final Actions actions;
  private final Alarms alarms;
  private final InstantSource clock;

  Priming(Ledger ledger, Actions actions, Alarms alarms, InstantSource clock) {
    this.ledger = ledger;
    this.actions = actions;
    this.alarms = alarms;
    this.clock = clock;
  }

  /// Makes the calls, one after the other.
  public void run() {
    attempt(() -> ledger.targetsOfAlarm(NOBODY));
    attempt(() -> ledger.read(NOBODY, clock.instant(), NOBODY));
    attempt(() -> alarms.byName(List.of(NOBODY)));
    attempt(() -> actions.observe(SERVICE, null));
    attempt(() -> actions.check(SERVICE, Revision.of(NOBODY + ":1")));
  }

  private static void attempt(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      log.debug("Primed with {}", e.getClass().getSimpleName());
    }
  }
}
