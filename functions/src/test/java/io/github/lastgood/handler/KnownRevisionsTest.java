package io.github.lastgood.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lastgood.Refusal;
import io.github.lastgood.target.Image;
import io.github.lastgood.target.KnownGood;
import io.github.lastgood.target.Orders;
import io.github.lastgood.target.Quarantined;
import io.github.lastgood.target.Resource;
import io.github.lastgood.target.Revision;
import io.github.lastgood.target.Shop;
import io.github.lastgood.target.TargetState;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KnownRevisionsTest {
  private static final Resource BILLING = new Resource.CodeDeployGroup("billing", "prod", "ECS");
  private static final Revision GOOD = appSpec("600d600d600d", 7);
  private static final Revision BAD = appSpec("bad0bad0bad0", 8);

  private static Revision appSpec(String sha256, int number) {
    return new Revision(
        "appspec:" + sha256,
        List.of(
            new Image(
                "taskDefinition",
                "arn:aws:ecs:eu-west-1:111122223333:task-definition/billing-api:" + number,
                "")));
  }

  private static TargetState state() {
    var hurt = appSpec("0badc0de0bad", 6);
    return Shop.state(BILLING)
        .withKnownGood(new KnownGood(GOOD, "d-GOOD", Orders.STARTED, "bake time"))
        .withQuarantined(new Quarantined(hurt, Orders.STARTED, "It hurt."))
        .withCurrent(Orders.bad().withRevision(BAD));
  }

  @ParameterizedTest
  @CsvSource({
    "appspec:600d600d600d,             appspec:600d600d600d",
    "billing-api:7,                    appspec:600d600d600d",
    "billing-api:7 (appspec:600d600d), appspec:600d600d600d",
    "billing-api:8,                    appspec:bad0bad0bad0",
    "billing-api:6,                    appspec:0badc0de0bad",
    "billing-api:70,                   billing-api:70",
    "billing-api,                      billing-api",
  })
  void aRevisionIsFoundByWhatPeopleCallIt(String written, String id) {
    assertThat(OperatorHandler.revision(state(), "to", written)).isEqualTo(id);
  }

  @Test
  void aTemplateVersionIsWrittenAsItIs() {
    var fleet = Shop.state(new Resource.AutoScalingGroup("arn:web", "web"));

    assertThat(OperatorHandler.revision(fleet, "to", "lt-0a1b2c3d4e5f60718:7"))
        .isEqualTo("lt-0a1b2c3d4e5f60718:7");
  }

  @Test
  void aSplitsRevisionIsASplit() {
    assertThat(OperatorHandler.revision(Shop.state(), "to", "stable=100,candidate=0"))
        .isEqualTo("stable=100,candidate=0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"stable", "stable=100", "stable=90,candidate=5", "orders-api:41"})
  void anythingElseIsNone(String written) {
    assertThatThrownBy(() -> OperatorHandler.revision(Shop.state(Shop.DNS), "to", written))
        .isInstanceOf(Refusal.class)
        .returns(Refusal.Code.BAD_VALUE, refusal -> ((Refusal) refusal).code())
        .hasMessage("The command's to must be a split such as stable=100,candidate=0.");
  }
}
