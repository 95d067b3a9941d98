package io.github.lastgood.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lastgood.Refusal;
import io.github.lastgood.Registration;
import io.github.lastgood.target.Mode;
import io.github.lastgood.target.OnQuarantined;
import io.github.lastgood.target.OnUnknown;
import io.github.lastgood.target.Policy;
import io.github.lastgood.target.ResourceForm;
import io.github.lastgood.target.TaskRoles;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetFormTest {

  private static Registration.Form read(Consumer<ObjectNode> change) {
    var target = (ObjectNode) Events.json("operator/register.json").path("target");
    change.accept(target);
    return TargetForm.read(Fields.of(target, "target"));
  }

  private static ObjectNode policy(ObjectNode target) {
    return (ObjectNode) target.path("policy");
  }

  private static ObjectNode ecs(ObjectNode target) {
    return (ObjectNode) target.path("ecs");
  }

  @Test
  void theRegisterFileIsReadWhole() {
    assertThat(read(_ -> {}))
        .isEqualTo(
            new Registration.Form(
                "orders-api",
                new ResourceForm.EcsService("prod", "orders-api", null),
                List.of(
                    "orders-api-5xx",
                    "orders-api-p99",
                    "orders-api-bad-deploy",
                    "orders-api-log-errors",
                    "orders-api-by-az"),
                Policy.of(Mode.AUTO)));
  }

  @Test
  void everythingOfAPolicyCanBeSaid() {
    var form =
        read(target ->
            policy(target)
                .put("mode", "observe")
                .put("bakeTime", "30s")
                .put("suspectWindow", "2h")
                .put("settleTimeout", "45m")
                .put("recoveryTimeout", "10m")
                .put("approvalTimeout", "20m")
                .put("onQuarantined", "rollBack")
                .put("maxRollbacksPerDay", "7")
                .put("onUnknown", "ask"));

    assertThat(form.policy())
        .isEqualTo(
            new Policy(
                Mode.OBSERVE,
                Duration.ofSeconds(30),
                Duration.ofHours(2),
                Duration.ofMinutes(45),
                Duration.ofMinutes(10),
                Duration.ofMinutes(20),
                OnQuarantined.ROLL_BACK,
                7,
                OnUnknown.ASK));
  }

  @Test
  void whatAnUnknownCauseGetsIsActOrAsk() {
    assertThat(read(target -> policy(target).put("onUnknown", "act")).policy().onUnknown())
        .isEqualTo(OnUnknown.ACT);
    assertThatThrownBy(() -> read(target -> policy(target).put("onUnknown", "guess")))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith("The target.policy's onUnknown must be act or ask");
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void everyModeIsWrittenInSmallLetters(Mode mode) {
    var written = mode.name().toLowerCase(Locale.ROOT);

    assertThat(read(target -> policy(target).put("mode", written)).policy().mode()).isEqualTo(mode);
    assertThatThrownBy(() -> read(target -> policy(target).put("mode", mode.name())))
        .hasMessage("The target.policy's mode must be auto, approve, observe or off.");
  }

  @Test
  void aClustersArnDoesAsWellAsItsName() {
    assertThat(
            read(target ->
                    ecs(target).put("cluster", "arn:aws:ecs:eu-west-1:111122223333:cluster/prod"))
                .resource())
        .isEqualTo(new ResourceForm.EcsService("prod", "orders-api", null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Orders", "orders api", "-orders", "orders/api", "orders_api", "lastgood/x"})
  void aNameIsShortAndPlain(String name) {
    assertThatThrownBy(() -> read(target -> target.put("name", name)))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "The target's name must be 1 to 63 lower case letters, digits and hyphens, such as"
                + " orders-api.");
  }

  @Test
  void aNameHasAtMost63Letters() {
    assertThat(read(target -> target.put("name", "a".repeat(63))).name()).hasSize(63);
    assertThatThrownBy(() -> read(target -> target.put("name", "a".repeat(64))))
        .isInstanceOf(Refusal.class);
  }

  @Test
  void aDeploymentGroupIsReadByItsTwoNames() {
    assertThat(
            read(
                    target -> {
                      target.remove("ecs");
                      target
                          .putObject("codeDeploy")
                          .put("application", "billing")
                          .put("deploymentGroup", "prod");
                    })
                .resource())
        .isEqualTo(new ResourceForm.CodeDeployGroup("billing", "prod"));
  }

  @Test
  void anAutoScalingGroupIsReadByItsName() {
    assertThat(
            read(
                    target -> {
                      target.remove("ecs");
                      target.putObject("autoScalingGroup").put("name", "web");
                    })
                .resource())
        .isEqualTo(new ResourceForm.AutoScalingGroup("web"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"autoScalingGroup", "albTrafficSplit", "route53TrafficSplit", "codeDeploy"})
  void aKindWithoutItsKeysIsRefused(String kind) {
    assertThatThrownBy(() ->
            read(target -> {
              target.remove("ecs");
              target.putObject(kind);
            }))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining(kind + " lacks ");
  }

  @Test
  void whatOnlyTheStacksNeedIsLeftAside() {
    assertThat(
            read(
                    target -> {
                      ecs(target).put("taskFamily", "orders-api");
                      ecs(target).putArray("repositories").add("orders-api");
                    })
                .resource())
        .isEqualTo(new ResourceForm.EcsService("prod", "orders-api", null));
  }

  @Test
  void theRolesThatWereStatedAreKeptAndNoneIsAStatementToo() {
    var role = "arn:aws:iam::111122223333:role/task";

    assertThat(read(target -> ecs(target).putArray("taskRoles").add(role)).resource())
        .isEqualTo(new ResourceForm.EcsService("prod", "orders-api", new TaskRoles(List.of(role))));
    assertThat(read(target -> ecs(target).putArray("taskRoles")).resource())
        .isEqualTo(new ResourceForm.EcsService("prod", "orders-api", new TaskRoles(List.of())));
    assertThatThrownBy(() -> read(target -> ecs(target).put("taskRoles", role)))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("taskRoles must be a list of texts");
  }

  @Test
  void aTypingErrorIsFoundWhereverItIs() {
    assertThatThrownBy(() -> read(target -> target.put("alarm", "x")))
        .hasMessageStartingWith("The target has an unknown field alarm;");
    assertThatThrownBy(() -> read(target -> ecs(target).put("servise", "x")))
        .hasMessageStartingWith("The target.ecs has an unknown field servise;");
    assertThatThrownBy(() -> read(target -> policy(target).put("baketime", "15m")))
        .hasMessageStartingWith("The target.policy has an unknown field baketime;");
  }

  @Test
  void asManyAlarmsAsFitIntoOneTransactionAreTaken() {
    assertThat(read(target -> alarms(target, 40)).alarms()).hasSize(40);
    assertThatThrownBy(() -> read(target -> alarms(target, 41)))
        .hasMessage("The target's alarms may name at most 40; put some behind a composite alarm.");
  }

  private static void alarms(ObjectNode target, int count) {
    var alarms = target.putArray("alarms");
    IntStream.range(0, count).forEach(number -> alarms.add("alarm-" + number));
  }

  private static ResourceForm file(String name, Consumer<ObjectNode> change) {
    var target = (ObjectNode) Events.json("operator/" + name + ".json").path("target");
    change.accept(target);
    return TargetForm.read(Fields.of(target, "target")).resource();
  }

  private static ObjectNode alb(ObjectNode target) {
    return (ObjectNode) target.path("albTrafficSplit");
  }

  private static void refused(
      String name, Consumer<ObjectNode> change, Refusal.Code code, String words) {
    assertThatThrownBy(() -> file(name, change))
        .isInstanceOf(Refusal.class)
        .returns(code, refusal -> ((Refusal) refusal).code())
        .hasMessageContaining(words);
  }

  @Test
  void everyKindsFileIsRead() {
    assertThat(file("register-code-deploy", _ -> {}))
        .isEqualTo(new ResourceForm.CodeDeployGroup("billing", "prod"));
    assertThat(file("register-auto-scaling-group", _ -> {}))
        .isEqualTo(new ResourceForm.AutoScalingGroup("web"));
    assertThat(file("register-route53-split", _ -> {}))
        .isEqualTo(
            new ResourceForm.Route53TrafficSplit(
                "Z0SHOPEXAMPLE", "shop.example.com", "A", "blue", "green"));
    var front = (ResourceForm.AlbTrafficSplit) file("register-alb-split", _ -> {});
    assertThat(front.minHealthyTargets()).isEqualTo(2);
    assertThat(front.scaleCandidateIn()).isFalse();
    assertThat(front.candidateGroup()).isEqualTo("web-green");
  }

  @Test
  void aZoneAndANameMayBeWrittenAsRoute53ShowsThem() {
    var form =
        file(
            "register-route53-split",
            target ->
                ((ObjectNode) target.path("route53TrafficSplit"))
                    .put("hostedZoneId", "/hostedzone/Z0SHOPEXAMPLE")
                    .put("name", "Shop.Example.COM."));

    assertThat(form).isEqualTo(file("register-route53-split", _ -> {}));
  }

  @Test
  void whatASideNeedsIsOneHealthyTargetUnlessSaid() {
    var form =
        (ResourceForm.AlbTrafficSplit)
            file("register-alb-split", target -> policy(target).remove("minHealthyTargets"));

    assertThat(form.minHealthyTargets()).isEqualTo(1);
  }

  @Test
  void onlyAGroupThatIsNamedCanBeScaledIn() {
    var zero =
        (ResourceForm.AlbTrafficSplit)
            file("register-alb-split", target -> policy(target).put("candidateGroup", "zero"));
    assertThat(zero.scaleCandidateIn()).isTrue();

    refused(
        "register-alb-split",
        target -> {
          policy(target).put("candidateGroup", "zero");
          alb(target).remove("candidateGroup");
        },
        Refusal.Code.MISSING_FIELD,
        "lacks candidateGroup");
    refused(
        "register-alb-split",
        target -> policy(target).put("candidateGroup", "one"),
        Refusal.Code.BAD_VALUE,
        "candidateGroup must be keep or zero");
  }

  @Test
  void healthyTargetsAreAConditionOfASplitBehindALoadBalancerAlone() {
    refused(
        "register-route53-split",
        target -> policy(target).put("minHealthyTargets", 2),
        Refusal.Code.UNKNOWN_FIELD,
        "unknown field minHealthyTargets");
    refused(
        "register-alb-split",
        target -> policy(target).put("minHealthyTargets", 0),
        Refusal.Code.WRONG_TYPE,
        "a whole number from 1");
  }

  @Test
  void aTargetIsOneThing() {
    refused(
        "register-alb-split",
        target -> target.putObject("ecs"),
        Refusal.Code.BAD_VALUE,
        "has albTrafficSplit and ecs; a target is one thing");
    refused(
        "register-code-deploy",
        target -> target.remove("codeDeploy"),
        Refusal.Code.MISSING_FIELD,
        "lacks ecs");
    refused(
        "register-code-deploy",
        target -> ((ObjectNode) target.path("codeDeploy")).put("service", "billing"),
        Refusal.Code.UNKNOWN_FIELD,
        "unknown field service");
  }
}
