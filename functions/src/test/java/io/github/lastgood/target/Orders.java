package io.github.lastgood.target;

import io.github.lastgood.target.Deployment.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// The one target that the unit tests speak of: `orders-api`, whose revision 41 is known good and
/// whose revision 42 was deployed from 10:00 to 10:05, ten minutes before its alarm went red.
public final class Orders {
  private Orders() {}

  public static final String SERVICE_ARN =
      "arn:aws:ecs:eu-west-1:111122223333:service/prod/orders-api";
  public static final Resource.EcsService SERVICE =
      new Resource.EcsService(SERVICE_ARN, "prod", "orders-api", null);

  public static final String ALARM = alarmArn("orders-api-5xx");
  public static final String OTHER_ALARM = alarmArn("orders-api-p99");

  public static final String GOOD_ID = "ecs-svc/1920498462936580504";
  public static final String BAD_ID = "ecs-svc/9313423515462893900";
  public static final String ROLLBACK_DEPLOYMENT_ID = "ecs-svc/4400817263549120773";

  public static final Instant QUIET = Instant.parse("2026-11-02T09:40:30.101Z");
  public static final Instant STARTED = Instant.parse("2026-11-02T10:00:00Z");
  public static final Instant SETTLED = Instant.parse("2026-11-02T10:05:00Z");
  public static final Instant RED = Instant.parse("2026-11-02T10:15:30.124Z");

  /// A moment after the alarm went red.
  public static final Instant NOW = RED.plusSeconds(2);

  public static final Revision GOOD = revision(41);
  public static final Revision BAD = revision(42);

  public static String alarmArn(String name) {
    return "arn:aws:cloudwatch:eu-west-1:111122223333:alarm:" + name;
  }

  public static String taskDefinition(int number) {
    return "arn:aws:ecs:eu-west-1:111122223333:task-definition/orders-api:" + number;
  }

  /// The revision of that number, with the image that it meant.
  public static Revision revision(int number) {
    return new Revision(taskDefinition(number), List.of(image(number, "sha256:" + number)));
  }

  public static Image image(int number, String digest) {
    return new Image(
        "app", "111122223333.dkr.ecr.eu-west-1.amazonaws.com/orders-api:v" + number, digest);
  }

  public static Target target(Mode mode) {
    return new Target("orders-api", SERVICE, List.of(ALARM, OTHER_ALARM), Policy.of(mode));
  }

  /// The bad deployment, done.
  public static Deployment bad() {
    return new Deployment(
        BAD_ID,
        BAD,
        Origin.TEAM,
        STARTED,
        SETTLED,
        null,
        "arn:aws:ecs:eu-west-1:111122223333:service-deployment/prod/orders-api/bad",
        GOOD_ID,
        0);
  }

  /// The bad deployment, still in flight.
  public static Deployment badInFlight() {
    var bad = bad();
    return new Deployment(
        bad.id(),
        bad.revision(),
        bad.origin(),
        bad.startedAt(),
        null,
        null,
        bad.controlId(),
        bad.sourceId(),
        bad.rollbacks());
  }

  /// The deployment that made 41 good, as it ran before the bad one.
  public static Deployment good() {
    var started = STARTED.minus(Duration.ofDays(1));
    return new Deployment(
        GOOD_ID, GOOD, Origin.TEAM, started, started.plusSeconds(300), null, null, null, 0);
  }

  /// What Lastgood's own rollback started.
  public static Deployment rollbackDeployment() {
    return new Deployment(
        ROLLBACK_DEPLOYMENT_ID, GOOD, Origin.LASTGOOD, NOW, null, null, null, BAD_ID, 0);
  }

  public static KnownGood known(Revision revision, String deploymentId) {
    return new KnownGood(revision, deploymentId, STARTED.minus(Duration.ofHours(20)), "bake time");
  }

  /// Mode auto; 41 is known good, 42 runs, both alarms were OK when last heard of.
  public static TargetState state() {
    return TargetState.registered(target(Mode.AUTO))
        .withKnownGood(known(GOOD, GOOD_ID))
        .withCurrent(bad())
        .withAlarm(ALARM, AlarmStatus.of(AlarmState.OK, QUIET))
        .withAlarm(OTHER_ALARM, AlarmStatus.of(AlarmState.OK, QUIET));
  }

  public static TargetState stateWith(Mode mode) {
    return state().withTarget(target(mode));
  }

  public static Quarantined quarantined(Revision revision) {
    return new Quarantined(revision, STARTED, "It hurt before.");
  }

  public static Freeze freeze() {
    return new Freeze(STARTED, "ana", "load test");
  }

  /// The rollback of the bad deployment, claimed and not moved yet.
  public static Rollback rollback() {
    return rollbackFrom(BAD);
  }

  /// The same where the bad deployment brought that revision.
  public static Rollback rollbackFrom(Revision bad) {
    return rollback(bad().withRevision(bad));
  }

  /// The next rollback of that deployment.
  public static Rollback rollback(Deployment bad) {
    return new Rollback(
        Rollback.idOf("orders-api", bad),
        bad.id(),
        bad.revision(),
        GOOD,
        Method.UPDATE_SERVICE,
        Rollback.Status.PENDING,
        "orders-api-5xx went red.",
        "lastgood",
        List.of(ALARM),
        NOW,
        NOW.plusSeconds(45),
        null,
        null,
        null,
        null,
        null,
        null);
  }
}
