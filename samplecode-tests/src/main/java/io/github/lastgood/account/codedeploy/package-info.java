/// CodeDeploy of the simulated account: applications, deployment groups and their deployments over
/// virtual time, with CodeDeploy's own alarms and rollbacks.
@NullMarked
package io.github.lastgood.account.codedeploy;

import org.jspecify.annotations.NullMarked;
