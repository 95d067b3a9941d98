package io.github.lastgood.cdk;

import io.github.lastgood.cdk.RollbackPolicy.Mode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.IAlarm;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.constructs.Construct;

/// What the tests have in their apps.
final class Samples {
  static final RollbackPolicy AUTO = RollbackPolicy.Builder.create(Mode.AUTO).build();

  private Samples() {}

  /// A Lastgood in a stack of its own.
  static Lastgood lastgood(App app) {
    return Lastgood.Builder.create(new Stack(app, "Lastgood"), "Lastgood")
        .functionsJar(jar())
        .build();
  }

  static RollbackTargetProps props(IAlarm... alarms) {
    return RollbackTargetProps.builder().alarms(alarms).policy(AUTO).build();
  }

  static Alarm alarm(Construct scope, String id) {
    return Alarm.Builder.create(scope, id)
        .metric(Metric.Builder.create().namespace("Shop").metricName(id).build())
        .threshold(1)
        .evaluationPeriods(1)
        .build();
  }

  /// The templates name the jar by its content; the tests need no particular one.
  static Path jar() {
    try {
      Path jar = Files.createTempDirectory("lastgood").resolve("lastgood-functions.jar");
      // An empty zip file.
      return Files.write(
          jar, new byte[] {'P', 'K', 5, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
