package io.github.lastgood.account.message;

import java.time.Instant;
import java.util.List;

/// An event that somebody put on a bus.
///
/// @param at when
/// @param busName the bus's name or ARN; `default` when none was given
/// @param source for example `lastgood`
/// @param detailType for example `Rollback Started`
/// @param resources ARNs; may be empty
/// @param detail JSON
public record PublishedEvent(
    Instant at,
    String busName,
    String source,
    String detailType,
    List<String> resources,
    String detail) {}
