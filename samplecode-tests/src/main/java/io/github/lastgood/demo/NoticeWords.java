package io.github.lastgood.demo;

import io.github.lastgood.account.message.PublishedNotice;

/// A notice as people get it. Commands are shortened to one line, because a terminal is narrower
/// than a mail.
final class NoticeWords {
  private static final String BAR = "| ";
  private static final int ROW = 10;
  private static final int LONGEST = Page.WIDTH - 26;

  private NoticeWords() {}

  /// Writes the notice: its subject, then its text without the first line, which is the subject
  /// again.
  static void tell(PublishedNotice notice, Page page) {
    page.strongEntry(notice.at(), Who.NOTICE, notice.subject());
    notice
        .message()
        .lines()
        .skip(2)
        .forEach(line -> {
          if (line.startsWith("  aws lambda ")) {
            page.more(BAR + shortened(line));
          } else {
            Wrapping.of(line, LONGEST, hanging(line)).forEach(part -> page.more(BAR + part));
          }
        });
  }

  /// A row is a name and, from the tenth character on, what it is.
  private static int hanging(String line) {
    return line.length() > ROW && line.startsWith(" ", ROW - 1) && line.charAt(ROW) != ' '
        ? ROW
        : 0;
  }

  /// From `aws lambda invoke … --payload '{…}' …` the command itself.
  private static String shortened(String line) {
    var payload = line.substring(Math.max(0, line.indexOf("'{")));
    var whole = "  aws lambda invoke ... " + payload;
    return whole.length() <= LONGEST ? whole : whole.substring(0, LONGEST - 3) + "...";
  }
}
