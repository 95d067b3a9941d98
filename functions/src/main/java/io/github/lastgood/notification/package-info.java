/// What people and the bus are told: [io.github.lastgood.notification.Notices] words it,
/// [io.github.lastgood.notification.Announcer] sends it.
@NullMarked
package io.github.lastgood.notification;

import org.jspecify.annotations.NullMarked;
