/// Proves that the simulated account refuses, rolls out and tells like AWS.
@NullMarked
package io.github.lastgood.account;

import org.jspecify.annotations.NullMarked;
