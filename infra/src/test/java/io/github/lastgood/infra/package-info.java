/// Tests of the synthesized templates. `Installation` holds them; they are synthesized once.
@NullMarked
package io.github.lastgood.infra;

import org.jspecify.annotations.NullMarked;
