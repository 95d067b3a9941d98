package io.github.lastgood.account.cloudwatch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/// One state of an alarm, as `state` and `previousState` of its events show it.
///
/// @param value OK, ALARM or INSUFFICIENT_DATA
/// @param reason for people
/// @param reasonData a JSON text
/// @param since when the alarm came into this state; a suppression that ends makes a new one
/// @param transitioned since when it has this value
/// @param suppressedBy `WaitPeriod`, `ExtensionPeriod` or `Alarm`; null while actions are not
///   suppressed
record StateView(
    StateValue value,
    String reason,
    String reasonData,
    Instant since,
    Instant transitioned,
    @Nullable String suppressedBy) {}
