/// A simulated AWS account behind the AWS SDK's own client interfaces.
///
/// It refuses what AWS refuses, with AWS's error codes; deployments take (virtual) time, fail, trip the
/// circuit breaker; alarms follow the health of what runs; every change of state comes out as the event
/// that EventBridge would deliver. There are no threads, no sleeps and no chance but a seed, so the same
/// calls give the same account.
///
///     World ── the one world of stories and demo, filled into an
///     Account ── clock and events in front of
///        ecs   ec2   autoscaling   cloudwatch   ecr   message     one client each
///        call (the gate)   event (the feed)   setting (time, place, ids)
///
/// Start reading at [io.github.lastgood.account.World], then [io.github.lastgood.account.Account].
@NullMarked
package io.github.lastgood.account;

import org.jspecify.annotations.NullMarked;
