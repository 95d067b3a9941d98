package io.github.lastgood.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lastgood.account.call.AwsErrors;
import io.github.lastgood.account.call.Fault;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.ChangeStatus;
import software.amazon.awssdk.services.route53.model.InvalidChangeBatchException;
import software.amazon.awssdk.services.route53.model.NoSuchChangeException;
import software.amazon.awssdk.services.route53.model.NoSuchHealthCheckException;
import software.amazon.awssdk.services.route53.model.NoSuchHostedZoneException;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;
import software.amazon.awssdk.services.route53.model.Route53Exception;

class Route53Test {
  private final World world = World.create();
  private final Shop shop = Shop.in(world);
  private final Route53Client route53 = world.account().clients().route53();

  private String upsert(ResourceRecordSet... records) {
    var changes =
        List.of(records).stream()
            .map(each ->
                Change.builder().action(ChangeAction.UPSERT).resourceRecordSet(each).build())
            .toList();
    return route53
        .changeResourceRecordSets(
            r -> r.hostedZoneId("/hostedzone/" + Shop.ZONE).changeBatch(b -> b.changes(changes)))
        .changeInfo()
        .id();
  }

  private ChangeStatus status(String change) {
    return route53.getChange(r -> r.id(change)).changeInfo().status();
  }

  @Test
  void listingGoesOnPastTheNameAndInPages() {
    var first =
        route53.listResourceRecordSets(r ->
            r.hostedZoneId(Shop.ZONE)
                .startRecordName("SHOP.example.com")
                .startRecordType(RRType.A)
                .maxItems("2"));

    assertThat(first.resourceRecordSets())
        .extracting(ResourceRecordSet::setIdentifier)
        .containsExactly("blue", "green");
    assertThat(first.resourceRecordSets().getFirst().name()).isEqualTo("shop.example.com.");
    assertThat(first.isTruncated()).isTrue();
    assertThat(first.nextRecordName()).isEqualTo("zoo.example.com.");

    var rest =
        route53.listResourceRecordSets(r ->
            r.hostedZoneId(Shop.ZONE)
                .startRecordName(first.nextRecordName())
                .startRecordType(first.nextRecordType()));
    assertThat(rest.resourceRecordSets()).hasSize(1);
    assertThat(rest.isTruncated()).isFalse();
  }

  @Test
  void changeIsPendingForFortySecondsAndTheTrafficFollowsAfterTheTtl() {
    var change =
        upsert(
            shop.records("blue").toBuilder().weight(0L).build(),
            shop.records("green").toBuilder().weight(3L).build());

    assertThat(status(change)).isEqualTo(ChangeStatus.PENDING);
    world.advance(Duration.ofSeconds(40));
    assertThat(status(change)).isEqualTo(ChangeStatus.INSYNC);
    assertThat(world.account().route53().percent("green")).isZero();
    world.advance(Duration.ofSeconds(30));
    assertThat(world.account().route53().percent("green")).isEqualTo(100);
    assertThatThrownBy(() -> status("/change/C0")).isInstanceOf(NoSuchChangeException.class);
  }

  @Test
  void allZeroMeansEqualSharesAndABadSideShows() {
    shop.deployBadGreen(25);
    shop.weighRecords(0, 0);
    world.advance(Duration.ofMinutes(6));

    assertThat(world.account().route53().percent("green")).isEqualTo(50);
    assertThat(world.account().alarms().isRed(Shop.ALARM_DNS)).isTrue();
  }

  @Test
  void batchWithOneWrongChangeChangesNothing() {
    var good = shop.records("blue").toBuilder().weight(1L).build();
    List<Consumer<ResourceRecordSet.Builder>> faults =
        List.of(
            r -> r.weight(256L),
            r -> r.weight(null),
            r -> r.ttl(null),
            r -> r.setIdentifier(null).weight(null));
    for (var fault : faults) {
      var bad = shop.records("green").toBuilder().applyMutation(fault).build();
      assertThatThrownBy(() -> upsert(good, bad)).isInstanceOf(InvalidChangeBatchException.class);
    }
    var nobodys = shop.records("green").toBuilder().healthCheckId("nobodys").build();
    assertThatThrownBy(() -> upsert(good, nobodys)).isInstanceOf(NoSuchHealthCheckException.class);
    assertThat(shop.records("blue").weight()).isEqualTo(100);
  }

  @Test
  void recordsCanBeCreatedAndDeletedAndUnknownZonesAreRefused() {
    var gone =
        Change.builder().action(ChangeAction.DELETE).resourceRecordSet(shop.records("green"));
    route53.changeResourceRecordSets(
        r -> r.hostedZoneId(Shop.ZONE).changeBatch(b -> b.changes(gone.build())));
    assertThatThrownBy(() -> shop.records("green")).isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() ->
            route53.changeResourceRecordSets(
                r -> r.hostedZoneId(Shop.ZONE).changeBatch(b -> b.changes(gone.build()))))
        .isInstanceOf(InvalidChangeBatchException.class);
    assertThatThrownBy(() -> route53.listResourceRecordSets(r -> r.hostedZoneId("Z0NOBODYS")))
        .isInstanceOf(NoSuchHostedZoneException.class);
  }

  @Test
  void healthCheckShowsWhatEachCheckerSaw() {
    world.account().route53().healthCheck(Shop.HEALTH_CHECK, 1);

    var seen =
        route53
            .getHealthCheckStatus(r -> r.healthCheckId(Shop.HEALTH_CHECK))
            .healthCheckObservations();

    assertThat(seen).hasSize(8);
    assertThat(seen)
        .filteredOn(each -> each.statusReport().status().startsWith("Success"))
        .hasSize(1);
  }

  @Test
  void throttlingAndAnUnfinishedChangeHaveTheirOwnCodes() {
    var calls = world.account().calls();
    calls.hook(Fault.before("route53:ListResourceRecordSets", 1, AwsErrors::throttled));
    calls.hook(
        Fault.before("route53:ChangeResourceRecordSets", 1, AwsErrors::priorRequestNotComplete));

    assertThatThrownBy(() -> route53.listResourceRecordSets(r -> r.hostedZoneId(Shop.ZONE)))
        .isInstanceOfSatisfying(
            Route53Exception.class, e -> assertThat(e.isThrottlingException()).isTrue());
    assertThatThrownBy(() -> upsert(shop.records("blue")))
        .isInstanceOfSatisfying(
            Route53Exception.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("PriorRequestNotComplete"));
  }

  @Test
  void callsAreSeenHereOnlyWhenARuleForwardsThem() {
    shop.weighRecords(50, 50);
    world.advance(Duration.ofMinutes(1));
    assertThat(world.account().events().emitted()).isEmpty();

    world.account().route53().forwardTrail();
    shop.weighRecords(60, 40);
    world.advance(Duration.ofMinutes(1));
    assertThat(world.account().events().emitted())
        .singleElement()
        .satisfies(event ->
            assertThat(event.json())
                .contains("us-east-1", "ChangeResourceRecordSets", "\"setIdentifier\":\"green\""));
  }
}
