/// What Lastgood is told: alarms, deployments, orders, whatever channel they came by. Pure.
@NullMarked
package io.github.lastgood.signal;

import org.jspecify.annotations.NullMarked;
