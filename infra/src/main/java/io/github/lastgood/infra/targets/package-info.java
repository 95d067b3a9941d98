/// What `targets.yaml` says: read, checked, and turned into the custom resource's properties and
/// the permissions that the functions get for it.
///
/// Start reading at `TargetsFile`.
@NullMarked
package io.github.lastgood.infra.targets;

import org.jspecify.annotations.NullMarked;
