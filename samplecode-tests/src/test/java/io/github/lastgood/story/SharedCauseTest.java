package io.github.lastgood.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.account.Billing;
import io.github.lastgood.account.Fleet;
import io.github.lastgood.account.Release;
import io.github.lastgood.account.Shop;
import io.github.lastgood.account.World;
import io.github.lastgood.ledger.Receipt;
import io.github.lastgood.target.TargetState;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/// Something that everybody needs breaks. Targets that did not deploy are the control group: while
/// they are red as well, the one that did deploy is not blamed.
class SharedCauseTest extends Story {
  private static final List<String> OTHERS =
      List.of(Fleet.ALARM, Shop.ALARM_FRONT, Shop.ALARM_DNS, Billing.ALARM);
  private static final String ONE_CAUSE = "3 targets that did not deploy are red: one cause";

  /// They have run for two hours.
  @BeforeEach
  void fiveTargets() {
    Fleet.in(world);
    Shop.in(world);
    Billing.onEcs(world, Duration.ofMinutes(30));
    operate("register-auto-scaling-group.json");
    operate("register-alb-split.json");
    operate("register-route53-split.json");
    operate("register-code-deploy.json");
    until("12:00");
  }

  private void red(List<String> alarms) {
    alarms.forEach(alarm -> hold(alarm, StateValue.ALARM));
  }

  private void quiet(List<String> alarms) {
    alarms.forEach(alarm -> hold(alarm, StateValue.OK));
  }

  @Test
  void nobodyIsRolledBackAndPeopleHearOfItOnce() {
    deploy(Release.FIXED);
    until("12:10");
    red(OTHERS);
    until("12:11");
    red(List.of(World.ALARM_5XX));
    until("12:20");

    assertThat(decisions()).containsOnly("HOLD SHARED_CAUSE");
    assertThat(stage.receipts())
        .filteredOn(receipt -> receipt.reason().equals("SHARED_CAUSE"))
        .first()
        .extracting(Receipt::message, InstanceOfAssertFactories.STRING)
        .contains("billing, shop-dns, shop-front and web-fleet did not deploy and went red");
    assertThat(subjects())
        .containsExactlyInAnyOrder(
            "web-fleet is red, but nothing was deployed recently",
            "shop-front is red, but nothing was deployed recently",
            ONE_CAUSE);
    assertThat(notice(ONE_CAUSE)).contains("web-fleet").contains("shop-front").contains("shop-dns");
    assertThat(busEvents()).contains("Rollback Held");

    quiet(OTHERS);
    quiet(List.of(World.ALARM_5XX));
    until("12:40");
    assertThat(rollbacks()).isEmpty();
    assertThat(running()).isEqualTo("orders-api:44");
  }

  @Test
  void whoIsStillRedWhenTheOthersAreQuietIsRolledBack() {
    deploy(Release.BAD);
    until("12:14");
    red(OTHERS);
    until("12:17");
    assertThat(decisions()).containsOnly("HOLD SHARED_CAUSE");

    quiet(OTHERS);
    until("12:21");
    assertThat(rollbacks()).as("they were red a moment ago").isEmpty();

    until("12:40");
    assertThat(rollbacks())
        .containsExactly("orders-api:42 -> orders-api:41 UPDATE_SERVICE RECOVERED");
  }

  @Test
  void twoOthersAreNoControlGroup() {
    deploy(Release.BAD);
    until("12:14");
    red(OTHERS.subList(0, 2));
    until("12:40");

    assertThat(rollbacks())
        .containsExactly("orders-api:42 -> orders-api:41 UPDATE_SERVICE RECOVERED");
  }

  @Test
  void aPersonMayForceIt() {
    deploy(Release.BAD);
    until("12:14");
    red(OTHERS);
    until("12:17");
    assertThat(operate("rollback.json").path("reason").asText()).isEqualTo("SHARED_CAUSE");
    operate("rollback-force.json");
    until("12:40");

    assertThat(rollbacks())
        .containsExactly("orders-api:42 -> orders-api:41 UPDATE_SERVICE RECOVERED");
  }

  /// Whoever went back is no witness: its deployment was to blame.
  @Test
  void aTargetThatIsRolledBackIsNoWitnessAgainstTheNext() {
    deploy(Release.BAD);
    until("12:40");
    assertThat(stage.ledger().account().red())
        .filteredOn(red -> red.target().equals(World.SERVICE))
        .singleElement()
        .satisfies(red -> assertThat(red.deployed()).isTrue());
    assertThat(stage.orders()).extracting(TargetState::rollback).isNull();
  }
}
