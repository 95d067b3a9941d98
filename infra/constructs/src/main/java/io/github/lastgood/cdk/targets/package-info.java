/// What can be rolled back: turned into the custom resource's properties and the permissions that
/// the functions get for it.
///
/// Start reading at `Target`.
@NullMarked
package io.github.lastgood.cdk.targets;

import org.jspecify.annotations.NullMarked;
