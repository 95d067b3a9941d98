/// Stories of traffic splits: blue/green and canary on EC2, behind a load balancer and in DNS.
@NullMarked
package io.github.lastgood.story.split;

import org.jspecify.annotations.NullMarked;
