package io.github.lastgood.simulation;

import io.github.lastgood.account.Account;
import io.github.lastgood.account.World;
import io.github.lastgood.account.ecs.RolloutTiming;
import io.github.lastgood.action.Parallel;
import io.github.lastgood.ledger.Ledger;
import io.github.lastgood.simulation.team.Team;
import io.github.lastgood.stage.LocalLedger;
import io.github.lastgood.stage.RecordedMeasures;
import io.github.lastgood.stage.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// One seed: a day on which everything goes wrong, and the calm after it.
///
///     Verdict verdict = Simulation.of(42).run();
public final class Simulation {
  private static final Instant START = Instant.parse("2026-11-02T10:00:00Z");
  private static final Duration PIECE = Duration.ofSeconds(20);
  private static final Duration CALM = Duration.ofMinutes(85);

  private final long seed;
  private final Chance chance;
  private final DynamoDbClient table;
  private final Chronicle chronicle;
  private final Tally tally = new Tally();
  private final Account account;
  private final List<Team> teams;
  private final Inspector inspector;
  private final Functions functions;
  private final Trouble trouble;
  private final Post post;
  private final TargetsFile targets;
  private final People people;
  private final Mishaps mishaps;
  private boolean deploying = true;

  private Simulation(long seed, DynamoDbClient table, Chronicle chronicle) {
    this.seed = seed;
    this.chance = new Chance(seed);
    this.table = table;
    this.chronicle = chronicle;
    this.account = new Account(World.PLACE, START, chance.of("ids").seed(), RolloutTiming.USUAL);
    this.teams = Day.teams(account, chance.of("teams"));
    account.sns().createTopic("lastgood-notices");
    var ledger = new Ledger(table, LocalLedger.TABLE);
    this.inspector = new Inspector(account, ledger, teams, chronicle, tally);
    var agenda = account.agenda();
    var lastgood =
        Stage.lastgood(account, table, new RecordedMeasures(), new Parallel(Runnable::run));
    this.functions =
        new Functions(
            lastgood,
            account.clients().codePipeline(),
            agenda,
            chance.of("lambda"),
            chronicle,
            tally,
            inspector::answered);
    this.trouble =
        new Trouble(agenda, chance.of("trouble"), functions, inspector, chronicle, tally);
    this.post = new Post(agenda, chance.of("post"), functions, chronicle, tally);
    this.targets = new TargetsFile(chance.of("targets"));
    this.people =
        new People(agenda, chance.of("people"), functions, teams, targets, chronicle, tally);
    this.mishaps = new Mishaps(account, chance.of("mishaps"), teams, chronicle, tally);
  }

  /// A seed's day with the ledger in memory, told to nobody.
  public static Simulation of(long seed) {
    return new Simulation(seed, new LedgerTable(), Chronicle.silent());
  }

  /// A seed's day.
  ///
  /// @param table an empty ledger's table
  static Simulation of(long seed, DynamoDbClient table, Chronicle chronicle) {
    return new Simulation(seed, table, chronicle);
  }

  /// Plays it, to its end or to the first broken promise.
  public Verdict run() {
    account.calls().hook(trouble);
    register();
    account.events().listen(inspector::hears);
    account.events().listen(post);
    account.ecs().answerHooks((_, event) -> functions.hook(event));
    account.codePipeline().invoke(functions::job);
    account.agenda().every(Duration.ofMinutes(1), functions::tick);
    storm();
    calm();
    functions.abandon();
    if (inspector.violation() == null) {
      inspector.ended();
    }
    ends();
    return new Verdict(seed, chronicle.steps(), inspector.violation(), tally, LedgerText.of(table));
  }

  private void register() {
    teams.forEach(team -> functions.operate(targets.registration(team).toString()));
  }

  private void storm() {
    weather(Weather.of(chance.of("weather")));
    people.work(chance.of("busy").minutes(6, 60));
    mishaps.begin(chance.of("mishap").minutes(8, 60));
    teams.forEach(team -> deploysEvery(team, chance.of("deploys " + team.name())));
    advance(chance.of("storm").minutes(90, 180));
  }

  private void deploysEvery(Team team, Chance own) {
    account
        .agenda()
        .after(
            own.millis(60_000, 3_000_000),
            () -> {
              if (deploying) {
                var words = team.deploy();
                tally.add("deployments");
                chronicle.step(account.now(), () -> team.name() + " " + words);
                deploysEvery(team, own);
              }
            });
  }

  private void calm() {
    deploying = false;
    people.goHome();
    mishaps.end();
    weather(Weather.CALM);
    chronicle.step(account.now(), () -> "from now on nothing goes wrong any more");
    advance(CALM);
  }

  private void weather(Weather now) {
    functions.weather(now);
    trouble.weather(now);
    post.weather(now);
    chronicle.step(account.now(), () -> now.toString());
  }

  private void advance(Duration span) {
    var end = account.now().plus(span);
    while (account.now().isBefore(end) && inspector.violation() == null) {
      account.advance(PIECE);
    }
  }

  private void ends() {
    var ledger = new Ledger(table, LocalLedger.TABLE);
    for (var team : teams) {
      ledger.rollbacks(team.name()).forEach(rollback -> tally.add("ends: " + rollback.status()));
    }
  }
}
