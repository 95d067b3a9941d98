/// Stories of targets that a pipeline deploys: what a rollback does at the stage.
@NullMarked
package io.github.lastgood.story.pipeline;

import org.jspecify.annotations.NullMarked;
