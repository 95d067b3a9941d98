package io.github.lastgood.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.lastgood.account.World;
import io.github.lastgood.account.WorldOptions;
import io.github.lastgood.account.event.Delivery;
import io.github.lastgood.account.event.EventFeed;
import io.github.lastgood.stage.Invoked;
import io.github.lastgood.target.TargetState;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Feeds an event of the user's choice into the story and shows what came of it.
final class Feeding {
  private static final Duration AFTERWARDS = Duration.ofMinutes(22);
  private static final Duration STORY = Duration.ofMinutes(37);
  private static final ObjectMapper PRETTY =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final Parcel parcel;
  private final Play play;
  private final Schedule schedule;
  private @Nullable Invoked arrived;
  private @Nullable TargetState before;

  private Feeding(Parcel parcel, Play play, Schedule schedule) {
    this.parcel = parcel;
    this.play = play;
    this.schedule = schedule;
  }

  /// Plays the story with the event in it.
  ///
  /// @return whether the function gave an answer, and changed nothing where it refused
  static boolean feed(Parcel parcel, Page page) {
    page.strong("Lastgood gets " + parcel.file());
    var undelivered = parcel.undelivered();
    if (undelivered != null) {
      page.line(
          "No rule of the stacks delivers events of the type \""
              + undelivered
              + "\": Lastgood never hears of it, and nothing happens.");
      return true;
    }
    var schedule = Schedule.of(parcel);
    page.line(schedule.why() == null ? "It arrives at its own time." : schedule.why());
    var world =
        World.create(WorldOptions.usual().startingAt(schedule.begin().minus(Schedule.LEAD)));
    var subject = Casting.of(parcel).in(world, parcel);
    FedAlarms.explain(parcel.alarms(), world.account().alarms().names(), schedule, page);
    var scene =
        Scene.of(subject, play -> play.then(schedule.begin(), () -> before(parcel, subject, play)));
    try (var play = Play.open(world, scene, schedule.begin(), page)) {
      return new Feeding(parcel, play, schedule).tell();
    }
  }

  /// What people do before the event arrives: they deploy what hurts, but where the event is about
  /// a shift.
  private static void before(Parcel parcel, Subject subject, Play play) {
    switch (parcel.shiftAction()) {
      case "" -> subject.deployBad(play);
      case "halt" -> play.orders("shift.json");
      case "resume" -> {
        play.orders("shift.json");
        play.orders("shift-halt.json");
      }
      default -> {}
    }
  }

  private boolean tell() {
    var alarms = new FedAlarms(parcel.alarms(), play, schedule);
    play.start(listener -> Delivery.dropping(alarms::areTold, listener));
    alarms.turn();
    // An event is on its way for a moment, as every other.
    var arrival = schedule.arrival().plus(EventFeed.LATENCY).plusMillis(1);
    play.then(arrival, this::arrive);
    play.until(arrival);
    var first = arrived;
    var answer = first == null ? null : first.answer();
    if (answer != null && (isRefused(answer) || parcel.isQuestion())) {
      return nothingChanged();
    }
    play.until(schedule.begin().plus(STORY));
    play.until(arrival.plus(AFTERWARDS));
    Situation.tell(play);
    return answer != null;
  }

  private void arrive() {
    before = state().orElse(null);
    play.says(Who.STORY, "Your event arrives: " + parcel.file());
    play.stage().observe(this::keepFirst);
    switch (parcel.kind()) {
      case ALARM -> play.stage().alarm(parcel.text());
      case DEPLOYMENT -> play.stage().deployment(parcel.text());
      case HOOK -> play.stage().hook(parcel.text());
      case JOB -> {
        play.world().account().codePipeline().expect(parcel.json());
        play.stage().pipeline(parcel.text());
      }
      case COMMAND -> play.stage().operate(parcel.text());
    }
  }

  private void keepFirst(Invoked invoked) {
    if (arrived == null) {
      arrived = invoked;
      Optional.ofNullable(invoked.answer()).ifPresent(this::show);
    }
  }

  private void show(JsonNode answer) {
    play.says(Who.LASTGOOD, "The answer, as the function gave it:");
    try {
      PRETTY.writeValueAsString(answer).lines().forEach(play.page()::faint);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isRefused(JsonNode returned) {
    var answers = AnswerWords.answers(returned);
    return !answers.isEmpty() && answers.stream().allMatch(each -> each.has("error"));
  }

  private Optional<TargetState> state() {
    return play.stage().ledger().state(play.subject().target());
  }

  private boolean nothingChanged() {
    var same = Optional.ofNullable(before).equals(state());
    play.page().line("");
    play.page().checked(same, "The ledger knows what it knew before: nothing was changed.");
    return same;
  }
}
