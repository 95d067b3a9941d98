/// The parts of `SampleServiceStack`.
@NullMarked
package io.github.lastgood.infra.sample;

import org.jspecify.annotations.NullMarked;
