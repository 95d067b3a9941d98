/// Amazon ECS as far as Lastgood uses it: services with the rolling controller, their deployments,
/// service revisions and service deployments, and task definitions.
///
/// Start with [io.github.lastgood.account.ecs.SimulatedEcs] (the client), then
/// [io.github.lastgood.account.ecs.RolloutSteps] (how a deployment goes on in time). What is
/// refused and how follows the ECS API reference; where AWS is silent the class says what was
/// chosen.
@NullMarked
package io.github.lastgood.account.ecs;

import org.jspecify.annotations.NullMarked;
