package io.github.lastgood.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// A page of `docs/`, as far as the tests read it.
record DocsPage(List<String> lines) {

  /// @param name of the file
  static DocsPage read(String name) {
    try {
      return new DocsPage(Files.readAllLines(Path.of("../docs", name)));
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

  /// The first cells of the first table in that section, without its head.
  List<String> table(String section) {
    return rows(section).stream().map(List::getFirst).toList();
  }

  /// The first table in that section, without its head.
  List<List<String>> rows(String section) {
    return lines.stream()
        .dropWhile(line -> !line.endsWith("# " + section))
        .dropWhile(line -> !line.startsWith("|---"))
        .skip(1)
        .takeWhile(line -> line.startsWith("|"))
        .map(DocsPage::cells)
        .toList();
  }

  private static List<String> cells(String row) {
    return Stream.of(row.substring(1).split("\\|")).map(String::strip).toList();
  }
}
