/// The parts of the sample stacks.
@NullMarked
package io.github.lastgood.infra.sample;

import org.jspecify.annotations.NullMarked;
