/// A user's app. The README shows parts of it.
@NullMarked
package io.github.lastgood.example;

import org.jspecify.annotations.NullMarked;
