/// Tests of what `targets.yaml` may say.
@NullMarked
package io.github.lastgood.infra.targets;

import org.jspecify.annotations.NullMarked;
