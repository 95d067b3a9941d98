package io.github.lastgood.handler;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.CALLS_REAL_METHODS;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.lastgood.Lastgood;
import io.github.lastgood.action.FakeBalancer;
import io.github.lastgood.action.Parallel;
import io.github.lastgood.ledger.Commit;
import io.github.lastgood.ledger.MemoryTable;
import io.github.lastgood.target.AlarmState;
import io.github.lastgood.target.AlarmStatus;
import io.github.lastgood.target.Orders;
import io.github.lastgood.target.TargetState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.codedeploy.CodeDeployClient;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineRequest;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineResponse;
import software.amazon.awssdk.services.codepipeline.model.PipelineType;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ecr.model.DescribeImagesResponse;
import software.amazon.awssdk.services.ecr.model.GetLifecyclePolicyRequest;
import software.amazon.awssdk.services.ecr.model.GetLifecyclePolicyResponse;
import software.amazon.awssdk.services.ecr.model.ImageDetail;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DescribeServiceDeploymentsRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServiceDeploymentsResponse;
import software.amazon.awssdk.services.ecs.model.DescribeServiceRevisionsRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServiceRevisionsResponse;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.ListServiceDeploymentsRequest;
import software.amazon.awssdk.services.ecs.model.ListServiceDeploymentsResponse;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;
import software.amazon.awssdk.services.ecs.model.UpdateServiceResponse;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;

/// All parts behind a handler, on clients that know just enough of the one service `orders-api` and
/// of the traffic split `shop-front`. How they work together over time is told by the stories on
/// the simulated account.
final class Bench {
  private static final AtomicInteger INVOCATIONS = new AtomicInteger();

  final MemoryTable table = new MemoryTable();
  final EcsClient ecs = mock(EcsClient.class);
  final CloudWatchClient cloudWatch = mock(CloudWatchClient.class);
  final SnsClient sns = mock(SnsClient.class, CALLS_REAL_METHODS);
  final Map<String, AlarmStatus> alarms = new HashMap<>();
  final List<String> notices = new ArrayList<>();
  final List<String> measured = new ArrayList<>();
  final FakeBalancer balancer = FakeBalancer.of(100, 0);
  Instant now = Orders.NOW;
  private final EcrClient ecr = mock(EcrClient.class);
  private final CodePipelineClient codePipeline =
      mock(CodePipelineClient.class, CALLS_REAL_METHODS);
  private final EventBridgeClient bus = mock(EventBridgeClient.class, CALLS_REAL_METHODS);
  private Deployment primary = primary(Orders.BAD_ID, Orders.BAD.id());

  final Lastgood lastgood =
      Lastgood.of(
          new Lastgood.Clients(
              table,
              ecs,
              _ -> ecr,
              () -> mock(AutoScalingClient.class),
              () -> mock(Ec2Client.class),
              cloudWatch,
              sns,
              bus,
              () -> mock(CodeDeployClient.class),
              () -> balancer,
              () -> mock(Route53Client.class),
              () -> codePipeline),
          new Lastgood.Settings("table", "arn:aws:sns:eu-west-1:111122223333:notices", "bus"),
          new LinesOfMeasures(measured),
          new Parallel(Runnable::run),
          () -> now);

  Bench() {
    ecs();
    when(cloudWatch.describeAlarms(any(DescribeAlarmsRequest.class)))
        .thenAnswer(call -> described((DescribeAlarmsRequest) call.getArgument(0)));
    when(ecr.describeImages(any(DescribeImagesRequest.class)))
        .thenReturn(
            DescribeImagesResponse.builder()
                .imageDetails(ImageDetail.builder().imageTags("v41", "v42").build())
                .build());
    when(ecr.getLifecyclePolicy(any(GetLifecyclePolicyRequest.class)))
        .thenReturn(GetLifecyclePolicyResponse.builder().build());
    doAnswer(
            call -> {
              PublishRequest request = call.getArgument(0);
              notices.add(request.subject());
              return PublishResponse.builder().build();
            })
        .when(sns)
        .publish(any(PublishRequest.class));
    doReturn(PutEventsResponse.builder().failedEntryCount(0).build())
        .when(bus)
        .putEvents(any(PutEventsRequest.class));
    codePipeline();
  }

  private void codePipeline() {
    var stages =
        Stream.of("Source", "Prod").map(name -> StageDeclaration.builder().name(name).build());
    doReturn(
            GetPipelineResponse.builder()
                .pipeline(p -> p.pipelineType(PipelineType.V2).stages(stages.toList()))
                .build())
        .when(codePipeline)
        .getPipeline(any(GetPipelineRequest.class));
  }

