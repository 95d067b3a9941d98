package io.github.lastgood.cdk;

import static io.github.lastgood.cdk.Samples.AUTO;
import static io.github.lastgood.cdk.Samples.alarm;
import static io.github.lastgood.cdk.Samples.props;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lastgood.cdk.RollbackPolicy.Mode;
import io.github.lastgood.cdk.targets.BadConfiguration;
import io.github.lastgood.cdk.targets.PipelineStage;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.IAlarm;
import software.amazon.awscdk.services.codedeploy.IServerDeploymentGroup;
import software.amazon.awscdk.services.codedeploy.ServerApplication;
import software.amazon.awscdk.services.codedeploy.ServerDeploymentGroup;
import software.amazon.awscdk.services.codedeploy.ServerDeploymentGroupAttributes;
import software.amazon.awscdk.services.codepipeline.IStage;
import software.amazon.awscdk.services.ecs.Cluster;
import software.amazon.awscdk.services.ecs.ContainerDefinitionOptions;
import software.amazon.awscdk.services.ecs.ContainerImage;
import software.amazon.awscdk.services.ecs.FargateService;
import software.amazon.awscdk.services.ecs.FargateTaskDefinition;
import software.amazon.awscdk.services.route53.HostedZone;

/// What cannot work is refused while the app is synthesized, in one sentence.
final class RefusalsTest {
  private static final String IRELAND = "eu-west-1";
  private static final String ACCOUNT = "111122223333";

  private final App app = new App();
  private final Lastgood lastgood =
      Lastgood.Builder.create(in("Lastgood", IRELAND), "Lastgood")
          .functionsJar(Samples.jar())
          .build();
  private final Stack stack = in("Shop", IRELAND);
  private int alarms;
  private int groups;

  @Test
  void aTargetWithoutAnAlarm() {
    refused(
        () -> codeDeploy("billing", props()),
        "target 'billing': it has no alarm, so nothing could call for a rollback; give it one.");
  }

  @Test
  void anAlarmTwice() {
    Alarm alarm = alarm(stack, "Alarm");
    refused(
        () -> codeDeploy("billing", props(alarm, alarm)),
        "target 'billing': it has an alarm twice; give it once.");
  }

  @Test
  void moreAlarmsThanCanBeReplacedAtOnce() {
    IAlarm[] alarms =
        IntStream.range(0, 41)
            .mapToObj(i -> Alarm.fromAlarmName(stack, "Alarm" + i, "alarm-" + i))
            .toArray(IAlarm[]::new);
    refused(
        () -> codeDeploy("billing", props(alarms)),
        "target 'billing': it has 41 alarms; give it at most 40, and put the rest behind a"
            + " composite alarm.");
  }

  @Test
  void anAlarmThatWasMadeInAnotherRegion() {
    Alarm alarm = alarm(in("Elsewhere", "us-east-1"), "Alarm");
    refused(
        () -> codeDeploy("billing", props(alarm)),
        "target 'billing': alarm 'Elsewhere/Alarm' is in us-east-1 of account 111122223333, the"
            + " target in eu-west-1 of account 111122223333; give it an alarm of its own account"
            + " and region.");
  }

  @Test
  void anAlarmThatIsNamedByTheArnOfAnotherRegion() {
    IAlarm alarm =
        Alarm.fromAlarmArn(
            stack, "Alarm", "arn:aws:cloudwatch:us-east-1:111122223333:alarm:billing-5xx");
    refused(
        () -> codeDeploy("billing", props(alarm)),
        "target 'billing': alarm 'Shop/Alarm' is in us-east-1 of account 111122223333, the target"
            + " in eu-west-1 of account 111122223333; give it an alarm of its own account and"
            + " region.");
  }

  @Test
  void aTargetWhereItsLastgoodIsNot() {
    Stack elsewhere = in("Elsewhere", "us-east-1");
    refused(
        () ->
            RollbackTarget.forCodeDeploy(
                elsewhere, "billing", lastgood, group(), props(alarm(elsewhere, "Alarm"))),
        "target 'billing': it is in us-east-1 of account 111122223333, and this Lastgood in"
            + " eu-west-1 of account 111122223333; install one there.");
  }

  @Test
  void anIdThatIsNoName() {
    refused(
        () -> codeDeploy("BillingRollback", props(alarm(stack, "Alarm"))),
        "target 'BillingRollback': the id is the target's name and must be 1 to 63 lower case"
            + " letters, digits and hyphens and not begin with a hyphen; write one like"
            + " orders-api.");
  }

  @Test
  void aTargetWithoutAPolicy() {
    refused(
        () -> RollbackTargetProps.builder().alarms(alarm(stack, "Alarm")).build(),
        "policy is missing, and its mode has no default; write"
            + " policy(RollbackPolicy.Builder.create(Mode.OBSERVE).build()).");
  }

  @Test
  void aDurationThatIsNone() {
    refused(
        () -> RollbackPolicy.Builder.create(Mode.AUTO).bakeTime(Duration.seconds(0)),
        "policy: bakeTime is not a duration; write one of at least a second.");
  }

  @Test
  void aCountOfNone() {
    refused(
        () -> RollbackPolicy.Builder.create(Mode.AUTO).maxRollbacksPerDay(0),
        "policy: maxRollbacksPerDay is 0; write a number from 1.");
  }

