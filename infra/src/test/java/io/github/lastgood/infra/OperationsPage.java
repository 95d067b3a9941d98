package io.github.lastgood.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// `docs/operations.md`, as far as the tests read it.
record OperationsPage(List<String> lines) {

  static OperationsPage read() {
    try {
      return new OperationsPage(Files.readAllLines(Path.of("../docs/operations.md")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The titles of its sections, such as `lastgood-errors`.
  List<String> sections() {
    return lines.stream()
        .filter(line -> line.startsWith("#"))
        .map(line -> line.replaceFirst("^#+ ", ""))
        .toList();
  }

  /// The first cells of the table in that section, without its head.
  List<String> table(String section) {
    return lines.stream()
        .dropWhile(line -> !line.endsWith("# " + section))
        .dropWhile(line -> !line.startsWith("|---"))
        .skip(1)
        .takeWhile(line -> line.startsWith("|"))
        .map(line -> line.split("\\|", -1)[1].strip())
        .toList();
  }
}
