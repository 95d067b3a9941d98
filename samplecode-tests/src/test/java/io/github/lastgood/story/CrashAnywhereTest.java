package io.github.lastgood.story;

import static java.util.stream.Collectors.toSet;

import io.github.lastgood.account.Release;
import io.github.lastgood.account.WorldOptions;
import io.github.lastgood.account.call.Call;
import io.github.lastgood.account.call.CallHook;
import io.github.lastgood.account.call.JournalEntry;
import io.github.lastgood.account.call.ProcessCrash;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A function dies right after a call to AWS, its answer lost: once for every call of a story that
/// is made at an instant at which anything is written. (To die before a call is to die after the
/// one before it.) Retries and ticks bring every run to the same end.
class CrashAnywhereTest {

  enum Turn {
    ALARM_AFTER_THE_DEPLOYMENT(Release.BAD),
    GOOD_DEFINITION_DEREGISTERED(Release.BAD),
    ALARM_WHILE_IN_FLIGHT(Release.BAD_AT_ONCE),
    DEPLOYMENT_FAILS(Release.CRASHING);

    private final Release release;

    Turn(Release release) {
      this.release = release;
    }

    WorldOptions options() {
      return this == DEPLOYMENT_FAILS
          ? WorldOptions.usual().withBreakerThatOnlyFails()
          : WorldOptions.usual();
    }

    void play(Story story) {
      if (this == GOOD_DEFINITION_DEREGISTERED) {
        story.world.deregister(Release.GOOD);
      }
      story.deploy(release);
      story.until("10:40");
    }
  }

  /// How a run ended, whatever happened on the way. What people and the bus hear may come twice,
  /// but never not at all.
  private record End(
      List<String> deployments,
      List<String> rollbacks,
      List<String> knownGood,
      List<String> quarantine,
      Set<String> subjects,
      Set<String> busEvents,
      boolean rollbackIsOpen,
      int untold) {}

  private record Run(End end, List<JournalEntry> calls) {}

  @ParameterizedTest
  @EnumSource
  void aCrashAfterAnyCallLeadsToTheSameEnd(Turn turn) {
    var clean = run(turn, 0);
    var softly = new SoftAssertions();
    for (var call : callsWhereSomethingIsWritten(clean.calls())) {
      var end = run(turn, call.number()).end();
      softly.assertThat(end).as("%s, crash after %s", turn, call).isEqualTo(clean.end());
    }
    softly.assertAll();
  }

  private static List<Call> callsWhereSomethingIsWritten(List<JournalEntry> journal) {
    var instants =
        journal.stream()
            .map(JournalEntry::call)
            .filter(call -> call.name().equals("dynamodb:TransactWriteItems"))
            .map(Call::at)
            .collect(toSet());
    return journal.stream()
        .map(JournalEntry::call)
        .filter(call -> instants.contains(call.at()))
        .toList();
  }

  private static Run run(Turn turn, int crashAt) {
    var story = new Story(turn.options());
    var calls = story.world.account().calls();
    var before = calls.journal().size();
    story.trouble(crashAfter(crashAt));
    turn.play(story);
    var journal = List.copyOf(calls.journal().subList(before, calls.journal().size()));
    var run = new Run(end(story), journal);
    story.end();
    return run;
  }

  private static CallHook crashAfter(int number) {
    return new CallHook() {
      @Override
      public void after(Call call) {
        if (call.number() == number) {
          throw new ProcessCrash(call);
        }
      }
    };
  }

  private static End end(Story story) {
    return new End(
        story.deployments(),
        story.rollbacks(),
        story.knownGood(),
        story.quarantine(),
        Set.copyOf(story.subjects()),
        Set.copyOf(story.busEvents()),
        story.stage.orders().rollback() != null,
        story.stage.ledger().untold().size());
  }
}
