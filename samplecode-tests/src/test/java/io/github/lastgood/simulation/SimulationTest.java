package io.github.lastgood.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.simulation.invariant.Violation;
import io.github.lastgood.stage.LocalLedger;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

class SimulationTest {
  private static final int SEEDS = 300;

  @Test
  void everyPromiseIsKeptOnHundredsOfBadDays() {
    var said = new ByteArrayOutputStream();
    var result = new Seeds(1, SEEDS).playAll(_ -> {});
    var report = new Report(new PrintStream(said, true, StandardCharsets.UTF_8));
    result.broken().forEach(report::verdict);

    assertThat(said.toString(StandardCharsets.UTF_8)).isEmpty();
    assertThat(result.count()).isEqualTo(SEEDS);
  }

  @Test
  void theDaysAreBadEnoughToMeanSomething() {
    var seen = new Seeds(1, 40).playAll(_ -> {}).tally();

    assertThat(List.of("crashes", "events lost", "events doubled", "events late", "shared outages"))
        .allSatisfy(what -> assertThat(seen.of(what)).as(what).isPositive());
    assertThat(seen.under("rollbacks: ")).containsKeys("UPDATE_SERVICE", "SHIFT_TRAFFIC");
    assertThat(seen.under("ends: ")).containsKeys("RECOVERED", "NOT_RECOVERED", "FAILED");
    assertThat(seen.states()).isGreaterThan(500);
  }

  @ParameterizedTest
  @ValueSource(longs = {7, 21, 150})
  void theSameSeedLeavesTheSameLedgerByteForByte(long seed) {
    var once = Simulation.of(seed).run();
    var again = Simulation.of(seed).run();

    assertThat(again.ledger()).isEqualTo(once.ledger());
    assertThat(again.steps()).isEqualTo(once.steps());
  }

  @Test
  void anotherSeedIsAnotherDay() {
    assertThat(Simulation.of(1).run().ledger()).isNotEqualTo(Simulation.of(2).run().ledger());
  }

  /// The table in memory is quick, DynamoDB Local is DynamoDB's own engine.
  @ParameterizedTest
  @ValueSource(longs = {3, 14, 26})
  void theTableInMemoryEndsLikeDynamoDb(long seed) {
    try (var local = new LocalLedger()) {
      var real = Simulation.of(seed, local.client(), Chronicle.silent()).run();
      var inMemory = Simulation.of(seed).run();

      assertThat(real.violation()).isNull();
      assertThat(inMemory.ledger()).isEqualTo(real.ledger());
    }
  }

  @Test
  void aTableThatForgetsTheLedgersConditionsIsFoundOut() {
    var verdict =
        LongStream.rangeClosed(1, 200)
            .mapToObj(seed -> Simulation.of(seed, new Careless(), Chronicle.silent()).run())
            .filter(each -> each.violation() != null)
            .findFirst();

    assertThat(verdict).isPresent();
  }

  /// Writes whatever it is given.
  private static final class Careless extends LedgerTable {
    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
      for (var write : request.transactItems()) {
        if (write.put() != null) {
          putItem(PutItemRequest.builder().item(write.put().item()).build());
        } else {
          deleteItem(delete -> delete.key(write.delete().key()));
        }
      }
      return TransactWriteItemsResponse.builder().build();
    }
  }

  @Test
  void aBrokenPromiseNamesItsSeedAndHowToSeeItAgain() {
    var said = new ByteArrayOutputStream();
    var broken =
        Simulation.of(5)
            .run()
            .with(new Violation("BudgetHolds", "Never more than allowed.", "4 of 3", 812));
    new Report(new PrintStream(said, true, StandardCharsets.UTF_8)).verdict(broken);

    assertThat(said.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "Seed 5, step 812: BudgetHolds is broken.",
            "  promise  Never more than allowed.",
            "  seen     4 of 3",
            "  replay   ./lastgood simulate --seed 5 --steps");
  }

  @Test
  void theStepsOfASeedAreNumberedAndTimed() {
    var said = new ByteArrayOutputStream();
    var exit =
        Simulate.run(
            List.of("--seed", "5", "--steps"),
            new PrintStream(said, true, StandardCharsets.UTF_8),
            System.err);

    assertThat(exit).isZero();
    assertThat(said.toString(StandardCharsets.UTF_8).lines().findFirst().orElseThrow())
        .matches(" +1  10:00:00.000  .+");
    assertThat(said.toString(StandardCharsets.UTF_8)).endsWith("Seed 5: every promise was kept.\n");
  }

  @Test
  void optionsThatMakeNoSenseAreOneSentence() {
    var wrong =
        Map.of(
            "--seeds none", List.of("--seeds", "none"),
            "--seeds 0", List.of("--seeds", "0"),
            "nothing", List.<String>of(),
            "--steps alone", List.of("--steps"));
    wrong.forEach((name, args) -> {
      var said = new ByteArrayOutputStream();
      var err = new PrintStream(said, true, StandardCharsets.UTF_8);
      assertThat(Simulate.run(args, System.out, err)).as(name).isEqualTo(2);
      assertThat(said.toString(StandardCharsets.UTF_8))
          .startsWith("lastgood: write simulate --seeds COUNT");
    });
  }
}
