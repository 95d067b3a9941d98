/// Reads and checks `targets.yaml`.
///
/// Start reading at `TargetsFile`.
@NullMarked
package io.github.lastgood.infra.targets;

import org.jspecify.annotations.NullMarked;
