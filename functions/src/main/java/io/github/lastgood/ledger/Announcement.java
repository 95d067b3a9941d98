package io.github.lastgood.ledger;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Something that people and the bus are to hear. It is stored together with what it tells of, and
/// deleted once it is told, so that a crash in between cannot swallow it.
///
/// @param id unique; a second telling carries the same one
/// @param at when it came about
/// @param detailType the event's type on the bus, such as `Rollback Started`; null for none
/// @param detail the event's detail
/// @param subject the notice's subject, fewer than 100 ASCII characters; null for no notice
/// @param text the notice's text
public record Announcement(
    String id,
    Instant at,
    @Nullable String detailType,
    Map<String, Object> detail,
    @Nullable String subject,
    String text) {

  /// What is left to tell once the bus has heard of it.
  public Announcement withoutEvent() {
    return new Announcement(id, at, null, Map.of(), subject, text);
  }

  /// What is left to tell once people have heard of it.
  public Announcement withoutNotice() {
    return new Announcement(id, at, detailType, detail, null, "");
  }

  /// True when nothing is left to tell.
  public boolean isTold() {
    return detailType == null && subject == null;
  }
}
