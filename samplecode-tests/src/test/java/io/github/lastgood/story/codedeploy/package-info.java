/// The stories of targets that CodeDeploy deploys.
@NullMarked
package io.github.lastgood.story.codedeploy;

import org.jspecify.annotations.NullMarked;
