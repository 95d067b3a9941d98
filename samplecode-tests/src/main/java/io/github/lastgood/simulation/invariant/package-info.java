/// What Lastgood promises, one class for each promise, checked against the ledger and the simulated
/// account. [io.github.lastgood.simulation.invariant.Invariants] lists them all; a new promise is a
/// class here and a line there.
@NullMarked
package io.github.lastgood.simulation.invariant;

import org.jspecify.annotations.NullMarked;
