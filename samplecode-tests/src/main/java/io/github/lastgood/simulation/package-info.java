/// The seeded simulation: everything goes wrong at once, and after every step it is asked whether
/// what Lastgood promises still holds.
///
/// ```
///   seed ──> Chance ──┬─> Weather   how bad the day is
///                     ├─> team      what is deployed, good and bad, what AWS does by itself
///                     ├─> People    orders: rollback, freeze, mark-bad, pardon, shift, ...
///                     ├─> Mishaps   outages, alarms that flap, revisions that are deleted
///                     ├─> Post      events lost, doubled, late, out of order
///                     └─> Trouble   throttles, lost answers, crashes and waits at every AWS call
///
///   events, orders, ticks ──> Functions (the real handlers) ──> Trouble ──> simulated account
///                                                                │           ledger's table
///                                                                v
///                                                            Inspector ──> invariant
/// ```
///
/// Start reading here:
///
/// 1. [io.github.lastgood.simulation.Simulation]: one seed, from the first instant to the verdict.
/// 2. [io.github.lastgood.simulation.Functions]: how handlers run at the same time in one thread's
///    worth of time, and why two runs of a seed are the same.
/// 3. The package `invariant`: one class for each promise. A new row of the decision table brings
///    its own class there, and its name into `Invariants`.
///
/// `./lastgood simulate --seed N --steps` tells a seed's day line by line.
@NullMarked
package io.github.lastgood.simulation;

import org.jspecify.annotations.NullMarked;
