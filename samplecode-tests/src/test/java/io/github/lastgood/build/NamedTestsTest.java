package io.github.lastgood.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.stage.Stage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a page says is held by a test names the test: `Class#method`. There must be one.
class NamedTestsTest {
  private static final Pattern NAMED = Pattern.compile("`(\\w+(?:Test|IT))#(\\w+)`");
  private static final Path ROOT = Stage.events().resolveSibling("");

  /// Simple name to source.
  private static final Map<String, String> TESTS = sources();

  private static Map<String, String> sources() {
    try (var files = Files.walk(ROOT)) {
      return files
          .filter(file -> file.toString().matches(".*/src/test/java/.*\\.java"))
          .filter(file -> !file.endsWith("package-info.java"))
          .collect(
              Collectors.toMap(
                  file -> file.getFileName().toString().replace(".java", ""),
                  NamedTestsTest::read,
                  (one, other) -> one + other));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> pages() {
    try (var files = Files.list(ROOT.resolve("docs"))) {
      return Stream.concat(files, Stream.of(ROOT.resolve("README.md")))
          .filter(file -> file.toString().endsWith(".md"))
          .map(NamedTestsTest::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void everyTestThatAPageNamesExists() {
    var missing =
        pages().stream()
            .flatMap(page -> NAMED.matcher(page).results())
            .filter(named -> !isTest(named.group(1), named.group(2)))
            .map(named -> named.group())
            .toList();
    assertThat(missing).isEmpty();
  }

  private static boolean isTest(String name, String method) {
    return TESTS.getOrDefault(name, "").contains(" void " + method + "(");
  }

  /// In these pages a row of a table whose last column says what holds it may not be without.
  @ParameterizedTest
  @ValueSource(strings = "threat-model.md")
  void everyClaimNamesTheTestThatHoldsIt(String page) {
    var isClaims = false;
    for (var line : read(ROOT.resolve("docs").resolve(page)).lines().toList()) {
      if (!line.startsWith("|")) {
        isClaims = false;
      } else if (line.endsWith("| held by |")) {
        isClaims = true;
      } else if (isClaims && !line.startsWith("|---")) {
        assertThat(NAMED.matcher(line).find()).as(line).isTrue();
      }
    }
    assertThat(read(ROOT.resolve("docs").resolve(page))).contains("| held by |");
  }
}
