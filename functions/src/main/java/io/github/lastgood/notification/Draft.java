package io.github.lastgood.notification;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.github.lastgood.decision.InWords;
import io.github.lastgood.decision.Reason;
import io.github.lastgood.ledger.Announcement;
import io.github.lastgood.target.Rollback;
import io.github.lastgood.target.Split;
import io.github.lastgood.target.TargetState;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// An announcement that is being worded.
final class Draft {
  /// The operator function's name, as the stacks give it.
  private static final String OPERATOR = "lastgood-operator";

  private static final int LONGEST_SUBJECT = 99;

  /// Control signs, what breaks a line, and what changes the direction of writing.
  private static final Pattern BREAKS = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+");

  private final String id;
  private final Instant at;
  private final Map<String, Object> detail = new LinkedHashMap<>();
  private final StringBuilder text = new StringBuilder();
  private @Nullable String detailType;
  private @Nullable String subject;

  private Draft(String id, Instant at) {
    this.id = id;
    this.at = at;
  }

  static Draft of(TargetState state, String id, Instant now) {
    return new Draft(id, now)
        .detail("target", state.name())
        .detail("resource", state.target().resource().id());
  }

  Draft event(String type) {
    detailType = type;
    return this;
  }

  /// SNS takes fewer than 100 printable ASCII characters.
  Draft subject(String written) {
    var words = oneLine(written);
    var ascii = words.replaceAll("[^\\x20-\\x7e]", "?");
    subject =
        ascii.length() <= LONGEST_SUBJECT ? ascii : ascii.substring(0, LONGEST_SUBJECT - 3) + "...";
    text.append(words).append(".\n");
    return this;
  }

  Draft detail(String name, String value) {
    detail.put(name, value);
    return this;
  }

  Draft rollback(Rollback rollback) {
    detail("rollbackId", rollback.id());
    detail("from", rollback.from().id());
    detail("to", rollback.to().id());
    detail("method", rollback.method().name());
    detail("by", rollback.by());
    detail("status", rollback.status().name());
    detail("message", rollback.why());
    if (rollback.findings() != null && rollback.findings().verdict() != null) {
      detail("attribution", rollback.findings().verdict());
    }
    return this;
  }

  Draft line(String words) {
    text.append(oneLine(words)).append('\n');
    return this;
  }

  Draft row(String name, String value) {
    text.append(String.format(Locale.ROOT, "%-10s%s%n", name, oneLine(value)));
    return this;
  }

  /// What was found out about why it was needed.
  Draft findings(Rollback rollback) {
    var findings = rollback.findings();
    if (findings == null) {
      return this;
    }
    if (!findings.sentence().isEmpty()) {
      row("Evidence", findings.sentence());
    }
    return findings.changes().isEmpty()
        ? this
        : row("Changed", String.join(", ", findings.changes()));
  }

  /// The commands that take the rollback back.
  Draft takeBack(TargetState state, Rollback rollback) {
    var split = Split.parse(rollback.from().id());
    if (split.isPresent()) {
      return line("To take the rollback back, shift the traffic forward again")
          .line("(this brings back what hurt):")
          .command("shift", state.name(), forward(split.get()));
    }
    var from = pasted(rollback.from().id());
    return line("To take the rollback back, lift the quarantine and go to "
            + rollback.from().label())
        .line("(this deploys what hurt once more):")
        .command("pardon", state.name(), ",\"revision\":\"" + from + "\"")
        .command("rollback", state.name(), ",\"to\":\"" + from + "\"");
  }

  private static String forward(Split split) {
    return split.candidate() > 0
        ? ",\"to\":\"candidate\",\"steps\":[" + split.candidate() + "]"
        : ",\"to\":\"stable\",\"steps\":[100]";
  }

  /// The commands that a person usually needs next.
  Draft commands(TargetState state) {
    return line("To see more, or to roll back by hand:")
        .command("status", state.name(), "")
        .command("plan", state.name(), "")
        .command("rollback", state.name(), "");
  }

  Draft command(String command, String target, String more) {
    var who =
        switch (command) {
          case "status", "plan" -> "";
          default -> ",\"by\":\"YOUR NAME\",\"reason\":\"WHY\"";
        };
    text.append("  aws lambda invoke --function-name ")
        .append(OPERATOR)
        .append(" --cli-binary-format raw-in-base64-out --payload '{\"command\":\"")
        .append(command)
        .append("\",\"target\":\"")
        .append(target)
        .append('"')
        .append(more)
        .append(who)
        .append("}' /dev/stdout\n");
    return this;
  }

  /// What others wrote stays on its line: nobody can add lines, commands least of all, to a notice.
  private static String oneLine(String words) {
    return BREAKS.matcher(words).replaceAll(" ");
  }

  /// A text in the JSON of a command that people paste into a shell, between single quotes. The key
  /// of a bundle in S3 may have one.
  private static String pasted(String value) {
    return new String(JsonStringEncoder.getInstance().quoteAsString(value)).replace("'", "\\u0027");
  }

  Announcement build() {
    return new Announcement(id, at, detailType, detail, subject, text.toString());
  }

  static String plain(Reason reason) {
    return reason.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }

  static String took(Rollback rollback) {
    var end = rollback.endedAt() == null ? rollback.claimedAt() : rollback.endedAt();
    var all = Duration.between(rollback.claimedAt(), end);
    return all.compareTo(Duration.ofMinutes(2)) < 0 ? seconds(all) : InWords.span(all);
  }
}