  private void ecs() {
    when(ecs.describeServices(any(DescribeServicesRequest.class)))
        .thenAnswer(call -> described((DescribeServicesRequest) call.getArgument(0)));
    when(ecs.describeServiceRevisions(any(DescribeServiceRevisionsRequest.class)))
        .thenReturn(DescribeServiceRevisionsResponse.builder().build());
    when(ecs.describeServiceDeployments(any(DescribeServiceDeploymentsRequest.class)))
        .thenReturn(DescribeServiceDeploymentsResponse.builder().build());
    when(ecs.listServiceDeployments(any(ListServiceDeploymentsRequest.class)))
        .thenReturn(ListServiceDeploymentsResponse.builder().build());
    when(ecs.describeTaskDefinition(any(DescribeTaskDefinitionRequest.class)))
        .thenAnswer(call -> described((DescribeTaskDefinitionRequest) call.getArgument(0)));
    when(ecs.updateService(any(UpdateServiceRequest.class)))
        .thenAnswer(call -> {
          UpdateServiceRequest request = call.getArgument(0);
          primary = primary(Orders.ROLLBACK_DEPLOYMENT_ID, request.taskDefinition());
          return UpdateServiceResponse.builder().service(service()).build();
        });
  }

  private static Deployment primary(String id, String taskDefinition) {
    return Deployment.builder()
        .id(id)
        .status("PRIMARY")
        .rolloutState("COMPLETED")
        .taskDefinition(taskDefinition)
        .createdAt(Orders.STARTED)
        .updatedAt(Orders.SETTLED)
        .build();
  }

  private Service service() {
    return Service.builder()
        .serviceArn(Orders.SERVICE_ARN)
        .serviceName("orders-api")
        .status("ACTIVE")
        .deployments(primary)
        .build();
  }

  private DescribeServicesResponse described(DescribeServicesRequest request) {
    return request.services().equals(List.of("orders-api"))
        ? DescribeServicesResponse.builder().services(service()).build()
        : DescribeServicesResponse.builder().build();
  }

  private static DescribeTaskDefinitionResponse described(DescribeTaskDefinitionRequest request) {
    return DescribeTaskDefinitionResponse.builder()
        .taskDefinition(definition ->
            definition
                .taskDefinitionArn(request.taskDefinition())
                .family("orders-api")
                .status("ACTIVE"))
        .build();
  }

  /// Every alarm whose name begins like a target's exists and is OK unless told otherwise.
  private DescribeAlarmsResponse described(DescribeAlarmsRequest request) {
    var found =
        request.alarmNames().stream()
            .filter(name -> name.matches("(orders-api|billing-api|shop-front)-.*"))
            .map(name -> alarm(Orders.alarmArn(name)))
            .toList();
    return DescribeAlarmsResponse.builder().metricAlarms(found).build();
  }

  private MetricAlarm alarm(String arn) {
    var status = alarms.getOrDefault(arn, AlarmStatus.of(AlarmState.OK, Orders.QUIET));
    return MetricAlarm.builder()
        .alarmArn(arn)
        .stateValue(status.state().name())
        .stateTransitionedTimestamp(status.since())
        .build();
  }

  /// Puts a state into the ledger.
  TargetState given(TargetState state) {
    return lastgood.ledger().commit(Commit.of(null, state));
  }

  TargetState state() {
    return lastgood.ledger().state("orders-api").orElseThrow();
  }

  static Context context() {
    var context = mock(Context.class);
    when(context.getAwsRequestId()).thenReturn("request-" + INVOCATIONS.incrementAndGet());
    when(context.getFunctionName()).thenReturn("function");
    when(context.getFunctionVersion()).thenReturn("1");
    when(context.getInvokedFunctionArn()).thenReturn("arn:aws:lambda:eu-west-1:1:function:f");
    when(context.getRemainingTimeInMillis()).thenReturn(180_000);
    when(context.getLogStreamName()).thenReturn("2026/11/02/[$LATEST]stream");
    return context;
  }

  /// Invokes a function as Lambda does.
  static JsonNode invoke(RequestStreamHandler function, String event) {
    var out = new ByteArrayOutputStream();
    try {
      function.handleRequest(
          new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), out, context());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Events.parse(out.toString(StandardCharsets.UTF_8));
  }

  JsonNode alarm(JsonNode event) {
    return invoke(new AlarmHandler(lastgood), event.toString());
  }

  JsonNode alarmFile(String file) {
    return invoke(new AlarmHandler(lastgood), Events.text(file));
  }

  JsonNode deploymentFile(String file) {
    return invoke(new DeploymentHandler(lastgood), Events.text(file));
  }

  JsonNode operate(String command) {
    return invoke(new OperatorHandler(lastgood), command);
  }

  /// The one-minute tick.
  JsonNode tick() {
    return alarmFile("watch/tick.json");
  }

  JsonNode operateFile(String file) {
    return operate(Events.text(file));
  }
}
