/// Reads and checks `targets.yaml`.
///
/// What the file may say stands in `infra/targets.schema.json`, and there alone. `TargetsFile`
/// reads the file, `TargetsSchema` asks the schema, `Fault` makes a sentence of what it does not
/// allow, and `TargetEntry` makes targets of the rest. Start reading at `TargetsFile`.
@NullMarked
package io.github.lastgood.infra.targets;

import org.jspecify.annotations.NullMarked;
