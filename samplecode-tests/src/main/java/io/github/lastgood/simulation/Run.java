package io.github.lastgood.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One invocation of a function, from its start to its answer or its death.
public final class Run {
  /// The functions' own timeout.
  static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final String function;
  private final String requestId;
  private final String event;
  private final Instant startedAt;
  private final boolean slow;
  private @Nullable Coroutine coroutine;
  private boolean dead;

  Run(String function, String requestId, String event, Instant startedAt, boolean slow) {
    this.function = function;
    this.requestId = requestId;
    this.event = event;
    this.startedAt = startedAt;
    this.slow = slow;
  }

  /// The handler's class name.
  public String function() {
    return function;
  }

  /// A retry keeps it.
  public String requestId() {
    return requestId;
  }

  /// What the function was given.
  public String event() {
    return event;
  }

  public Instant startedAt() {
    return startedAt;
  }

  boolean isTick() {
    return event.contains("\"lastgood\"");
  }

  /// Whether its calls take time.
  boolean isSlow() {
    return slow;
  }

  Instant deadline() {
    return startedAt.plus(TIMEOUT);
  }

  /// The process is gone; none of its calls reaches AWS any more.
  void die() {
    dead = true;
  }

  boolean isDead() {
    return dead;
  }

  void in(Coroutine itsOwn) {
    coroutine = itsOwn;
  }

  Coroutine coroutine() {
    return Objects.requireNonNull(coroutine);
  }

  @Override
  public String toString() {
    return function + " " + requestId;
  }
}
