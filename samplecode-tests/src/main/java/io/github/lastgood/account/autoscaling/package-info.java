/// Auto Scaling groups and their instance refreshes.
///
/// Start with [io.github.lastgood.account.autoscaling.SimulatedAutoScaling] (the client), then
/// [io.github.lastgood.account.autoscaling.RefreshSteps] (how a refresh goes on in time). What is
/// refused and how follows the EC2 Auto Scaling API reference and user guide; where AWS is silent
/// the class says what was chosen.
@NullMarked
package io.github.lastgood.account.autoscaling;

import org.jspecify.annotations.NullMarked;
