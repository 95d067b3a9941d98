package io.github.lastgood.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.mockingDetails;
import static org.mockito.Mockito.when;

import io.github.lastgood.target.LiveState;
import io.github.lastgood.target.Orders;
import io.github.lastgood.target.Resource;
import io.github.lastgood.target.ResourceForm;
import io.github.lastgood.target.Shop;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Each kind is asked of its own class, and of no other.
class ActionsTest {
  private static final Resource BILLING = new Resource.CodeDeployGroup("billing", "prod", "ECS");
  private static final Resource.AutoScalingGroup WEB =
      new Resource.AutoScalingGroup("arn:web", "web");

  private final EcsServiceAction ecs = mock(EcsServiceAction.class);
  private final CodeDeployAction codeDeploy = mock(CodeDeployAction.class);
  private final AutoScalingAction autoScaling = mock(AutoScalingAction.class);
  private final AlbSplitAction alb = mock(AlbSplitAction.class);
  private final Route53SplitAction route53 = mock(Route53SplitAction.class);
  private final Actions actions = new Actions(ecs, codeDeploy, autoScaling, alb, route53);

  static List<Arguments> kinds() {
    return List.of(
        Arguments.of(Orders.SERVICE, new ResourceForm.EcsService("prod", "orders-api", null)),
        Arguments.of(BILLING, new ResourceForm.CodeDeployGroup("billing", "prod")),
        Arguments.of(WEB, new ResourceForm.AutoScalingGroup("web")),
        Arguments.of(
            Shop.FRONT,
            new ResourceForm.AlbTrafficSplit(Shop.RULE, Shop.BLUE, Shop.GREEN, null, 1, false)),
        Arguments.of(
            Shop.DNS,
            new ResourceForm.Route53TrafficSplit("Z0", "shop.example.com", "A", "blue", "green")));
  }

  private Object own(Resource resource) {
    return switch (resource) {
      case Resource.EcsService _ -> ecs;
      case Resource.CodeDeployGroup _ -> codeDeploy;
      case Resource.AutoScalingGroup _ -> autoScaling;
      case Resource.AlbTrafficSplit _ -> alb;
      case Resource.Route53TrafficSplit _ -> route53;
    };
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aKindIsAskedOfItsOwnClassAlone(Resource resource, ResourceForm form) {
    var live = new LiveState.Running(Orders.bad(), false, false);
    actions.find(form);
    actions.objection(resource);
    actions.observe(resource, null);
    actions.resolve(resource, Orders.bad());
    actions.check(resource, Orders.GOOD);
    actions.definitionOf(resource, Orders.GOOD);
    actions.move(resource, Orders.rollback(), live, Orders.bad(), Optional::empty);

    for (var each : List.of(ecs, codeDeploy, autoScaling, alb, route53)) {
      assertThat(
              mockingDetails(each).getInvocations().stream()
                  .map(call -> call.getMethod().getName())
                  .toList())
          .isEqualTo(
              each.equals(own(resource))
                  ? List.of(
                      "find", "objection", "observe", "resolve", "check", "definitionOf", "move")
                  : List.of());
    }
  }

  @Test
  void onlyASplitIsShifted() {
    when(alb.shift(Shop.FRONT, Shop.STABLE)).thenReturn(new Moved.Accepted("alb"));
    when(route53.shift(Shop.DNS, Shop.STABLE)).thenReturn(new Moved.Accepted("dns"));
    when(alb.unfit(Shop.FRONT, Shop.STABLE)).thenReturn(Optional.of("no targets"));
    when(route53.unfit(Shop.DNS, Shop.STABLE)).thenReturn(Optional.of("no health"));
    when(alb.isMade("c")).thenReturn(true);

    assertThat(actions.shift(Shop.FRONT, Shop.STABLE)).isEqualTo(new Moved.Accepted("alb"));
    assertThat(actions.shift(Shop.DNS, Shop.STABLE)).isEqualTo(new Moved.Accepted("dns"));
    assertThat(actions.unfit(Shop.FRONT, Shop.STABLE)).contains("no targets");
    assertThat(actions.unfit(Shop.DNS, Shop.STABLE)).contains("no health");
    assertThat(actions.isMade(Shop.FRONT, "c")).isTrue();
    assertThat(actions.isMade(Shop.DNS, "c")).isFalse();
    for (var resource : List.of(Orders.SERVICE, BILLING, WEB)) {
      assertThatThrownBy(() -> actions.shift(resource, Shop.STABLE))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(resource.label() + " is no traffic split");
      assertThatThrownBy(() -> actions.unfit(resource, Shop.STABLE))
          .isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> actions.isMade(resource, "c"))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void onlyTaskDefinitionsAndTemplateVersionsAreCopied() {
    when(ecs.registerCopy(Orders.SERVICE, Orders.rollback(), "{}")).thenReturn("orders-api:43");
    when(autoScaling.registerCopy(WEB, Orders.rollback(), "{}")).thenReturn("lt-0a:9");
    for (var other : List.of(codeDeploy, alb, route53)) {
      when(other.registerCopy(any(), any(), any())).thenCallRealMethod();
    }

    assertThat(actions.registerCopy(Orders.SERVICE, Orders.rollback(), "{}"))
        .isEqualTo("orders-api:43");
    assertThat(actions.registerCopy(WEB, Orders.rollback(), "{}")).isEqualTo("lt-0a:9");
    for (var resource : List.of(BILLING, Shop.FRONT, Shop.DNS)) {
      assertThatThrownBy(() -> actions.registerCopy(resource, Orders.rollback(), "{}"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("never rolled back to a copy");
    }
  }

  @Test
  void onlyEcsTellsHowFarItIs() {
    var live = new LiveState.Running(Orders.bad(), false, false);
    when(ecs.progressOf(live)).thenReturn(Map.of("step", "1"));
    for (var other : List.of(codeDeploy, autoScaling, alb, route53)) {
      when(other.progressOf(live)).thenCallRealMethod();
    }

    assertThat(actions.progressOf(Orders.SERVICE, live)).containsEntry("step", "1");
    assertThat(actions.progressOf(WEB, live)).isEmpty();
    assertThat(actions.progressOf(Shop.FRONT, live)).isEmpty();
  }

  @Test
  void onlyTaskDefinitionsAreBarriersByThemselves() {
    when(ecs.isBarrier(Orders.GOOD)).thenReturn(true);
    for (var other : List.of(codeDeploy, autoScaling, alb, route53)) {
      when(other.isBarrier(Orders.GOOD)).thenCallRealMethod();
    }

    assertThat(actions.isBarrier(Orders.SERVICE, Orders.GOOD)).isTrue();
    for (var resource : List.of(BILLING, WEB, Shop.FRONT, Shop.DNS)) {
      assertThat(actions.isBarrier(resource, Orders.GOOD)).isFalse();
    }
  }
}
