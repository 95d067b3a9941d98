/// What holds for the project's own sources.
@NullMarked
package io.github.lastgood.build;

import org.jspecify.annotations.NullMarked;
