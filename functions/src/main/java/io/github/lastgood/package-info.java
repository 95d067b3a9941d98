/// Lastgood.
@NullMarked
package io.github.lastgood;

import org.jspecify.annotations.NullMarked;
