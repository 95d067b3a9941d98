/// Was it the deployment? Stories about the metric of an alarm.
@NullMarked
package io.github.lastgood.story.attribution;

import org.jspecify.annotations.NullMarked;
