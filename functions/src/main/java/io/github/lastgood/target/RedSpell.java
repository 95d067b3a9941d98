package io.github.lastgood.target;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A time in which at least one alarm of a target was red without a break.
///
/// @param since when the first of them went red
/// @param until when the last of them was quiet again; null while one is red
/// @param deployed true when it began inside the suspect window of the deployment that was the
///   current one then
public record RedSpell(Instant since, @Nullable Instant until, boolean deployed) {}
