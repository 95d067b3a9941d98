/// Elastic Load Balancing (Application Load Balancers) as far as Lastgood uses it: listeners,
/// rules, target groups and their health, weighted forwards.
@NullMarked
package io.github.lastgood.account.elb;

import org.jspecify.annotations.NullMarked;
