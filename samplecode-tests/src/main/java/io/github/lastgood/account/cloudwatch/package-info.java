/// Amazon CloudWatch as far as Lastgood uses it: metric, metric math and composite alarms that
/// follow the health of what they watch, and their state changes as events.
///
/// Start with [io.github.lastgood.account.cloudwatch.Alarms]: what makes an alarm turn red.
@NullMarked
package io.github.lastgood.account.cloudwatch;

import org.jspecify.annotations.NullMarked;
