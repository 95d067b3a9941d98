package io.github.lastgood.action;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/// Asks AWS several things at the same time, so that a decision costs few round trips in a row.
///
/// @param executor where the questions run: virtual threads in Lambda, the caller's own thread
///   (`Runnable::run`) where runs must be repeatable
public record Parallel(Executor executor) {

  /// A question that is being asked.
  public record Asked<T>(CompletableFuture<T> future) {

    /// The answer. Throws what asking threw.
    public T answer() {
      try {
        return future.join();
      } catch (CompletionException e) {
        if (e.getCause() instanceof RuntimeException unchecked) {
          throw unchecked;
        }
        if (e.getCause() instanceof Error error) {
          throw error;
        }
        throw e;
      }
    }
  }

  public <T> Asked<T> ask(Supplier<T> question) {
    return new Asked<>(CompletableFuture.supplyAsync(question, executor));
  }
}
