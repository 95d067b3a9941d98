package io.github.lastgood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.CALLS_REAL_METHODS;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;

import io.github.lastgood.action.Actions;
import io.github.lastgood.action.AlbSplitAction;
import io.github.lastgood.action.AutoScalingAction;
import io.github.lastgood.action.CodeDeployAction;
import io.github.lastgood.action.EcsServiceAction;
import io.github.lastgood.action.Images;
import io.github.lastgood.action.Metrics;
import io.github.lastgood.action.Parallel;
import io.github.lastgood.action.Route53SplitAction;
import io.github.lastgood.ledger.Commit;
import io.github.lastgood.ledger.Definition;
import io.github.lastgood.ledger.Ledger;
import io.github.lastgood.ledger.MemoryTable;
import io.github.lastgood.target.AlarmState;
import io.github.lastgood.target.AlarmStatus;
import io.github.lastgood.target.Findings;
import io.github.lastgood.target.Mode;
import io.github.lastgood.target.Orders;
import io.github.lastgood.target.Policy;
import io.github.lastgood.target.Resource;
import io.github.lastgood.target.Target;
import io.github.lastgood.target.TargetState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;

/// What is found out about a rollback of `orders-api` whose definition has another size, while
/// `billing-api` is red too.
class InvestigatorTest {
  private static final String IMAGE = "image of app: orders-api:v41 -> orders-api:v42";

  private final MemoryTable table = new MemoryTable();
  private final DynamoDbClient dynamoDb = mock(DynamoDbClient.class, CALLS_REAL_METHODS);
  private final EcsClient ecs = mock(EcsClient.class);
  private final CloudWatchClient cloudWatch = mock(CloudWatchClient.class);
  private final TargetState orders =
      Orders.state().withAlarm(Orders.ALARM, AlarmStatus.of(AlarmState.ALARM, Orders.RED));

  /// What each of the four questions waits for, or fails with, before it is answered.
  private Runnable definition = () -> {};

  private Runnable account = () -> {};
  private Runnable taskDefinition = () -> {};
  private Runnable alarms = () -> {};

  @BeforeEach
  void given() {
    var ledger = new Ledger(table, "ledger");
    ledger.commit(
        Commit.of(null, orders)
            .with(new Definition(Orders.GOOD, Orders.STARTED, "{\"cpu\":\"512\"}")));
    ledger.commit(Commit.of(null, redWithoutADeployment()));
    doAnswer(
            call -> {
              definition.run();
              return table.batchGetItem((BatchGetItemRequest) call.getArgument(0));
            })
        .when(dynamoDb)
        .batchGetItem(any(BatchGetItemRequest.class));
    doAnswer(
            call -> {
              account.run();
              return table.query((QueryRequest) call.getArgument(0));
            })
        .when(dynamoDb)
        .query(any(QueryRequest.class));
    doAnswer(
            _ -> {
              taskDefinition.run();
              return DescribeTaskDefinitionResponse.builder()
                  .taskDefinition(bad -> bad.cpu("1024"))
                  .build();
            })
        .when(ecs)
        .describeTaskDefinition(any(DescribeTaskDefinitionRequest.class));
    doAnswer(
            _ -> {
              alarms.run();
              return DescribeAlarmsResponse.builder().metricAlarms(alarm()).build();
            })
        .when(cloudWatch)
        .describeAlarms(any(DescribeAlarmsRequest.class));
    doAnswer(_ -> GetMetricDataResponse.builder().metricDataResults(step()).build())
        .when(cloudWatch)
        .getMetricData(any(GetMetricDataRequest.class));
  }

  private static TargetState redWithoutADeployment() {
    var alarm = Orders.alarmArn("billing-api-5xx");
    var resource = new Resource.EcsService(Orders.SERVICE_ARN + "-2", "prod", "billing-api", null);
    return TargetState.registered(
            new Target("billing-api", resource, List.of(alarm), Policy.of(Mode.AUTO)))
        .withAlarm(alarm, AlarmStatus.of(AlarmState.ALARM, Orders.RED));
  }

  private static MetricAlarm alarm() {
    return MetricAlarm.builder()
        .alarmArn(Orders.ALARM)
        .namespace("AWS/ApplicationELB")
        .metricName("HTTPCode_Target_5XX_Count")
        .statistic(Statistic.SUM)
        .period(60)
        .build();
  }

