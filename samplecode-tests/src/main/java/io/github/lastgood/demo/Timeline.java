package io.github.lastgood.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lastgood.account.event.AwsEvent;
import io.github.lastgood.account.message.PublishedEvent;
import io.github.lastgood.account.message.PublishedNotice;
import io.github.lastgood.stage.Invoked;
import io.github.lastgood.stage.Stage;
import io.github.lastgood.target.Rollback;
import io.github.lastgood.target.TargetState;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Watches a stage and writes down what happens, in the order in which it happens.
final class Timeline {
  private final Stage stage;
  private final String target;
  private final Page page;
  private final CallList calls = new CallList();
  private final Set<String> seenRequests = new HashSet<>();
  private @Nullable TargetState known;
  private int noticesTold;
  private int busEventsTold;
  private int silentTicks;
  private int roundTripsToTheMove;

  private Timeline(Stage stage, String target, Page page) {
    this.stage = stage;
    this.target = target;
    this.page = page;
  }

  /// Watches from now on. To be called before the stage hears events, so that an event stands
  /// before its answer.
  ///
  /// @param target whose ledger is told about
  static Timeline of(Stage stage, String target, Page page) {
    var timeline = new Timeline(stage, target, page);
    stage.world().account().events().listen(timeline::happened);
    stage.observe(timeline::invoked);
    return timeline;
  }

  /// How often the watch looked and there was nothing to do.
  int silentTicks() {
    return silentTicks;
  }

  /// The calls of the rollback, or of the shift, that was played.
  CallList calls() {
    return calls;
  }

  /// The round trips of the first invocation that moved, up to its move; 0 when none did.
  int roundTripsToTheMove() {
    return roundTripsToTheMove;
  }

  private void happened(AwsEvent event) {
    EventWords.tell(event, stage.world(), page);
  }

  private void invoked(Invoked invoked) {
    var isAgain = !seenRequests.add(invoked.requestId());
    var news = news();
    var answer = invoked.answer();
    if (answer != null && isSilent(invoked, answer, news)) {
      if (isTick(invoked)) {
        silentTicks++;
        return;
      }
    } else {
      calls.add(invoked, lastRollback());
    }
    heading(invoked, isAgain);
    if (answer == null) {
      page.strongEntry(invoked.at(), who(invoked), "No answer: " + invoked.failure() + ".");
    } else {
      AnswerWords.answers(answer).stream()
          .filter(each -> AnswerWords.speaks(each) || news.isEmpty())
          .forEach(each -> AnswerWords.tell(invoked.at(), who(invoked), each, page));
    }
    if (CallWords.moves(invoked)) {
      page.more("AWS calls; those with the same number are made at the same time:");
      CallWords.tell(invoked, page);
      if (roundTripsToTheMove == 0) {
        roundTripsToTheMove = CallWords.roundTripsToTheMove(invoked.steps());
      }
    }
    news.forEach(line -> page.entry(invoked.at(), Who.LEDGER, line));
    notices().forEach(notice -> NoticeWords.tell(notice, page));
    busEvents(invoked);
  }

  private boolean isSilent(Invoked invoked, JsonNode answer, List<String> news) {
    return news.isEmpty()
        && answer.path("answers").isEmpty()
        && !CallWords.moves(invoked)
        && stage.notices().size() == noticesTold
        && stage.busEvents().size() == busEventsTold;
  }

  private void heading(Invoked invoked, boolean isAgain) {
    if (isAgain) {
      page.entry(invoked.at(), Who.STORY, "Lambda delivers the event again.");
    }
    if (isTick(invoked)) {
      page.entry(invoked.at(), Who.WATCH, "looks at what is, as every minute.");
    }
    if (invoked.function().equals("DeploymentHookHandler")) {
      var stage = EventWords.json(invoked.event()).path("lifecycleStage").asText();
      page.entry(invoked.at(), Who.STORY, "ECS asks the lifecycle hook: " + stage + "?");
    }
    if (invoked.function().equals("OperatorHandler")) {
      page.entry(invoked.at(), Who.TEAM, CommandWords.of(EventWords.json(invoked.event())));
    }
  }

  private static Who who(Invoked invoked) {
    return isTick(invoked) ? Who.WATCH : Who.LASTGOOD;
  }

  private static boolean isTick(Invoked invoked) {
    return EventWords.json(invoked.event()).path("lastgood").asText().equals("watch");
  }

  private List<String> news() {
    var now = stage.ledger().state(target).orElse(null);
    var before = known;
    known = now;
    return LedgerNews.between(before, now, lastRollback());
  }

  private @Nullable Rollback lastRollback() {
    return stage.ledger().rollbacks(target).stream().findFirst().orElse(null);
  }

  private List<PublishedNotice> notices() {
    var all = stage.notices();
    var fresh = List.copyOf(all.subList(noticesTold, all.size()));
    noticesTold = all.size();
    return fresh;
  }

  private void busEvents(Invoked invoked) {
    var all = stage.busEvents();
    var fresh = all.subList(busEventsTold, all.size());
    if (!fresh.isEmpty()) {
      var types = fresh.stream().map(PublishedEvent::detailType).collect(Collectors.joining(", "));
      page.entry(invoked.at(), Who.BUS, types);
    }
    busEventsTold = all.size();
  }
}
