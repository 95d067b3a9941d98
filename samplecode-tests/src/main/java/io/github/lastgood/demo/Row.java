package io.github.lastgood.demo;

/// Where a story stands in the table of `docs/rollbacks.md`.
///
/// @param when what the deployment is doing at the time
/// @param test the story test that tells the same, with its other turns
record Row(When when, String test) {

  /// Whether AWS is still at it.
  enum When {
    IN_FLIGHT("while it deploys"),
    AFTER("after it completed"),
    FORWARD("not at all: it goes well");

    private final String words;

    When(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }
}
