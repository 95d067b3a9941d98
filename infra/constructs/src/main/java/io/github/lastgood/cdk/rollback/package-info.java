/// The parts of `RollbackStack`, one construct for one concern.
///
/// ```
/// Invocations (rules, tick, alarm action) ──► Functions ──► NotificationTopic
///      │ not delivered                          │ failed
///      └──────────────► FailureQueues ◄─────────┘
///                            │
///                       SelfAlarms ──► NotificationTopic
/// ```
@NullMarked
package io.github.lastgood.cdk.rollback;

import org.jspecify.annotations.NullMarked;
