/// The stories: what a team lives through, one file each, on the simulated account.
@NullMarked
package io.github.lastgood.story;

import org.jspecify.annotations.NullMarked;
