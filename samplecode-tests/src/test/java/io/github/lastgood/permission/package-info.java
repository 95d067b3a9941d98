/// The proof of least privilege: what the functions did in the stories against what the synthesized
/// policies allow them, in both directions. Start reading at `PermissionsIT`.
@NullMarked
package io.github.lastgood.permission;

import org.jspecify.annotations.NullMarked;
