/// Lastgood puts a deployment that hurts back on its last version known to be good.
///
/// ```
///   alarm ──┐                                                        ┌─> ECS
///   event ──┤  handler ──> RollbackPipeline ─────────────────────────┤
///   order ──┘               observe > decide > claim > act > record > announce ──> SNS, bus
///                              │        │        │               │
///   tick  ───> Watch ──────────┤   DecisionTable └──── Ledger ───┘
///                              └─> CloudWatch, ECS, ECR
/// ```
///
/// Start reading here:
///
/// 1. [io.github.lastgood.RollbackPipeline]: the way of a signal, on one screen.
/// 2. [io.github.lastgood.decision.DecisionTable]: what is answered, row by row.
/// 3. [io.github.lastgood.ledger.Ledger] and [io.github.lastgood.ledger.Commit]: why only one
///    handler acts.
/// 4. [io.github.lastgood.Watch]: what finishes everything that was left open.
///
/// A package may use only those on its left, and a test holds that:
///
/// `target → signal → decision → action → ledger → notification → RollbackPipeline, Watch →
/// handler`
///
/// `target`, `signal` and `decision` are pure: no AWS, Jackson, Lambda or logging type, no clock.
@NullMarked
package io.github.lastgood;

import org.jspecify.annotations.NullMarked;
