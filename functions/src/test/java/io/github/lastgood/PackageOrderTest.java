package io.github.lastgood;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.lang.ArchRule;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The order that `package-info.java` of the root package draws: a package uses only those on its
/// left, and the three on the left are pure.
class PackageOrderTest {
  private static final String ROOT = "io.github.lastgood";

  /// From left to right; the root package itself stands before the handlers.
  private static final List<String> ORDER =
      List.of(
          ROOT + ".target",
          ROOT + ".signal",
          ROOT + ".decision",
          ROOT + ".action",
          ROOT + ".ledger",
          ROOT + ".notification",
          ROOT,
          ROOT + ".handler");

  private static final String[] PURE = ORDER.subList(0, 3).toArray(String[]::new);

  private static final JavaClasses MAIN =
      new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages(ROOT);

  static Stream<String> packages() {
    return ORDER.stream();
  }

  @ParameterizedTest
  @MethodSource("packages")
  void aPackageUsesOnlyThoseOnItsLeft(String name) {
    usesOnlyThoseOnItsLeft(name).check(MAIN);
  }

  private static ArchRule usesOnlyThoseOnItsLeft(String name) {
    var right = ORDER.subList(ORDER.indexOf(name) + 1, ORDER.size());
    return noClasses()
        .that()
        .resideInAPackage(name)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(right.toArray(String[]::new))
        .allowEmptyShould(false);
  }

  @Test
  void everyClassHasAPlaceInTheOrder() {
    classes().should().resideInAnyPackage(ORDER.toArray(String[]::new)).check(MAIN);
  }

  @Test
  void targetSignalAndDecisionKnowOnlyThePlainLanguage() {
    plainLanguage(PURE).check(MAIN);
  }

  private static ArchRule plainLanguage(String... packages) {
    return classes()
        .that()
        .resideInAnyPackage(packages)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            Stream.concat(
                    Stream.of(PURE),
                    Stream.of(
                        "java.lang",
                        "java.lang.invoke",
                        "java.lang.runtime",
                        "java.time",
                        "java.time.format",
                        "java.util",
                        "java.util.function",
                        "java.util.regex",
                        "java.util.stream",
                        "org.jspecify.annotations"))
                .toArray(String[]::new));
  }

  @Test
  void targetSignalAndDecisionHaveNoClockNoChanceAndNoEnvironment() {
    noClockNoChanceNoEnvironment(PURE).check(MAIN);
  }

  private static ArchRule noClockNoChanceNoEnvironment(String... packages) {
    return noClasses()
        .that()
        .resideInAnyPackage(packages)
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(
            Clock.class,
            InstantSource.class,
            Random.class,
            SecureRandom.class,
            ThreadLocalRandom.class)
        .orShould()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(LocalDateTime.class, "now")
        .orShould()
        .callMethod(ZonedDateTime.class, "now")
        .orShould()
        .callMethod(UUID.class, "randomUUID")
        .orShould()
        .callMethod(Math.class, "random")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(System.class, "getenv")
        .orShould()
        .callMethod(System.class, "getenv", String.class)
        .orShould()
        .callMethod(System.class, "getProperty", String.class);
  }

  @Test
  void theRulesFindWhatBreaksThem() {
    assertThat(
            noClasses()
                .that()
                .resideInAPackage(ROOT + ".ledger")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".target")
                .evaluate(MAIN)
                .hasViolation())
        .as("the ledger uses target, so a rule against it must fail")
        .isTrue();
    assertThat(plainLanguage(ROOT + ".action").evaluate(MAIN).hasViolation()).isTrue();
    assertThat(
            noClockNoChanceNoEnvironment(ROOT + ".handler")
                .evaluate(MAIN)
                .getFailureReport()
                .getDetails())
        .anySatisfy(detail -> assertThat(detail).contains("getenv"))
        .anySatisfy(detail -> assertThat(detail).contains("InstantSource"));
  }
}
