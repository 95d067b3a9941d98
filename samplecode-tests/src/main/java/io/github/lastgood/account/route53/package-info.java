/// Amazon Route 53 as far as Lastgood uses it: weighted records, changes that take their time to
/// reach every name server, health checks.
@NullMarked
package io.github.lastgood.account.route53;

import org.jspecify.annotations.NullMarked;
