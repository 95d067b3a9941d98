package io.github.lastgood.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.amazonaws.services.lambda.runtime.events.CloudFormationCustomResourceEvent;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lastgood.Refusal;
import io.github.lastgood.ledger.Commit;
import io.github.lastgood.ledger.Hint;
import io.github.lastgood.ledger.LedgerConflict;
import io.github.lastgood.target.Mode;
import io.github.lastgood.target.Orders;
import io.github.lastgood.target.Owner;
import io.github.lastgood.target.Policy;
import io.github.lastgood.target.Resource;
import io.github.lastgood.target.Rollback;
import io.github.lastgood.target.Target;
import io.github.lastgood.target.TargetState;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.EcsException;

class TargetRegistrationHandlerTest {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private final Bench bench = new Bench();
  private final CloudFormation cloudFormation = new CloudFormation();
  private final TargetRegistrationHandler handler =
      new TargetRegistrationHandler(bench.lastgood, cloudFormation, Duration.ZERO);

  /// Takes the answers as CloudFormation does: a PUT to the event's address.
  private static final class CloudFormation implements SdkHttpClient {
    private final List<URI> addresses = new ArrayList<>();
    private final List<JsonNode> answers = new ArrayList<>();
    private boolean isAway;
    private int status = 200;

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      return new ExecutableHttpRequest() {
        @Override
        public HttpExecuteResponse call() throws IOException {
          if (isAway) {
            throw new IOException("no route to " + request.httpRequest().getUri());
          }
          addresses.add(request.httpRequest().getUri());
          try (var body = request.contentStreamProvider().orElseThrow().newStream()) {
            answers.add(Events.parse(new String(body.readAllBytes(), StandardCharsets.UTF_8)));
          }
          return HttpExecuteResponse.builder()
              .response(SdkHttpResponse.builder().statusCode(status).build())
              .build();
        }

        @Override
        public void abort() {}
      };
    }

