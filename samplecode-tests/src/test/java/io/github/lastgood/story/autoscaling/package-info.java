/// What happens to an Auto Scaling group, told from its alarm to the end of its rollback.
@NullMarked
package io.github.lastgood.story.autoscaling;

import org.jspecify.annotations.NullMarked;
