/// Those who own the targets of the simulation: one class for each kind. A team deploys good and
/// bad revisions, deletes old ones, and knows what its users see.
@NullMarked
package io.github.lastgood.simulation.team;

import org.jspecify.annotations.NullMarked;