    @Override
    public void close() {}
  }

  private JsonNode send(String file) {
    return send(file, _ -> {});
  }

  private JsonNode send(String file, Consumer<ObjectNode> change) {
    var json = (ObjectNode) Events.json("cloudformation/" + file + ".json");
    change.accept(json);
    handler.handleRequest(event(json), Bench.context());
    assertThat(cloudFormation.addresses.getLast())
        .hasToString(json.path("ResponseURL").textValue());
    return cloudFormation.answers.getLast();
  }

  private static CloudFormationCustomResourceEvent event(JsonNode json) {
    return JSON.convertValue(json, CloudFormationCustomResourceEvent.class);
  }

  private static ObjectNode properties(ObjectNode event) {
    return (ObjectNode) event.path("ResourceProperties");
  }

  private static void succeeded(JsonNode answer, String id) {
    assertThat(answer.path("Status").asText())
        .as(answer.path("Reason").asText())
        .isEqualTo("SUCCESS");
    assertThat(answer.path("PhysicalResourceId").asText()).isEqualTo(id);
  }

  private static void failed(JsonNode answer, String id, String why) {
    assertThat(answer.path("Status").asText()).isEqualTo("FAILED");
    assertThat(answer.path("PhysicalResourceId").asText()).isEqualTo(id);
    assertThat(answer.path("Reason").asText()).isEqualTo(why);
  }

  private static final String NOT_REGISTERED = "lastgood/not-registered";

  @Test
  void aCreateRegistersTheTargetUnderItsName() {
    var answer = send("create");

    succeeded(answer, "orders-api");
    assertThat(answer.path("Data").path("Target").asText()).isEqualTo("orders-api");
    assertThat(answer.path("RequestId").asText()).isEqualTo("074e8724-4623-4609-8e96-82d6636138cb");
    assertThat(bench.state().target().policy().mode()).isEqualTo(Mode.AUTO);
    assertThat(bench.state().target().policy().maxRollbacksPerDay()).isEqualTo(3);
    assertThat(bench.state().target().alarms()).hasSize(5);
  }

  @Test
  void aCreateThatComesTwiceChangesNothing() {
    send("create");
    var before = bench.state();

    succeeded(send("create"), "orders-api");
    assertThat(bench.state()).isEqualTo(before);
  }

  @Test
  void aBadTargetFailsTheDeploymentWithTheSentenceThatHelps() {
    failed(
        send("create-bad-target"),
        NOT_REGISTERED,
        "The target.policy's mode must be auto, approve, observe or off.");
    assertThat(bench.table.size()).isZero();
  }

  @Test
  void theIdOfARefusedCreateCanBeNoTargetsName() {
    var named = Fields.of(Events.parse("{\"name\":\"" + NOT_REGISTERED + "\"}"), "target");

    assertThatThrownBy(() -> TargetForm.name(named)).isInstanceOf(Refusal.class);
  }

  @Test
  void theCleanUpAfterARefusedCreateTouchesNoTargetOfThatName() {
    bench.given(Orders.state());

    send("create-bad-target");
    succeeded(
        send("delete-after-refused-create"),
        "2026/11/02/[$LATEST]8d3c6c1f5b0a4e0f9a1f2e3d4c5b6a70");
    succeeded(
        send(
            "delete-after-refused-create",
            event -> event.put("PhysicalResourceId", NOT_REGISTERED)),
        NOT_REGISTERED);
    assertThat(bench.state()).isEqualTo(Orders.state().withVersion(1));
  }

  @Test
  void aDeleteUnregistersAndMayComeTwice() {
    send("create");

    succeeded(send("delete"), "orders-api");
    assertThat(bench.lastgood.ledger().directory()).isEmpty();
    succeeded(send("delete"), "orders-api");
  }

  @Test
  void anotherPolicyKeepsWhatIsKnown() {
    send("create");
    var before = bench.state();

    succeeded(send("update-policy"), "orders-api");
    assertThat(bench.state().target().policy().mode()).isEqualTo(Mode.APPROVE);
    assertThat(bench.state().target().policy().suspectWindow()).isEqualTo(Duration.ofMinutes(90));
    assertThat(bench.state().knownGood()).isEqualTo(before.knownGood());
  }

  @Test
  void aRenamedTargetHasANewIdAndTheDeleteOfTheOldOneFindsNothingToDo() {
    send("create");

    succeeded(send("update-rename"), "orders");
    succeeded(send("delete"), "orders-api");
    assertThat(bench.lastgood.ledger().directory()).containsExactly("orders");
    var good = bench.lastgood.ledger().state("orders").orElseThrow().knownGood();
    assertThat(good).hasSize(1);
    assertThat(bench.lastgood.ledger().definition("orders", good.getFirst().revision().id()))
        .as("what is needed to deploy it again comes along")
        .isPresent();
  }

  @Test
  void aRenameThatComesTwiceIsTheSameAsOnce() {
    send("create");
    send("update-rename");

    succeeded(send("update-rename"), "orders");
    assertThat(bench.lastgood.ledger().directory()).containsExactly("orders");
  }

  @Test
  void aRenameThatIsRolledBackComesBackUnderTheOldName() {
    send("create");
    send("update-rename");

    succeeded(
        send("update-policy", event -> event.put("PhysicalResourceId", "orders")), "orders-api");
    assertThat(bench.lastgood.ledger().directory()).containsExactly("orders-api");
  }

  @Test
  void aTargetWhoseLogicalIdFollowsItsNameKeepsWhatIsKnownOfIt() {
    send("create");
    var before = bench.state();
    var good = before.knownGood().getFirst().revision().id();

    succeeded(send("create-renamed"), "orders");
    succeeded(send("create-renamed"), "orders");

    assertThat(registered()).containsExactly("orders");
    assertThat(orders().knownGood()).isEqualTo(before.knownGood());
    assertThat(orders().current()).isEqualTo(before.current());
    assertThat(orders().target().owner()).isEqualTo(owner("OrdersTarget"));
    assertThat(bench.lastgood.ledger().definition("orders", good)).isPresent();
    assertThat(bench.lastgood.ledger().targetsOfAlarm(Orders.ALARM))
        .extracting(Hint::target)
        .containsExactly("orders");
  }

  @Test
  void aRenamedTargetIsUnregisteredOnceItsFormerResourceIsGone() {
    send("create");
    send("create-renamed");

    succeeded(send("delete"), "orders-api");
    succeeded(send("delete"), "orders-api");
    assertThat(registered()).containsExactly("orders");
    succeeded(send("delete-renamed"), "orders");
    assertThat(registered()).isEmpty();
  }

  @Test
  void aFailedUpdateGivesARenamedTargetBackAsItWas() {
    send("create");
    var before = bench.state();

    send("create-renamed", TargetRegistrationHandlerTest::withOneAlarmAndAnotherMode);
    assertThat(orders().target().policy().mode()).isEqualTo(Mode.OBSERVE);
    assertThat(orders().target().alarms()).hasSize(1);
    succeeded(send("delete-renamed"), "orders");
    succeeded(send("delete-renamed"), "orders");

    assertThat(registered()).containsExactly("orders-api");
    assertThat(bench.state().target()).isEqualTo(before.target());
    assertThat(bench.state().knownGood()).isEqualTo(before.knownGood());
    assertThat(bench.state().former()).isNull();
    succeeded(send("delete"), "orders-api");
    assertThat(registered()).isEmpty();
  }

  private static void withOneAlarmAndAnotherMode(ObjectNode event) {
    properties(event).putArray("alarms").add("orders-api-5xx");
    properties(event).withObject("policy").put("mode", "observe");
  }

  /// The function renamed it, and CloudFormation never learnt its id.
  @Test
  void aFailedUpdateGivesItBackAlsoWhenTheAnswerAboutTheNewNameWasLost() {
    send("create");
    send("create-renamed");

    succeeded(
        send("delete-renamed", event -> event.put("PhysicalResourceId", NOT_REGISTERED)),
        NOT_REGISTERED);
    assertThat(registered()).containsExactly("orders-api");
  }

  @Test
  void aTargetIsNeitherRenamedNorGivenBackWhileItIsRolledBack() {
    send("create");
    rollBack(bench.state(), Orders.rollback());
    failed(
        send("create-renamed"),
        NOT_REGISTERED,
        "Target orders-api cannot be renamed while it is being rolled back; deploy again when"
            + " that is over.");
    assertThat(registered()).containsExactly("orders-api");

    rollBack(bench.state(), null);
    send("create-renamed");
    rollBack(orders(), Orders.rollback());
    failed(
        send("delete-renamed"),
        "orders",
        "Target orders cannot be renamed while it is being rolled back; deploy again when that is"
            + " over.");
    assertThat(registered()).containsExactly("orders");
  }

  private void rollBack(TargetState state, @Nullable Rollback open) {
    bench.lastgood.ledger().commit(Commit.of(state, state.withRollback(open)));
  }

  @Test
  void nobodyRenamesTheTargetOfAPersonOrOfAnotherStack() {
    bench.given(Orders.state());
    var sentence =
        "Target orders: ECS service prod/orders-api is registered as orders-api already;"
            + " unregister that one first.";

    failed(send("create-renamed"), NOT_REGISTERED, sentence);
    send("create");
    failed(
        send("create-renamed", TargetRegistrationHandlerTest::inAnotherStack),
        NOT_REGISTERED,
        sentence);
    assertThat(registered()).containsExactly("orders-api");
  }

  @Test
  void aStackThatDeletesBothUnregistersTheTargetInEitherOrder() {
    send("create");
    send("create-renamed");
    send("delete-renamed");
    send("delete");
    assertThat(registered()).isEmpty();

    send("create");
    send("create-renamed");
    send("delete");
    send("delete-renamed");
    assertThat(registered()).isEmpty();
  }

  @Test
  void aNameThatSomebodyTookMeanwhileIsNotGivenBack() {
    send("create");
    send("create-renamed");
    var other = new Resource.EcsService(Orders.SERVICE_ARN + "-b", "prod", "orders-b", null);
    var taken =
        Orders.state()
            .withTarget(
                new Target("orders-api", other, List.of(Orders.ALARM), Policy.of(Mode.AUTO)));
    bench.given(taken);

    succeeded(send("delete-renamed"), "orders");
    assertThat(registered()).containsExactly("orders-api");
    assertThat(bench.state().target().resource()).isEqualTo(other);
  }

  @Test
  void whoChangesARenamedTargetLaterKeepsItsNewName() {
    send("create");
    send("create-renamed");

    send(
        "update-rename",
        event -> {
          event.put("LogicalResourceId", "OrdersTarget").put("PhysicalResourceId", "orders");
          withOneAlarmAndAnotherMode(event);
        });
    succeeded(send("delete-renamed"), "orders");

    assertThat(registered()).isEmpty();
  }

  @Test
  void aTargetThatWasToMoveToAnotherStackGoesBackWhenThatFails() {
    send("create");
    var before = bench.state();

    send("create", TargetRegistrationHandlerTest::inAnotherStack);
    succeeded(send("delete", TargetRegistrationHandlerTest::inAnotherStack), "orders-api");

    assertThat(bench.state().withVersion(before.version())).isEqualTo(before);
  }

  private List<String> registered() {
    return bench.lastgood.ledger().directory();
  }

  private TargetState orders() {
    return bench.lastgood.ledger().state("orders").orElseThrow();
  }

  private static Owner owner(String logicalId) {
    var stack = Events.json("cloudformation/create.json").path("StackId").textValue();
    return new Owner(stack, logicalId);
  }

  @Test
  void aRefusedUpdateKeepsTheIdOrCloudFormationWouldDeleteTheTarget() {
    send("create");
    var before = bench.state();

    failed(
        send("update-policy", event -> properties(event).putArray("alarms").add("orders-5xx")),
        "orders-api",
        "Target orders-api: CloudWatch shows no metric or composite alarm orders-5xx in this"
            + " account and region; create it first, or correct the name.");
    failed(
        send("update-rename", event -> properties(event).put("name", "Orders")),
        "orders-api",
        "The target's name must be 1 to 63 lower case letters, digits and hyphens, such as"
            + " orders-api.");
    assertThat(bench.state()).isEqualTo(before);
  }

  @Test
  void aTargetIsNotRenamedWhileItIsRolledBack() {
    bench.given(Orders.state().withRollback(Orders.rollback()));

    failed(
        send("update-rename"),
        "orders-api",
        "Target orders-api cannot be renamed while it is being rolled back; deploy again when"
            + " that is over.");
  }

  @Test
  void whenSomethingIsDownCloudFormationIsAnsweredAllTheSame() {
    when(bench.ecs.describeServices(any(DescribeServicesRequest.class)))
        .thenThrow(SdkClientException.create("ECS does not answer."));

    failed(
        send("create"),
        NOT_REGISTERED,
        "Lastgood could not register the target: SdkClientException; its log has the details."
            + " Deploy again.");
    failed(
        send("update-policy"),
        "orders-api",
        "Lastgood could not register the target: SdkClientException; its log has the details."
            + " Deploy again.");
  }

  @Test
  void permissionsThatAreStillOnTheirWayAreWaitedFor() {
    var service =
        bench.ecs.describeServices(
            DescribeServicesRequest.builder().cluster("prod").services("orders-api").build());
    when(bench.ecs.describeServices(any(DescribeServicesRequest.class)))
        .thenThrow(denied())
        .thenThrow(denied())
        .thenReturn(service);

    assertThat(send("create").path("Status").asText()).isEqualTo("SUCCESS");
  }

  @Test
  void aDenialOfEc2AndAWriteOfTheWatchAreWaitedOutToo() {
    var service =
        bench.ecs.describeServices(
            DescribeServicesRequest.builder().cluster("prod").services("orders-api").build());
    when(bench.ecs.describeServices(any(DescribeServicesRequest.class)))
        .thenThrow(denied("UnauthorizedOperation"))
        .thenThrow(new LedgerConflict("The watch was quicker", new IllegalStateException()))
        .thenReturn(service);

    assertThat(send("create").path("Status").asText()).isEqualTo("SUCCESS");
  }

  @Test
  void permissionsThatNeverComeFailTheDeployment() {
    when(bench.ecs.describeServices(any(DescribeServicesRequest.class))).thenThrow(denied());

    assertThat(send("create").path("Status").asText()).isEqualTo("FAILED");
  }

  @Test
  void aRegistrationStopsTryingWhileThereIsTimeToAnswer() {
    when(bench.ecs.describeServices(any(DescribeServicesRequest.class))).thenThrow(denied());
    var context = Bench.context();
    when(context.getRemainingTimeInMillis()).thenReturn(100_000, 45_000, 39_000);

    handler.handleRequest(event(Events.json("cloudformation/create.json")), context);

    assertThat(cloudFormation.answers.getLast().path("Status").asText()).isEqualTo("FAILED");
    verify(bench.ecs, times(3)).describeServices(any(DescribeServicesRequest.class));
  }

  @Test
  void anAnswerThatDidNotArriveFailsTheInvocationSoThatLambdaMakesItAgain() {
    var create = event(Events.json("cloudformation/create.json"));
    cloudFormation.isAway = true;
    assertThatThrownBy(() -> handler.handleRequest(create, Bench.context()))
        .hasMessage("CloudFormation was not answered about OrdersApiTarget: IOException")
        .hasNoCause();

    cloudFormation.isAway = false;
    handler.handleRequest(create, Bench.context());

    succeeded(cloudFormation.answers.getLast(), "orders-api");
  }

  @Test
  void anAnswerThatCloudFormationsBucketDoesNotTakeHasNotArrived() {
    cloudFormation.status = 503;
    assertThatThrownBy(() -> send("create"))
        .hasMessage("CloudFormation was not answered about OrdersApiTarget: IOException");
  }

  @Test
  void aPersonWhoRegistersATargetAnewLeavesItWithItsStack() {
    send("create");
    var before = bench.state().target();
    var form = properties((ObjectNode) Events.json("cloudformation/update-policy.json"));
    form.remove(List.of("ServiceToken", "ServiceTimeout"));
    bench.lastgood.registration().register(TargetForm.read(Fields.of(form, "target")));

    assertThat(bench.state().target().policy()).isNotEqualTo(before.policy());
    assertThat(bench.state().target().owner()).isEqualTo(before.owner());
  }

  @Test
  void whoLostATargetToAnotherStackCannotRenameIt() {
    send("create");
    send("create", TargetRegistrationHandlerTest::inAnotherStack);
    var before = bench.state();

    assertThat(send("update-rename").path("Status").asText()).isEqualTo("FAILED");
    assertThat(bench.state()).isEqualTo(before);
  }

  @Test
  void aCrashedInvocationIsFinishedByItsRetry() {
    var service =
        bench.ecs.describeServices(
            DescribeServicesRequest.builder().cluster("prod").services("orders-api").build());
    when(bench.ecs.describeServices(any(DescribeServicesRequest.class)))
        .thenThrow(new LinkageError("the function died"))
        .thenReturn(service);
    var create = event(Events.json("cloudformation/create.json"));

    assertThatThrownBy(() -> handler.handleRequest(create, Bench.context()))
        .isInstanceOf(LinkageError.class);
    assertThat(cloudFormation.answers).isEmpty();
    handler.handleRequest(create, Bench.context());

    succeeded(cloudFormation.answers.getLast(), "orders-api");
  }

  @Test
  void anotherResourceUnderTheNameIsRefusedWhileTheTargetIsRolledBack() {
    var other =
        new Resource.EcsService(Orders.SERVICE_ARN + "-before", "prod", "orders-api-before", null);
    bench.given(
        Orders.state()
            .withTarget(
                new Target("orders-api", other, List.of(Orders.ALARM), Policy.of(Mode.AUTO)))
            .withRollback(Orders.rollback()));
    var before = bench.state();

    failed(
        send("update-policy"),
        "orders-api",
        "Target orders-api is being rolled back, so its name cannot go to another resource; deploy"
            + " again when that is over.");
    assertThat(bench.state()).isEqualTo(before);
  }

  @Test
  void aTargetThatMovedToAnotherStackStaysWhenTheOldStackDeletesIt() {
    send("create");

    succeeded(send("create", TargetRegistrationHandlerTest::inAnotherStack), "orders-api");
    succeeded(send("delete"), "orders-api");
    assertThat(bench.lastgood.ledger().directory()).containsExactly("orders-api");

    succeeded(send("delete", TargetRegistrationHandlerTest::inAnotherStack), "orders-api");
    assertThat(bench.lastgood.ledger().directory()).isEmpty();
  }

  @Test
  void theNameOfAnotherStacksTargetCannotBeTakenForAnotherResource() {
    var other = new Resource.EcsService(Orders.SERVICE_ARN + "-b", "prod", "orders-b", null);
    var owner = new Owner("arn:aws:cloudformation:eu-west-1:111122223333:stack/TeamB/1", "Orders");
    bench.given(
        Orders.state()
            .withTarget(
                new Target(
                    "orders-api",
                    other,
                    List.of(Orders.ALARM),
                    Policy.of(Mode.AUTO),
                    null,
                    owner)));
    var before = bench.state();

    failed(
        send("create"),
        NOT_REGISTERED,
        "Target orders-api: stack TeamB has registered ECS service prod/orders-b under"
            + " that name; choose another one.");
    assertThat(bench.state()).isEqualTo(before);
  }

  @Test
  void aTargetThatNobodyIsKnownToOwnIsUnregisteredByItsStack() {
    bench.given(Orders.state());

    succeeded(send("delete"), "orders-api");
    assertThat(bench.lastgood.ledger().directory()).isEmpty();
  }

  private static void inAnotherStack(ObjectNode event) {
    event.put("StackId", "arn:aws:cloudformation:eu-west-1:111122223333:stack/Orders/1");
  }

  private static AwsServiceException denied() {
    return denied("AccessDeniedException");
  }

  private static AwsServiceException denied(String code) {
    return EcsException.builder()
        .statusCode(400)
        .awsErrorDetails(
            AwsErrorDetails.builder().errorCode(code).errorMessage("not authorized").build())
        .build();
  }

  @Test
  void aDeleteThatCannotBeMadeFailsAndKeepsTheId() {
    send("create");
    bench.table.failWith(SdkClientException.create("DynamoDB does not answer."));

    failed(send("delete"), "orders-api", "Lastgood could not unregister orders-api; deploy again.");
  }

  @Test
  void aRequestWithoutPropertiesIsAnsweredToo() {
    assertThat(send("create", event -> event.remove("ResourceProperties")).path("Status").asText())
        .isEqualTo("FAILED");
  }
}
