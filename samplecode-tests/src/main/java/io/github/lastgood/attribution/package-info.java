/// How often attribution is right: synthetic series whose cause is known, the verdicts on them, and
/// precision and recall. `./lastgood attribution` prints it.
///
/// Start with [io.github.lastgood.attribution.Kind]: the kinds of series.
@NullMarked
package io.github.lastgood.attribution;

import org.jspecify.annotations.NullMarked;
