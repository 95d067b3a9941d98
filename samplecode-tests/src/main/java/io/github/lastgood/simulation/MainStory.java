package io.github.lastgood.simulation;

import io.github.lastgood.account.Release;
import io.github.lastgood.account.World;
import io.github.lastgood.account.call.CallHook;
import io.github.lastgood.account.call.JournalEntry;
import io.github.lastgood.account.event.AwsEvent;
import io.github.lastgood.account.message.PublishedNotice;
import io.github.lastgood.action.Parallel;
import io.github.lastgood.ledger.Ledger;
import io.github.lastgood.stage.LocalLedger;
import io.github.lastgood.stage.RecordedMeasures;
import io.github.lastgood.stage.Stage;
import io.github.lastgood.target.Rollback;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;

/// The main story: a bad revision of orders-api is deployed at 10:00, hurts its users long after
/// ECS called it complete, and is rolled back. Played with one thing going wrong, to its end at
/// 10:40.
final class MainStory {
  private static final Duration LENGTH = Duration.ofMinutes(40);

  private final World world = World.create();
  private final LedgerTable table = new LedgerTable();
  private final Ledger ledger = new Ledger(table, LocalLedger.TABLE);
  private final Functions functions;
  private int registered;

  /// How the functions hear of the account's events.
  @FunctionalInterface
  interface Delivery {
    /// Brings an event, or does not.
    ///
    /// @param number counts the events from 1
    void bring(int number, AwsEvent event, Runnable arrive);
  }

  private MainStory() {
    var account = world.account();
    account.sns().createTopic("lastgood-notices");
    functions =
        new Functions(
            Stage.lastgood(account, table, new RecordedMeasures(), new Parallel(Runnable::run)),
            account.clients().codePipeline(),
            account.agenda(),
            new Chance(1),
            Chronicle.silent(),
            new Tally(),
            (_, _) -> {});
  }

  /// How it ended.
  ///
  /// @param end the end, without times
  /// @param movedAt when what runs was deployed: of a story that ended well, the move
  /// @param calls every call of the story
  /// @param events how many events there were
  record Played(StoryEnd end, Instant movedAt, List<JournalEntry> calls, int events) {}

  static Played play(Fault fault, Delivery delivery) {
    var story = new MainStory();
    return story.play(fault.in(story.functions), delivery);
  }

  /// Something that goes wrong at calls.
  @FunctionalInterface
  interface Fault {
    CallHook in(Functions functions);
  }

  private Played play(CallHook fault, Delivery delivery) {
    var account = world.account();
    functions.operate(Stage.event("operator/register.json"));
    registered = account.calls().journal().size();
    account.calls().hook(fault);
    var events = new int[1];
    account.events().listen(event -> delivery.bring(++events[0], event, () -> arrive(event)));
    account.agenda().every(Duration.ofMinutes(1), functions::tick);
    world.deploy(Release.BAD);
    world.advance(LENGTH);
    return new Played(end(), movedAt(), calls(), events[0]);
  }

  private void arrive(AwsEvent event) {
    if (event.isAlarm()) {
      functions.alarm(event.json());
    } else {
      functions.deployment(event.json());
    }
  }

  private List<JournalEntry> calls() {
    var journal = world.account().calls().journal();
    return List.copyOf(journal.subList(registered, journal.size()));
  }

  /// The service runs what the move brought, since then.
  private Instant movedAt() {
    return world.primary().createdAt();
  }

  private StoryEnd end() {
    var state = ledger.state(World.SERVICE).orElseThrow();
    return new StoryEnd(
        label(world.primary().taskDefinition()),
        ledger.rollbacks(World.SERVICE).reversed().stream().map(MainStory::words).toList(),
        state.knownGood().stream().map(good -> good.revision().label()).toList(),
        state.quarantine().stream().map(bad -> bad.revision().label()).toList(),
        new TreeSet<>(
            world.account().sns().published().stream().map(PublishedNotice::subject).toList()),
        ledger.untold().size());
  }

  private static String words(Rollback rollback) {
    return "%s to %s by %s: %s"
        .formatted(
            rollback.from().label(), rollback.to().label(), rollback.method(), rollback.status());
  }

  private static String label(String arn) {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }
}
