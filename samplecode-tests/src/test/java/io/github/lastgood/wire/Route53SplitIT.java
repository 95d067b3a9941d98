package io.github.lastgood.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/// Two weighted records in a zone that moto plays.
@ExtendWith(WireExtension.class)
class Route53SplitIT {
  private static final Map<String, Long> ALL_BLUE = Map.of("blue", 100L, "green", 0L);

  private final WireWorld world;
  private final Route53Client route53;
  private String zone;

  Route53SplitIT(WireWorld world) {
    this.world = world;
    route53 = AwsClients.at(world.moto(), Route53Client.builder());
  }

  @BeforeEach
  void register() throws Exception {
    zone =
        Arns.lastSegment(
            route53
                .createHostedZone(request -> request.name("example.com").callerReference("wire"))
                .hostedZone()
                .id());
    weigh(100, 0);
    world.scene().putAlarm("shop-dns-5xx");
    world.operatorAnswer(about(Events.file("operator/register-route53-split.json")));
    world.front().forget();
  }

  @AfterEach
  void close() {
    route53.close();
  }

  @Test
  void aBadCandidateLosesItsTrafficWhenTheAlarmIsRed() throws Exception {
    weigh(50, 50);
    world.tick();

    assertThat(world.redAlarm("shop-dns-5xx").toString()).contains("ROLL_BACK");

    assertThat(weights()).isEqualTo(ALL_BLUE);
    assertThat(world.front().calls().of("route53", "ChangeResourceRecordSets")).hasSize(1);
  }

  @Test
  void theFirstStepOfAShiftGivesTheCandidateItsShareAndARedAlarmTakesItBack() throws Exception {
    world.operatorAnswer("shift-dns.json");
    world.tick();

    assertThat(weights()).isEqualTo(Map.of("blue", 90L, "green", 10L));

    assertThat(world.redAlarm("shop-dns-5xx").toString()).contains("ROLL_BACK");
    world.tick();

    assertThat(weights()).isEqualTo(ALL_BLUE);
    assertThat(world.front().calls().of("route53", "GetChange")).isNotEmpty();
  }

  private Events about(Events file) {
    return new Events(file.text().replace("Z0SHOPEXAMPLE", zone));
  }

  private void weigh(long blue, long green) {
    route53.changeResourceRecordSets(request ->
        request
            .hostedZoneId(zone)
            .changeBatch(batch -> batch.changes(upsert("blue", blue), upsert("green", green))));
  }

  private static Change upsert(String setIdentifier, long weight) {
    return Change.builder()
        .action(ChangeAction.UPSERT)
        .resourceRecordSet(record ->
            record
                .name("shop.example.com")
                .type(RRType.A)
                .setIdentifier(setIdentifier)
                .weight(weight)
                .ttl(60L)
                .resourceRecords(ResourceRecord.builder().value("192.0.2.1").build()))
        .build();
  }

  private Map<String, Long> weights() {
    return route53
        .listResourceRecordSets(request -> request.hostedZoneId(zone))
        .resourceRecordSets()
        .stream()
        .filter(record -> record.weight() != null)
        .collect(Collectors.toMap(ResourceRecordSet::setIdentifier, ResourceRecordSet::weight));
  }
}
