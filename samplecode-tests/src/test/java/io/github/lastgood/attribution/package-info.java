/// The figures of attribution, and that the docs have them.
@NullMarked
package io.github.lastgood.attribution;

import org.jspecify.annotations.NullMarked;
