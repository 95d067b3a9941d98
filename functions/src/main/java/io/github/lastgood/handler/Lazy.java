package io.github.lastgood.handler;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Something that is built when it is first asked for, once, by whichever thread asks first: what a
/// function may never need should cost its cold start nothing.
final class Lazy<T> implements Supplier<T> {
  private final Supplier<T> builder;
  private @Nullable T built;

  Lazy(Supplier<T> builder) {
    this.builder = builder;
  }

  @Override
  public synchronized T get() {
    T known = built;
    if (known == null) {
      known = builder.get();
      built = known;
    }
    return known;
  }
}
