package io.github.lastgood.infra;

import io.github.lastgood.cdk.rollback.CentralBus;
import io.github.lastgood.cdk.targets.BadConfiguration;
import java.nio.file.Path;
import java.util.Optional;
import software.constructs.Construct;

/// What can be chosen with `cdk ... -c KEY=VALUE`.
///
/// @param targets the file that names the targets; key `targets`
/// @param functionsJar the functions' jar, which must have been built; key `functionsJar`
/// @param eventBus name of the bus that gets Lastgood's own events; key `eventBus`
/// @param forwardTo the central bus that gets them as well, if any; key `forwardTo`, its ARN
/// @param drills whether every target has a drill about once a week; key `drills=off` for none
/// @param snapStart whether the alarm function starts from a snapshot; key `snapStart=on`
/// @param email who gets the notices by e-mail, if anybody; key `email`
/// @param sample what to deploy along to try it on, if anything; key `sample`
public record Settings(
    Path targets,
    Path functionsJar,
    String eventBus,
    Optional<CentralBus> forwardTo,
    boolean drills,
    boolean snapStart,
    Optional<String> email,
    Optional<Sample> sample) {

  /// The settings that the app's context holds, with their defaults.
  ///
  /// @throws BadConfiguration when a value cannot be used
  public static Settings from(Construct app) {
    return new Settings(
        Path.of(value(app, "targets").orElse("targets.yaml")),
        Path.of(value(app, "functionsJar").orElse("../functions/target/lastgood-functions.jar")),
        value(app, "eventBus").orElse("default"),
        value(app, "forwardTo").map(CentralBus::new),
        drills(app),
        snapStart(app),
        value(app, "email"),
        value(app, "sample").flatMap(kind -> Sample.of(kind, app)));
  }

  private static boolean drills(Construct app) {
    return switch (value(app, "drills").orElse("weekly")) {
      case "weekly" -> true;
      case "off" -> false;
      default -> throw new BadConfiguration("-c drills must be weekly or off.");
    };
  }

  private static boolean snapStart(Construct app) {
    return switch (value(app, "snapStart").orElse("off")) {
      case "on" -> true;
      case "off" -> false;
      default -> throw new BadConfiguration("-c snapStart must be on or off.");
    };
  }

  static Optional<String> value(Construct scope, String key) {
    return Optional.ofNullable(scope.getNode().tryGetContext(key)).map(Object::toString);
  }
}