  @Test
  void aStageThatIsRolledBackForRecords() {
    var split =
        new Route53TrafficSplit(
            HostedZone.fromHostedZoneId(stack, "Zone", "Z0123"),
            "shop.example.com",
            Route53TrafficSplit.Type.A,
            "blue",
            "green");
    var props =
        new RollbackTargetProps(
            List.of(alarm(stack, "Alarm")),
            AUTO,
            Optional.of(new PipelineStage("shop-pipeline", "Prod", true)),
            List.of());
    refused(
        () -> RollbackTarget.forTrafficSplit(stack, "shop-dns", lastgood, split, props),
        "target 'shop-dns': rollbackStage is for ECS services and CodeDeploy groups only; write"
            + " stopTransition.");
  }

  @ParameterizedTest
  @CsvSource({"us-east-1, 111122223333", "eu-west-1, 444455556666"})
  void aStageOfAPipelineInAnotherAccountOrRegion(String region, String account) {
    IStage stage = EveryKindStack.stage(in("Tools", region, account));
    for (PipelineStage named :
        List.of(PipelineStage.stopTransition(stage), PipelineStage.rollbackStage(stage))) {
      refused(
          () -> codeDeploy("billing", deployedBy(named)),
          "target 'billing': pipeline 'Tools/Pipeline' is in %s of account %s, the target in"
                  .formatted(region, account)
              + " eu-west-1 of account 111122223333; name a stage of a pipeline in its own account"
              + " and region, or none.");
    }
  }

  @Test
  void butNotOneInItsOwnNorOneOfWhichThatIsNotKnown() {
    var somewhere = new PipelineStage.Place("Tools", Aws.REGION, Aws.ACCOUNT_ID);
    for (PipelineStage stage :
        List.of(
            PipelineStage.stopTransition(EveryKindStack.stage(in("Tools", IRELAND))),
            new PipelineStage("shop-pipeline", "Prod", false, Optional.of(somewhere)),
            new PipelineStage("shop-pipeline", "Prod", false))) {
      assertThatCode(() -> codeDeploy("billing-" + groups, deployedBy(stage)))
          .doesNotThrowAnyException();
    }
  }

  private RollbackTargetProps deployedBy(PipelineStage stage) {
    return RollbackTargetProps.builder()
        .alarms(Alarm.fromAlarmName(stack, "Alarm" + alarms++, "billing-5xx"))
        .policy(AUTO)
        .pipeline(stage)
        .build();
  }

  @Test
  void earlierRevisionsOfWhatIsNoService() {
    var props =
        RollbackTargetProps.builder()
            .alarms(alarm(stack, "Alarm"))
            .policy(AUTO)
            .earlierRevisions(new EcsRevisions("billing", List.of(), List.of()))
            .build();
    refused(
        () -> codeDeploy("billing", props),
        "target 'billing': earlierRevisions is for ECS services only; leave it out.");
  }

  @Test
  void oneRecordAsBothSides() {
    refused(
        () ->
            new Route53TrafficSplit(
                HostedZone.fromHostedZoneId(stack, "Zone", "Z0123"),
                "shop.example.com",
                Route53TrafficSplit.Type.A,
                "blue",
                "blue"),
        "the records of 'shop.example.com': stable and candidate are both 'blue'; name two set"
            + " identifiers.");
  }

  @Test
  void aJarThatIsNotThere() {
    var builder = Lastgood.Builder.create(stack, "Lastgood");
    refused(
        builder::build,
        "Lastgood 'Lastgood': functionsJar is not given; say where lastgood-functions.jar is.");
    refused(
        builder.functionsJar(Path.of("nowhere.jar"))::build,
        "the functions are not built (nowhere.jar is missing); run 'mvn package' in Lastgood's"
            + " root first.");
  }

  @Test
  void aServiceWhoseTaskDefinitionChangesAfterwards() {
    var task = new FargateTaskDefinition(stack, "Task");
    task.addContainer("Api", container("111122223333.dkr.ecr.eu-west-1.amazonaws.com/shop/api:1"));
    var service =
        FargateService.Builder.create(stack, "Orders")
            .cluster(new Cluster(stack, "Cluster"))
            .taskDefinition(task)
            .build();
    RollbackTarget.forEcsService(
        stack, "orders-api", lastgood, service, props(alarm(stack, "Alarm")));
    app.synth();

    task.addContainer("Log", container("111122223333.dkr.ecr.eu-west-1.amazonaws.com/shop/log:1"));
    assertThatThrownBy(() ->
            app.synth(software.amazon.awscdk.StageSynthesisOptions.builder().force(true).build()))
        .hasMessageContaining(
            "target 'orders-api': its task definition got a container or a role after the target"
                + " was made; make the target after them.");
  }

  private static ContainerDefinitionOptions container(String image) {
    return ContainerDefinitionOptions.builder().image(ContainerImage.fromRegistry(image)).build();
  }

  private void codeDeploy(String name, RollbackTargetProps props) {
    RollbackTarget.forCodeDeploy(stack, name, lastgood, group(), props);
  }

  private IServerDeploymentGroup group() {
    return ServerDeploymentGroup.fromServerDeploymentGroupAttributes(
        stack,
        "Group" + groups,
        ServerDeploymentGroupAttributes.builder()
            .application(
                ServerApplication.fromServerApplicationName(stack, "App" + groups++, "billing"))
            .deploymentGroupName("prod")
            .build());
  }

  private Stack in(String id, String region) {
    return in(id, region, ACCOUNT);
  }

  private Stack in(String id, String region, String account) {
    return new Stack(
        app,
        id,
        StackProps.builder()
            .env(Environment.builder().account(account).region(region).build())
            .build());
  }

  private static void refused(ThrowingCallable wrong, String sentence) {
    assertThatThrownBy(wrong).isInstanceOf(BadConfiguration.class).hasMessage(sentence);
  }
}
