package io.github.lastgood.story.split;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.account.Shop;
import io.github.lastgood.account.World;
import io.github.lastgood.account.call.AwsErrors;
import io.github.lastgood.account.call.Fault;
import io.github.lastgood.stage.Stage;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.route53.model.AliasTarget;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

class Route53SplitTest {
  private static final String REGISTER = "register-route53-split.json";
  private static final String DNS = "shop-dns";
  private static final String UPSERT = "route53:ChangeResourceRecordSets";

  private final World world = World.create();
  private final Shop shop = Shop.in(world);

  private static String ended(Stage stage) {
    return stage.lastgood().ledger().rollbacks(DNS).getFirst().status().name();
  }

  @Test
  void badCanaryRecordLosesItsWeightInOneBatch() {
    try (var stage = Stage.open(world, REGISTER)) {
      shop.deployBadGreen(10);
      shop.weighRecords(75, 25);
      var before = shop.records("blue");
      world.advance(Duration.ofMinutes(30));

      assertThat(shop.records("blue")).isEqualTo(before.toBuilder().weight(100L).build());
      assertThat(shop.records("green").weight()).isZero();
      assertThat(ended(stage)).isEqualTo("RECOVERED");
      assertThat(Journal.changes(stage)).containsExactly(UPSERT);
      assertThat(stage.notices())
          .anySatisfy(
              notice -> assertThat(notice.message()).contains("30 s (TTL)", "\"steps\":[25]"));
    }
  }

  @Test
  void rollbackSettlesWhenTheChangeIsInSync() {
    try (var stage = Stage.open(world, REGISTER)) {
      shop.deployBadGreen(10);
      shop.weighRecords(75, 25);
      world.advance(Duration.ofMinutes(30));

      var rollback = stage.lastgood().ledger().rollbacks(DNS).getFirst();
      assertThat(rollback.newDeploymentId()).startsWith("/change/");
      assertThat(Duration.between(rollback.movedAt(), rollback.settledAt()))
          .isBetween(Duration.ofSeconds(30), Duration.ofMinutes(2));
      assertThat(stage.world().account().calls().callsOf("route53:GetChange")).isNotEmpty();
    }
  }

  @Test
  void throttledZoneIsAskedAgainByTheNextTick() {
    try (var stage = Stage.open(world, REGISTER)) {
      world.account().calls().hook(Fault.before(UPSERT, 1, AwsErrors::throttled));
      world.account().calls().hook(Fault.before(UPSERT, 1, AwsErrors::priorRequestNotComplete));
      shop.deployBadGreen(10);
      shop.weighRecords(0, 255);
      world.advance(Duration.ofMinutes(30));

      assertThat(shop.records("blue").weight()).isEqualTo(100);
      assertThat(ended(stage)).isEqualTo("RECOVERED");
      assertThat(Journal.changes(stage)).hasSize(3);
    }
  }

  @Test
  void stableThatFailsItsHealthCheckIsNotGoneBackTo() {
    try (var stage = Stage.open(world, REGISTER)) {
      shop.deployBadGreen(10);
      world.account().route53().healthCheck(Shop.HEALTH_CHECK, 1);
      shop.weighRecords(75, 25);
      world.advance(Duration.ofMinutes(20));

      assertThat(shop.records("green").weight()).isEqualTo(25);
      assertThat(Journal.changes(stage)).isEmpty();
      assertThat(stage.notices())
          .anySatisfy(notice -> assertThat(notice.message()).contains("health check"));
    }
  }

  @Test
  void aliasRecordsKeepTheirTargets() {
    var alias =
        AliasTarget.builder()
            .hostedZoneId("Z32O12XQLNTSW2")
            .dnsName("shop-green.eu-west-1.elb.amazonaws.com.")
            .evaluateTargetHealth(true)
            .build();
    world
        .account()
        .route53()
        .createRecord(
            Shop.ZONE,
            ResourceRecordSet.builder()
                .name(Shop.NAME)
                .type("A")
                .setIdentifier("green")
                .weight(25L)
                .aliasTarget(alias)
                .build());
    try (var stage = Stage.open(world, REGISTER)) {
      var order =
          "{\"command\":\"rollback\",\"target\":\"shop-dns\",\"by\":\"ana\",\"reason\":\"x\","
              + "\"to\":\"stable=100,candidate=0\"}";
      stage.operate(order);
      world.advance(Duration.ofMinutes(3));

      assertThat(shop.records("green").aliasTarget()).isEqualTo(alias);
      assertThat(shop.records("green").weight()).isZero();
    }
  }

  @Test
  void changesOfOthersAreSeenByTheWatchAndAtOnceWhereARuleForwardsThem() {
    world.account().route53().forwardTrail();
    try (var stage = Stage.open(world, REGISTER)) {
      shop.weighRecords(50, 50);
      world.advance(Duration.ofSeconds(40));

      assertThat(stage.state(DNS).current())
          .satisfies(
              current -> assertThat(current.revision().id()).isEqualTo("stable=50,candidate=50"));
    }
  }

  @Test
  void recordsThatAreNotThereAreRefused() {
    try (var stage = new Stage(world)) {
      var form = Stage.event("operator/" + REGISTER);
      assertThat(stage.operate(form.replace("\"green\"", "\"teal\"")).path("error").asText())
          .isEqualTo("UNKNOWN_RESOURCE");
      assertThat(stage.operate(form.replace("Z0SHOP", "Z0NONE")).path("error").asText())
          .isEqualTo("UNKNOWN_RESOURCE");
      shop.weighRecords(0, 0);
      assertThat(stage.operate(form).path("message").asText()).contains("both are 0");
    }
  }
}
