/// What to do, as a pure function: facts and `now` in, a sealed answer out. Start reading at
/// [io.github.lastgood.decision.DecisionTable].
@NullMarked
package io.github.lastgood.decision;

import org.jspecify.annotations.NullMarked;
