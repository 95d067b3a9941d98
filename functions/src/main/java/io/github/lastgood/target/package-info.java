/// What can be rolled back and what Lastgood knows about it: targets, revisions, deployments,
/// rollbacks. Pure: no AWS, Jackson, Lambda or logging type, no clock.
@NullMarked
package io.github.lastgood.target;

import org.jspecify.annotations.NullMarked;
