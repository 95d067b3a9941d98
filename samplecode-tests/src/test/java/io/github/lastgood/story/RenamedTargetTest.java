package io.github.lastgood.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.account.Release;
import io.github.lastgood.account.World;
import io.github.lastgood.account.call.Call;
import io.github.lastgood.account.call.CallHook;
import io.github.lastgood.account.call.ProcessCrash;
import io.github.lastgood.ledger.Definition;
import io.github.lastgood.ledger.Hint;
import io.github.lastgood.stage.CloudFormation;
import io.github.lastgood.target.Rollback;
import io.github.lastgood.target.TargetState;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Somebody writes `orders` instead of `orders-api` in `targets.yaml` and deploys. CloudFormation
/// creates a resource for the new name and deletes that of the old one; when the update fails, it
/// deletes the new one instead.
class RenamedTargetTest extends Story {
  private static final String SERVICE_ARN = "arn:aws:ecs:eu-west-1:111122223333:service/prod/";

  enum Turn {
    UPDATED,
    ROLLED_BACK,
    RENAMED_BY_ITS_OWN_RESOURCE,
    DELETED_LATER;

    List<String> requests() {
      return switch (this) {
        case UPDATED -> List.of("create-renamed", "delete");
        case ROLLED_BACK -> List.of("create-renamed", "delete-renamed");
        case RENAMED_BY_ITS_OWN_RESOURCE -> List.of("update-rename", "delete");
        case DELETED_LATER -> List.of("create-renamed", "delete", "delete-renamed");
      };
    }
  }

  /// What the ledger holds in the end. Versions count the writes, so they may differ.
  private record End(
      List<TargetState> targets, List<Hint> ofTheService, List<Definition> definitions) {}

  @Test
  void itIsRolledBackToWhatWasGoodUnderTheOldName() {
    request("create", "create-renamed", "delete");
    deploy(Release.BAD);
    until("10:40");

    assertThat(running()).isEqualTo("orders-api:41");
    assertThat(stage.ledger().rollbacks("orders"))
        .extracting(Rollback::status)
        .containsExactly(Rollback.Status.RECOVERED);
    assertThat(subjects()).contains("orders recovered on orders-api:41");
    assertThat(stage.failures()).isEmpty();
  }

  @Test
  void itIsRolledBackUnderItsOldNameWhenTheUpdateFailed() {
    request("create", "create-renamed", "delete-renamed");
    deploy(Release.BAD);
    until("10:40");

    assertThat(rollbacks())
        .containsExactly("orders-api:42 -> orders-api:41 UPDATE_SERVICE RECOVERED");
    assertThat(stage.failures()).isEmpty();
  }

  @Test
  void itCanBeRolledBackToWhatEcsHasForgotten() {
    world.deregister(Release.GOOD);
    request("create", "create-renamed");
    deploy(Release.BAD);
    until("10:40");

    assertThat(stage.ledger().rollbacks("orders"))
        .extracting(Rollback::status)
        .containsExactly(Rollback.Status.RECOVERED);
  }

  /// Lambda sends the same request again. To die after a read is to die after the write before it.
  @ParameterizedTest
  @EnumSource
  void aCrashAfterAnyWriteLeadsToTheSameEnd(Turn turn) {
    request("create");
    var clean = play(turn, new CrashAfterWrite(0));
    assertThat(clean.targets()).hasSize(turn == Turn.DELETED_LATER ? 0 : 1);
    assertThat(clean.ofTheService()).hasSameSizeAs(clean.targets());
    assertThat(clean.definitions()).hasSameSizeAs(clean.targets());

    CrashAfterWrite crash;
    int number = 0;
    do {
      crash = new CrashAfterWrite(++number);
      begin(World.create(), UnaryOperator.identity());
      request("create");
      assertThat(play(turn, crash)).as("crash after write %s", number).isEqualTo(clean);
    } while (crash.left <= 0);
    assertThat(number).as("crashes, and a run without one").isGreaterThan(1);
  }

  private End play(Turn turn, CrashAfterWrite crash) {
    trouble(crash);
    for (var request : turn.requests()) {
      try {
        request(request);
      } catch (ProcessCrash _) {
        request(request);
      }
    }
    var ledger = stage.ledger();
    var targets = ledger.states(ledger.directory());
    return new End(
        targets.stream().map(state -> state.withVersion(0)).toList(),
        ledger.targetsOfResource(SERVICE_ARN + World.SERVICE),
        targets.stream()
            .flatMap(state ->
                state.knownGood().stream()
                    .flatMap(
                        good -> ledger.definition(state.name(), good.revision().id()).stream()))
            .toList());
  }

  private void request(String... files) {
    var cloudFormation = new CloudFormation(stage.lastgood());
    for (var file : files) {
      cloudFormation.send(file);
    }
  }

  private static final class CrashAfterWrite implements CallHook {
    private int left;

    CrashAfterWrite(int number) {
      this.left = number;
    }

    @Override
    public void after(Call call) {
      if (call.name().equals("dynamodb:TransactWriteItems") && --left == 0) {
        throw new ProcessCrash(call);
      }
    }
  }
}
