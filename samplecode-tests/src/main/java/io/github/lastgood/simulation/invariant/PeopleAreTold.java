package io.github.lastgood.simulation.invariant;

import io.github.lastgood.account.message.PublishedNotice;
import io.github.lastgood.ledger.Receipt;
import io.github.lastgood.simulation.team.Team;
import io.github.lastgood.target.Rollback;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A person hears of every rollback's end and of every answer that needs one; nothing is left
/// untold.
public final class PeopleAreTold implements Invariant {
  private static final Duration ON_ITS_WAY = Duration.ofMinutes(3);
  private static final int ALL = 10_000;

  @Override
  public String sentence() {
    return "A person hears of every escalation and of every rollback's end.";
  }

  @Override
  public Optional<String> ended(Scene scene) {
    var notices = scene.account().sns().published();
    var untold =
        scene.ledger().untold().stream()
            .filter(told -> told.at().plus(ON_ITS_WAY).isBefore(scene.now()))
            .map(told -> told.id() + " was never told");
    return Stream.concat(
            untold,
            scene.teams().stream()
                .flatMap(team ->
                    Stream.concat(ends(scene, team, notices), answers(scene, team, notices))))
        .findFirst();
  }

  private static Stream<String> ends(Scene scene, Team team, List<PublishedNotice> notices) {
    return scene.ledger().rollbacks(team.name()).stream()
        .filter(rollback -> rollback.status().isEnd())
        .filter(rollback -> notices.stream().noneMatch(notice -> tells(notice, team, rollback)))
        .map(rollback -> "nobody heard that " + rollback.id() + " ended " + rollback.status());
  }

  private static boolean tells(PublishedNotice notice, Team team, Rollback rollback) {
    var how =
        switch (rollback.status()) {
          case RECOVERED -> " recovered on ";
          case NOT_RECOVERED -> " did NOT recover ";
          case FAILED, PENDING, SETTLING, RECOVERING -> " FAILED";
        };
    return notice.subject().contains(team.name())
        && notice.subject().contains(how)
        && notice.message().contains(rollback.id());
  }

  private static Stream<String> answers(Scene scene, Team team, List<PublishedNotice> notices) {
    return scene.ledger().receipts(team.name(), ALL).stream()
        .filter(receipt -> !subject(receipt).isEmpty())
        .filter(receipt ->
            receipt.reason().equals("SHARED_CAUSE")
                ? notices.stream().noneMatch(notice -> tellsOfTheCause(notice, receipt))
                : notices.stream()
                    .filter(notice -> notice.subject().contains(team.name()))
                    .noneMatch(notice -> answers(notice, receipt)))
        .map(receipt -> "nobody heard " + receipt.decision() + " " + receipt.reason());
  }

  /// One notice for all who are held, within the hour before.
  private static boolean tellsOfTheCause(PublishedNotice notice, Receipt receipt) {
    return notice.subject().endsWith(" are red: one cause")
        && notice.at().isAfter(receipt.decidedAt().minus(Duration.ofHours(1)));
  }

  /// That a rollback did not help is told with its end already.
  private static boolean answers(PublishedNotice notice, Receipt receipt) {
    return notice.subject().contains(subject(receipt))
        || (receipt.reason().equals("ROLLBACK_DID_NOT_HELP")
            && (notice.subject().contains(" did NOT recover ")
                || notice.subject().endsWith(" FAILED")));
  }

  /// What the subject of the notice says; empty when nobody needs to hear of it.
  private static String subject(Receipt receipt) {
    return switch (receipt.decision()) {
      case "HOLD" -> "the rollback is held";
      case "ESCALATE" -> "needs a person";
      case "AWAIT_APPROVAL" -> "waits for your word";
      case "WOULD_ROLL_BACK" -> "would have gone back";
      default -> "";
    };
  }
}