  /// No errors for a day, and forty a minute since shortly after the deployment began.
  private static MetricDataResult step() {
    var minutes =
        Stream.iterate(
                Orders.STARTED.minus(Duration.ofHours(25)),
                minute -> minute.isBefore(Orders.NOW),
                minute -> minute.plusSeconds(60))
            .toList();
    return MetricDataResult.builder()
        .id("m1")
        .label("5xx")
        .timestamps(minutes)
        .values(minutes.stream().map(InvestigatorTest::level).toList())
        .build();
  }

  private static double level(Instant minute) {
    return minute.isBefore(Orders.STARTED.plusSeconds(120)) ? 0 : 40;
  }

  private Findings found(Parallel parallel) {
    var actions =
        new Actions(
            new EcsServiceAction(ecs, new Images(_ -> mock(EcrClient.class)), parallel),
            mock(CodeDeployAction.class),
            mock(AutoScalingAction.class),
            mock(AlbSplitAction.class),
            mock(Route53SplitAction.class));
    var ledger = new Ledger(dynamoDb, "ledger");
    return new Investigator(ledger, actions, new Metrics(cloudWatch), parallel)
        .about(orders, Orders.BAD_ID, Orders.BAD, Orders.GOOD, List.of(Orders.ALARM), Orders.NOW);
  }

  private Findings found() {
    return found(new Parallel(Runnable::run));
  }

  private static void fail() {
    throw SdkClientException.create("Connection reset");
  }

  @Test
  void verdictLevelsWhoElseIsRedAndWhatDiffersAreFoundOut() {
    var found = found();

    assertThat(found.verdict()).isEqualTo("CAUSED");
    assertThat(found.onset()).isEqualTo(Orders.RED);
    assertThat(found.levelBefore()).isEqualTo(0.0);
    assertThat(found.levelAfter()).isEqualTo(40.0);
    assertThat(found.alsoRed()).containsExactly("billing-api");
    assertThat(found.changes()).containsExactly(IMAGE, "cpu");
  }

  @Test
  void theFourQuestionsAreAskedAtTheSameTime() {
    var oneByOne = found();
    var allAsked = new CyclicBarrier(4);
    definition = () -> meet(allAsked);
    account = () -> meet(allAsked);
    taskDefinition = () -> meet(allAsked);
    alarms = () -> meet(allAsked);

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      assertThat(found(new Parallel(threads))).isEqualTo(oneByOne);
    }
  }

  /// Waits until all of them are being asked.
  private static void meet(CyclicBarrier all) {
    try {
      all.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new IllegalStateException("Asked one after another", e);
    }
  }

  @Test
  void withoutTheStoredDefinitionOnlyImagesAreCompared() {
    var all = found();
    definition = InvestigatorTest::fail;

    assertThat(found()).isEqualTo(onlyWithImages(all));
  }

  @Test
  void withoutTheBadDefinitionOnlyImagesAreCompared() {
    var all = found();
    taskDefinition = InvestigatorTest::fail;

    assertThat(found()).isEqualTo(onlyWithImages(all));
  }

  @Test
  void withoutTheAccountNobodyElseIsKnownToBeRed() {
    account = InvestigatorTest::fail;
    var found = found();

    assertThat(found.alsoRed()).isEmpty();
    assertThat(found.verdict()).isEqualTo("CAUSED");
    assertThat(found.changes()).containsExactly(IMAGE, "cpu");
  }

  @Test
  void withoutTheAlarmTheCauseCannotBeTold() {
    alarms = InvestigatorTest::fail;
    var found = found();

    assertThat(found.verdict()).isEqualTo("UNKNOWN");
    assertThat(found.levelBefore()).isNull();
    assertThat(found.alsoRed()).containsExactly("billing-api");
    assertThat(found.changes()).containsExactly(IMAGE, "cpu");
  }

  private static Findings onlyWithImages(Findings all) {
    return new Findings(
        all.verdict(),
        all.sentence(),
        all.reasons(),
        all.onset(),
        all.levelBefore(),
        all.levelAfter(),
        all.alsoRed(),
        List.of(IMAGE));
  }
}
