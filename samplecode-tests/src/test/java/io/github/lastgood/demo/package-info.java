/// The demo does what it shows, and shows it so that it can be read.
@NullMarked
package io.github.lastgood.demo;

import org.jspecify.annotations.NullMarked;
