/// The Lambda functions: each handler turns its event into signals, orders or registrations and its
/// outcome into an answer. What is wrong with an event is said here, in one sentence.
@NullMarked
package io.github.lastgood.handler;

import org.jspecify.annotations.NullMarked;
