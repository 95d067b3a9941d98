package io.github.lastgood.build;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Every Java file stands as google-java-format writes it. A formatter that runs in Maven's own JVM
/// cannot read Java 25 where that JVM is older; a test runs on the JDK that the build found.
///
/// `./lastgood format` writes the files.
class FormatTest {
  private static final Formatter FORMATTER = new Formatter();

  /// Writes the files that are not formatted.
  public static void main(String[] args) throws Exception {
    for (var file : unformatted()) {
      Files.writeString(file, formatted(file));
      System.out.println("formatted " + file);
    }
  }

  @Test
  void everyJavaFileIsFormatted() throws Exception {
    assertThat(unformatted()).as("run ./lastgood format").isEmpty();
  }

  private static List<Path> unformatted() throws IOException, FormatterException {
    var found = new ArrayList<Path>();
    for (var file : sources()) {
      if (!Files.readString(file).equals(formatted(file))) {
        found.add(file);
      }
    }
    return found;
  }

  private static List<Path> sources() throws IOException {
    var here = Path.of("").toAbsolutePath();
    var top = Files.exists(here.resolve("functions")) ? here : here.resolve("..").normalize();
    var files = new ArrayList<Path>();
    for (var module : List.of("functions", "infra/constructs", "infra", "samplecode-tests")) {
      try (var walk = Files.walk(top.resolve(module).resolve("src"))) {
        walk.filter(file -> file.toString().endsWith(".java")).forEach(files::add);
      }
    }
    return files;
  }

  private static String formatted(Path file) throws IOException, FormatterException {
    return FORMATTER.formatSource(RemoveUnusedImports.removeUnusedImports(Files.readString(file)));
  }
}
