package io.github.lastgood.demo;

/// The end of a play: what is claimed is checked, and the figures are given.
final class Ending {
  private Ending() {}

  /// Writes the end.
  ///
  /// @return whether every claim holds
  static boolean tell(Play play) {
    var page = play.page();
    page.line("");
    page.strong("The end, checked:");
    var all = true;
    for (var claim : play.scene().claims()) {
      var holds = claim.holds().test(play);
      all &= holds;
      page.checked(holds, claim.words());
    }
    page.line("");
    Figures.of(play).ifPresent(page::strong);
    page.line(
        "Not shown: " + play.timeline().silentTicks() + " looks of the watch with nothing to do.");
    if (!all) {
      page.strong("The end is NOT what this story claims.");
    }
    return all;
  }
}
