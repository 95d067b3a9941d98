package io.github.lastgood.demo;

import java.util.ArrayList;
import java.util.List;

/// Breaks a line at spaces. Its indent is kept, and what goes over stands further in; a word longer
/// than the width, such as an ARN, stays whole.
final class Wrapping {
  private static final int HANGING = 2;

  private Wrapping() {}

  /// The lines, at least one.
  static List<String> of(String text, int width) {
    return of(text, width, HANGING);
  }

  /// The same.
  ///
  /// @param hanging how many characters what goes over stands further in
  static List<String> of(String text, int width, int hanging) {
    var words = text.stripLeading();
    var indent = " ".repeat(text.length() - words.length());
    var lines = new ArrayList<String>();
    var line = new StringBuilder(indent);
    var isEmpty = true;
    for (var word : words.split(" ", -1)) {
      if (!isEmpty && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line = new StringBuilder(indent).repeat(' ', hanging).append(word);
      } else {
        line.append(isEmpty ? "" : " ").append(word);
      }
      isEmpty = false;
    }
    lines.add(line.toString());
    return lines;
  }
}
