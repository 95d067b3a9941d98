/// The seeded simulation, some hundred seeds of it, and the proof that it sees what is broken.
@NullMarked
package io.github.lastgood.simulation;

import org.jspecify.annotations.NullMarked;
