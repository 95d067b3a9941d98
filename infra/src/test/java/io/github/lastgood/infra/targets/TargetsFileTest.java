package io.github.lastgood.infra.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lastgood.cdk.targets.BadConfiguration;
import io.github.lastgood.cdk.targets.Kind;
import io.github.lastgood.cdk.targets.PipelineStage;
import io.github.lastgood.cdk.targets.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TargetsFileTest {
  private static final String ECS = "ecs: {cluster: prod, service: orders-api}";
  private static final String GOOD =
      "name: orders-api, " + ECS + ", alarms: [a-5xx], policy: {mode: auto}";
  private static final String ELB = "arn:aws:elasticloadbalancing:eu-west-1:111122223333:";
  private static final String RULE =
      ELB + "listener-rule/app/shop/50dc6c495c0c9188/f2f7dc8efc522ab2/9683b2d02a6cabee";
  private static final String GROUP = ELB + "targetgroup";
  private static final String MODES = "one of auto, approve, observe, off";

  /// What is written, and the sentence that the writer reads.
  static Stream<Arguments> refused() {
    return Stream.of(
        file(
            "",
            "t.yaml: targets is missing or not a list; write 'targets:' and a list, or"
                + " 'targets: []'."),
        file(
            "targets:",
            "t.yaml: targets is missing or not a list; write 'targets:' and a list, or"
                + " 'targets: []'."),
        file(
            "target: []", "t.yaml: target is not a key that Lastgood knows; write one of targets."),
        file(
            "targets: [\n  }",
            "t.yaml, line 2: this is not YAML (expected the node content, but"
                + " found '}'); mend that line."),
        file(
            "targets: []\ntargets: []",
            "t.yaml, line 2: this is not YAML (found duplicate key" + " targets); mend that line."),
        file(
            "targets: [orders-api]",
            "t.yaml: target number 1 is not a mapping; write - name: orders-api."),
        target(ECS, "target number 1: name is missing; write name: orders-api."),
        target(
            "name: Orders",
            "target number 1: name 'Orders' must be 1 to 63 lower case letters,"
                + " digits and hyphens and not begin with a hyphen; write one like orders-api."),
        target(
            "name: -a",
            "target number 1: name '-a' must be 1 to 63 lower case letters, digits and"
                + " hyphens and not begin with a hyphen; write one like orders-api."),
        orders(
            "alarms: [a]",
            "ecs is missing; write "
                + ECS
                + ", or another kind of target: codeDeploy,"
                + " autoScalingGroup, albTrafficSplit or route53TrafficSplit."),
        orders("autoScalingGroup: {}", "autoScalingGroup.name is missing; write name: web."),
        orders(
            "codeDeploy: {application: billing}",
            "codeDeploy.deploymentGroup is missing; write deploymentGroup: prod."),
        orders(
            "codeDeploy: {application: 'a:b', deploymentGroup: prod}",
            "codeDeploy.application 'a:b' must be the name, not an ARN; write application:"
                + " billing."),
        orders(
            "codeDeploy: {application: billing, group: prod}",
            "codeDeploy.group is not a key that Lastgood knows; write one of application,"
                + " deploymentGroup."),
        target(
            "name: orders-api, "
                + ECS
                + ", codeDeploy: {application: billing, deploymentGroup: prod}",
            "target 'orders-api' is both ecs and codeDeploy; write one of them."),
        orders(
            "autoScalingGroup: {name: web, size: 4}",
            "autoScalingGroup.size is not a key that Lastgood knows; write one of imageParameters,"
                + " instanceRoles, launchTemplates, name."),
        orders(
            "autoScalingGroup: {name: web, imageParameters: ['resolve:ssm:/shop/web-ami']}",
            "autoScalingGroup.imageParameters names 'resolve:ssm:/shop/web-ami', which is not the"
                + " name of a Systems Manager parameter, without a version; write one like"
                + " /shop/web-ami."),
        orders(
            "autoScalingGroup: {name: 'autoScalingGroupName/web'}",
            "autoScalingGroup.name 'autoScalingGroupName/web' must be the name, not an ARN; write"
                + " name: web."),
        orders(
            "autoScalingGroup: {name: web, launchTemplates: [web]}",
            "autoScalingGroup.launchTemplates names 'web', which is not the id of a launch"
                + " template; write one like lt-0a1b2c3d4e5f60718."),
        orders(
            "autoScalingGroup: {name: web, instanceRoles: [web]}",
            "autoScalingGroup.instanceRoles names 'web', which is not the ARN of an IAM role; write"
                + " one like arn:aws:iam::111122223333:role/orders-api-task."),
        target(
            "name: orders-api, autoScalingGroup: {name: web}, " + ECS,
            "target 'orders-api' is both ecs and autoScalingGroup; write one of them."),
        orders(
            "albTrafficSplit: {}",
            "albTrafficSplit.ruleArn is missing; write ruleArn: " + RULE + "."),
        orders(
            "albTrafficSplit: {ruleArn: shop}",
            "albTrafficSplit.ruleArn 'shop' is no ARN of a rule or a listener of an ALB; write"
                + " one."),
        orders(
            "route53TrafficSplit: {}",
            "route53TrafficSplit.hostedZoneId is missing; write hostedZoneId: Z0123456789ABC."),
        orders(
            "route53TrafficSplit: {hostedZoneId: Z1, name: shop.example.com, type: MX}",
            "route53TrafficSplit.type 'MX' must be one of A, AAAA, CNAME."),
        orders("ecs: prod/orders-api", "ecs must be a mapping; write " + ECS + "."),
        orders("ecs: {service: a}", "ecs.cluster is missing; write cluster: prod."),
        orders("ecs: {cluster: prod}", "ecs.service is missing; write service: orders-api."),
        orders(
            "ecs: {cluster: prod, service: a, region: b}",
            "ecs.region is not a key that Lastgood"
                + " knows; write one of cluster, repositories, service, taskFamily, taskRoles."),
        orders(
            "ecs: {cluster: 'arn:aws:ecs:eu-west-1:111122223333:cluster/prod', service: a}",
            "ecs.cluster 'arn:aws:ecs:eu-west-1:111122223333:cluster/prod' must be the name, not an"
                + " ARN; write cluster: prod."),
        orders(
            ECS,
            "alarms is missing, so nothing could call for a rollback; write alarms:"
                + " [orders-api-5xx, orders-api-p99]."),
        orders(
            ECS + ", alarms: []",
            "alarms names no alarm, so nothing could call for a rollback;"
                + " write alarms: [orders-api-5xx, orders-api-p99]."),
        orders(
            ECS + ", alarms: a-5xx",
            "alarms must be a list; write alarms: [orders-api-5xx," + " orders-api-p99]."),
        orders(
            ECS + ", alarms: [{name: a}]",
            "alarms must list texts only; write alarms:" + " [orders-api-5xx, orders-api-p99]."),
        orders(ECS + ", alarms: [a, b, a]", "alarms names 'a' twice; write it once."),
        orders(
            ECS + ", alarms: ['arn:aws:sns:eu-west-1:111122223333:topic']",
            "alarms names 'arn:aws:sns:eu-west-1:111122223333:topic', which is neither the name nor"
                + " the ARN of a CloudWatch alarm; write alarms: [orders-api-5xx,"
                + " orders-api-p99]."),
        orders(
            ECS + ", alarm: a",
            "alarm is not a key that Lastgood knows; write one of alarms, albTrafficSplit,"
                + " autoScalingGroup, codeDeploy, ecs, name, pipeline, policy,"
                + " route53TrafficSplit."),
        orders(
            ECS + ", alarms: [a]",
            "policy is missing; write policy: {mode: auto}, the mode being " + MODES + "."),
        policy("bakeTime: 15m", "policy.mode is missing; write " + MODES + "."),
        policy("mode: ", "policy.mode '' must be " + MODES + "."),
        policy("mode: automatic", "policy.mode 'automatic' must be " + MODES + "."),
        policy(
            "mode: auto, baketime: 15m",
            "policy.baketime is not a key that Lastgood knows; write one of approvalTimeout,"
                + " bakeTime, candidateGroup, maxRollbacksPerDay, minHealthyTargets, mode,"
                + " onQuarantined, onUnknown,"
                + " recoveryTimeout, settleTimeout, suspectWindow."),
        policy(
            "mode: auto, onQuarantined: shout",
            "policy.onQuarantined 'shout' must be one of tell, rollBack."),
        policy(
            "mode: auto, bakeTime: 15",
            "policy.bakeTime '15' is not a duration; write a number"
                + " with s, m or h: 90s, 15m, 2h."),
        policy(
            "mode: auto, suspectWindow: PT1H",
            "policy.suspectWindow 'PT1H' is not a duration;"
                + " write a number with s, m or h: 90s, 15m, 2h."),
        policy(
            "mode: auto, settleTimeout: 0m",
            "policy.settleTimeout '0m' is not a duration; write a"
                + " number with s, m or h: 90s, 15m, 2h."),
        policy(
            "mode: auto, maxRollbacksPerDay: 0",
            "policy.maxRollbacksPerDay '0' is not a number from 1; write one like 3."),
        policy(
            "mode: auto, onUnknown: guess",
            "policy.onUnknown 'guess' is not what an alarm of unknown cause can get; write one of"
                + " act, ask, or leave it out."),
        orders(
            ECS
                + IntStream.rangeClosed(1, 41)
                    .mapToObj(i -> "a" + i)
                    .collect(Collectors.joining(", ", ", alarms: [", "]")),
            "alarms names more than 40 alarms; name at most 40, and put the rest behind a composite"
                + " alarm."),
        orders(
            ECS + ", pipeline: shop-pipeline",
            "pipeline must be a mapping; write pipeline: {name: shop-pipeline, stage: Prod}."),
        pipeline("stage: Prod", "pipeline.name is missing; write name: shop-pipeline."),
        pipeline("name: shop-pipeline", "pipeline.stage is missing; write stage: Prod."),
        pipeline(
            "name: 'shop:pipeline', stage: Prod",
            "pipeline.name 'shop:pipeline' must be 1 to 100 letters, digits and . @ _ -; write"
                + " name: shop-pipeline."),
        pipeline(
            "name: shop-pipeline, stage: Prod, action: Deploy",
            "pipeline.action is not a key that Lastgood knows; write one of name, onRollback,"
                + " stage."),
        pipeline(
            "name: shop-pipeline, stage: Prod, onRollback: stop",
            "pipeline.onRollback 'stop' must be one of stopTransition, rollbackStage."),
        orders(
            "autoScalingGroup: {name: web}, pipeline: {name: shop-pipeline, stage: Prod,"
                + " onRollback: rollbackStage}",
            "pipeline.onRollback 'rollbackStage' is for ecs and codeDeploy only; write onRollback:"
                + " stopTransition."),
        policy(
            "mode: auto, minHealthyTargets: 2",
            "policy.minHealthyTargets is for albTrafficSplit only; leave it out."),
        split(
            "mode: auto, minHealthyTargets: none",
            "policy.minHealthyTargets 'none' is not a number from 1; write one like 3."),
        split(
            "mode: auto, candidateGroup: none",
            "policy.candidateGroup 'none' must be one of keep, zero."),
        split(
            "mode: auto, candidateGroup: zero",
            "albTrafficSplit.candidateGroup is missing, and policy.candidateGroup is zero; name"
                + " the group."),
        ecs(
            "family: a",
            "ecs.family is not a key that Lastgood knows; write one of"
                + " cluster, repositories, service, taskFamily, taskRoles."),
        ecs(
            "taskFamily: 'a:41'",
            "ecs.taskFamily 'a:41' must be a family without revision;"
                + " write taskFamily: orders-api."),
        ecs(
            "taskRoles: []",
            "ecs.taskFamily is missing, and taskRoles needs it; write"
                + " taskFamily: orders-api."),
        ecs(
            "taskFamily: a, taskRoles: [task]",
            "ecs.taskRoles names 'task', which is"
                + " not the ARN of an IAM role; write one like"
                + " arn:aws:iam::111122223333:role/orders-api-task."),
        ecs(
            "repositories: [Shop]",
            "ecs.repositories names 'Shop', which is not the"
                + " name or ARN of a repository; write one like orders-api."),
        file(
            "targets:\n- {" + GOOD + "}\n- {" + GOOD.replace("name: ", "name: -") + "}\n- web",
            "t.yaml: target number 2: name '-orders-api' must be 1 to 63 lower case letters, digits"
                + " and hyphens and not begin with a hyphen; write one like orders-api."),
        target(
            "name: \"orders-api\\n\"",
            "target number 1: name 'orders-api\n' must be 1 to 63 lower case letters, digits and"
                + " hyphens and not begin with a hyphen; write one like orders-api."),
        file(
            "targets: &all [*all]",
            "t.yaml is no plain tree of mappings, lists and texts; write out what its aliases and"
                + " tags stand for."),
        file(
            "targets:\n- {" + GOOD + "}\n- {" + GOOD + "}",
            "t.yaml: target 'orders-api': name is used" + " by two targets; give each its own."),
        file(
            "targets:\n- {" + GOOD + "}\n- {" + GOOD.replace("name: ", "name: new-") + "}",
            "t.yaml: target 'new-orders-api': ECS service prod/orders-api is target 'orders-api'"
                + " already; write it once."));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void refusesWithASentence(String yaml, String sentence) {
    assertThatThrownBy(() -> TargetsFile.parse("t.yaml", yaml))
        .isInstanceOf(BadConfiguration.class)
        .hasMessage(sentence);
  }

  @ParameterizedTest
  @ValueSource(strings = {"auto", "approve", "observe", "off"})
  void aModeIsReadAsItIsWritten(String mode) {
    assertThat(read(GOOD.replace("auto", mode)).policy()).isEqualTo(Map.of("mode", mode));
  }

  @Test
  void theShippedFileShowsEveryKindAsItIsWritten() throws IOException {
    String shown = Files.readString(Path.of("targets.yaml")).replaceAll("(?m)^  # (- |  )", "  $1");
    assertThat(
            TargetsFile.parse("t.yaml", shown).stream()
                .<Class<?>>map(each -> each.kind().getClass()))
        .containsExactlyInAnyOrder(Kind.class.getPermittedSubclasses());
  }

  @Test
  void thePolicyIsPassedOnAsItIsWritten() {
    String policy =
        "mode: auto, bakeTime: 90s, suspectWindow: 2h, settleTimeout: 30m, recoveryTimeout: 15m,"
            + " approvalTimeout: 20m, onQuarantined: rollBack, maxRollbacksPerDay: 3,"
            + " onUnknown: ask";
    assertThat(read(GOOD.replace("mode: auto", policy)).policy())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "mode",
                "auto",
                "bakeTime",
                "90s",
                "suspectWindow",
                "2h",
                "settleTimeout",
                "30m",
                "recoveryTimeout",
                "15m",
                "approvalTimeout",
                "20m",
                "onQuarantined",
                "rollBack",
                "maxRollbacksPerDay",
                "3",
                "onUnknown",
                "ask"));
  }

  @Test
  void alarmsMayBeNamesOrArns() {
    String arn = "arn:aws:cloudwatch:eu-west-1:111122223333:alarm:orders api";
    assertThat(read(GOOD.replace("a-5xx", "a-5xx, '" + arn + "'")).alarms())
        .containsExactly("a-5xx", arn);
  }

  @Test
  void whatMayBeTouchedBesidesTheServiceIsOptional() {
    assertThat(read(GOOD).kind())
        .isEqualTo(
            new Kind.EcsService(
                "prod", "orders-api", Optional.empty(), Optional.empty(), Optional.empty()));
  }

  @Test
  void anEmptyListOfRolesSaysThatThereAreNone() {
    assertThat(
            read(GOOD.replace("orders-api}", "orders-api, taskFamily: a, taskRoles: []}")).kind())
        .isEqualTo(
            new Kind.EcsService(
                "prod", "orders-api", Optional.of("a"), Optional.of(List.of()), Optional.empty()));
  }

  @Test
  void aCodeDeployGroupIsNamedByItsApplicationAndItself() {
    assertThat(
            read(GOOD.replace(ECS, "codeDeploy: {application: billing, deploymentGroup: prod}"))
                .kind())
        .isEqualTo(new Kind.CodeDeployGroup("billing", "prod"));
  }

  @Test
  void aPipelineIsStoppedUnlessItSaysOtherwise() {
    assertThat(read(GOOD).pipeline()).isEmpty();
    assertThat(read(GOOD + ", pipeline: {name: shop-pipeline, stage: Prod}").pipeline())
        .contains(new PipelineStage("shop-pipeline", "Prod", false));
    assertThat(
            read(GOOD + ", pipeline: {name: shop-pipeline, stage: Prod, onRollback: rollbackStage}")
                .pipeline())
        .contains(new PipelineStage("shop-pipeline", "Prod", true));
  }

  @Test
  void anEmptyListIsFine() {
    assertThat(TargetsFile.parse("t.yaml", "targets: []")).isEmpty();
  }

  @Test
  void theShippedFileIsRead() {
    assertThat(TargetsFile.read(Path.of("targets.yaml")))
        .singleElement()
        .satisfies(target -> {
          assertThat(target.name()).isEqualTo("orders-api");
          assertThat(target.kind())
              .isEqualTo(
                  new Kind.EcsService(
                      "prod", "orders-api", Optional.empty(), Optional.empty(), Optional.empty()));
          assertThat(target.alarms()).containsExactly("orders-api-5xx", "orders-api-p99");
        });
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> TargetsFile.read(Path.of("nowhere.yaml")))
        .hasMessage(
            "nowhere.yaml cannot be read; write it, or name another file with -c targets=FILE.");
  }

  private static Target read(String target) {
    return TargetsFile.parse("t.yaml", "targets: [{" + target + "}]").getFirst();
  }

  private static Arguments file(String yaml, String sentence) {
    return Arguments.of(yaml, sentence);
  }

  private static Arguments target(String yaml, String sentence) {
    return file("targets: [{" + yaml + "}]", "t.yaml: " + sentence);
  }

  private static Arguments orders(String yaml, String sentence) {
    return target("name: orders-api, " + yaml, "target 'orders-api': " + sentence);
  }

  private static Arguments policy(String yaml, String sentence) {
    return orders(ECS + ", alarms: [a], policy: {" + yaml + "}", sentence);
  }

  private static Arguments split(String policy, String sentence) {
    String split =
        "albTrafficSplit: {ruleArn: '%s', stable: '%s/a/1', candidate: '%s/b/2'}"
            .formatted(RULE, GROUP, GROUP);
    return orders(split + ", alarms: [a], policy: {" + policy + "}", sentence);
  }

  private static Arguments pipeline(String yaml, String sentence) {
    return orders(ECS + ", pipeline: {" + yaml + "}", sentence);
  }

  private static Arguments ecs(String yaml, String sentence) {
    return orders("ecs: {cluster: prod, service: orders-api, " + yaml + "}", sentence);
  }
}
