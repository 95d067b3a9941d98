/// What Lastgood tells the world: SNS topics and the EventBridge bus, which keep what was
/// published.
@NullMarked
package io.github.lastgood.account.message;

import org.jspecify.annotations.NullMarked;
