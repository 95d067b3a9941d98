package io.github.lastgood.demo;

/// Whose doing a line of the timeline is.
enum Who {
  TEAM("team", "36", ""),
  ECS("ECS", "34", ""),
  AWS("AWS", "34", ""),
  RED("alarm", "1;31", "31"),
  ALARM("alarm", "34", ""),
  LASTGOOD("Lastgood", "1;32", ""),
  WATCH("watch", "1;32", ""),
  LEDGER("ledger", "2", "2"),
  NOTICE("notice", "33", ""),
  BUS("bus", "2", "2"),
  STORY("story", "35", "");

  private final String word;
  private final String colour;
  private final String tint;

  Who(String word, String colour, String tint) {
    this.word = word;
    this.colour = colour;
    this.tint = tint;
  }

  /// What stands in the column.
  String word() {
    return word;
  }

  /// The terminal's code for the column.
  String colour() {
    return colour;
  }

  /// The terminal's code for the text; empty for none.
  String tint() {
    return tint;
  }
}
