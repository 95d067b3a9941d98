/// The events that EventBridge would deliver, as JSON, and how a story lets them arrive: once,
/// twice, late, in another order or not at all.
@NullMarked
package io.github.lastgood.account.event;

import org.jspecify.annotations.NullMarked;
