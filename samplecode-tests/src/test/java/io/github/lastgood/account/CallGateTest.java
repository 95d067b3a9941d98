package io.github.lastgood.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lastgood.account.call.AwsErrors;
import io.github.lastgood.account.call.Call;
import io.github.lastgood.account.call.CallGate;
import io.github.lastgood.account.call.Fault;
import io.github.lastgood.account.call.JournalEntry;
import io.github.lastgood.account.call.ProcessCrash;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

class CallGateTest {
  private static final UpdateServiceRequest TO_42 =
      UpdateServiceRequest.builder()
          .cluster("prod")
          .service("orders-api")
          .taskDefinition("orders-api:42")
          .build();

  private final World world = World.create();
  private final CallGate calls = world.account().calls();
  private final EcsClient ecs = world.account().clients().ecs();

  @Test
  void journalHoldsEveryCallWithItsArgumentsAndOutcome() {
    ecs.updateService(TO_42);
    assertThatThrownBy(() -> ecs.describeTaskDefinition(r -> r.taskDefinition("nobody:1")))
        .isInstanceOf(EcsException.class);

    assertThat(calls.journal())
        .map(JournalEntry::toString)
        .containsExactly(
            "2026-11-02T10:00:00Z ecs:UpdateService(cluster=prod, service=orders-api,"
                + " taskDefinition=orders-api:42) -> ok",
            "2026-11-02T10:00:00Z ecs:DescribeTaskDefinition(taskDefinition=nobody:1)"
                + " -> ClientException");
    assertThat(calls.callsOf("ecs:UpdateService"))
        .singleElement()
        .satisfies(call -> assertThat(call.argument("taskDefinition")).isEqualTo("orders-api:42"));
  }

  @Test
  void whatOthersDoInTheAccountIsNotInTheJournal() {
    world.deploy(Release.BAD);

    assertThat(calls.journal()).isEmpty();
  }

  @Test
  void throttledCallNeverHappens() {
    calls.hook(Fault.before("ecs:UpdateService", 1, AwsErrors::throttled));

    assertThatThrownBy(() -> ecs.updateService(TO_42))
        .isInstanceOfSatisfying(
            EcsException.class,
            refusal -> {
              assertThat(refusal.isThrottlingException()).isTrue();
              assertThat(refusal.statusCode()).isEqualTo(400);
              assertThat(refusal.awsErrorDetails().errorMessage()).isEqualTo("Rate exceeded");
            });
    assertThat(world.primary().id()).isEqualTo("ecs-svc/" + World.GOOD_NUMBER);

    ecs.updateService(TO_42);
    assertThat(world.primary().id()).isEqualTo("ecs-svc/" + World.BAD_NUMBER);
  }

  @Test
  void lostAnswerMeansThatItHappenedAllTheSame() {
    calls.hook(Fault.after("ecs:UpdateService", 1, AwsErrors::serverError));

    assertThatThrownBy(() -> ecs.updateService(TO_42))
        .isInstanceOfSatisfying(
            AwsServiceException.class, refusal -> assertThat(refusal.statusCode()).isEqualTo(500));
    assertThat(world.primary().id()).isEqualTo("ecs-svc/" + World.BAD_NUMBER);
  }

  @Test
  void crashBeforeLeavesNothingAndCrashAfterLeavesEverything() {
    Fault before = Fault.crashBefore("ecs:UpdateService");
    calls.hook(before);
    assertThatThrownBy(() -> ecs.updateService(TO_42)).isInstanceOf(ProcessCrash.class);
    assertThat(before.spent()).isTrue();
    assertThat(world.primary().id()).isEqualTo("ecs-svc/" + World.GOOD_NUMBER);

    calls.hook(Fault.crashAfter("ecs:UpdateService"));
    assertThatThrownBy(() -> ecs.updateService(TO_42)).isInstanceOf(ProcessCrash.class);
    assertThat(world.primary().id()).isEqualTo("ecs-svc/" + World.BAD_NUMBER);
    assertThat(calls.journal()).allMatch(entry -> entry.outcome().equals("ProcessCrash"));
  }

  @Test
  void operationThatIsNotSimulatedSaysSo() {
    assertThatThrownBy(() -> ecs.listAttributes(r -> {}))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThat(calls.callsOf("ecs:ListAttributes")).map(Call::number).containsExactly(1);
  }

  @Test
  void anyClientCanBeLedThroughTheGate() {
    DynamoDbClient ledger = calls.around(DynamoDbClient.class, "dynamodb", new OneItem());
    calls.hook(Fault.crashAfter("dynamodb:PutItem"));

    assertThatThrownBy(() -> ledger.putItem(r -> r.tableName("ledger")))
        .isInstanceOf(ProcessCrash.class);
    ledger.putItem(r -> r.tableName("ledger"));

    assertThat(calls.callsOf("dynamodb:PutItem"))
        .map(call -> call.argument("tableName"))
        .containsExactly("ledger", "ledger");
    assertThat(ledger.serviceName()).isEqualTo("dynamodb");
  }

  private static final class OneItem implements DynamoDbClient {
    @Override
    public PutItemResponse putItem(PutItemRequest request) {
      return PutItemResponse.builder().build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }
}
