package io.github.lastgood.handler;

import io.github.lastgood.Priming;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.jspecify.annotations.Nullable;

/// Under SnapStart, Lambda runs this before it takes the snapshot; otherwise nobody does (Lambda
/// developer guide, "Lambda SnapStart runtime hooks for Java").
///
/// @param priming what is done then
record SnapshotPriming(Priming priming) implements Resource {
  /// The runtime keeps a weak reference only.
  @SuppressWarnings("unused")
  private static @Nullable SnapshotPriming held;

  /// Lets Lambda prime a function that is being built.
  static void register(Priming priming) {
    held = new SnapshotPriming(priming);
    Core.getGlobalContext().register(held);
  }

  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) {
    priming.run();
  }

  /// There is nothing that a restored function must make anew: no clock, no chance and no
  /// connection is kept.
  @Override
  public void afterRestore(Context<? extends Resource> context) {}
}
