package io.github.lastgood.simulation;

import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// Something that stops in the middle and goes on later. It has a thread of its own, but only one
/// of the two runs at a time: whoever started it, or it. So nothing here depends on the machine.
final class Coroutine {
  private final Semaphore mayGoOn = new Semaphore(0);
  private final Semaphore hasStopped = new Semaphore(0);
  private final Runnable body;
  private @Nullable Thread thread;
  private boolean abandoned;

  /// @param body runs at the first [#resume]; it must not throw
  Coroutine(Runnable body) {
    this.body = body;
  }

  /// Lets it run until it pauses or ends.
  void resume() {
    if (thread == null) {
      thread =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  body.run();
                } finally {
                  hasStopped.release();
                }
              });
    } else {
      mayGoOn.release();
    }
    hasStopped.acquireUninterruptibly();
  }

  /// Called from inside: stops until somebody resumes it.
  void pause() {
    hasStopped.release();
    mayGoOn.acquireUninterruptibly();
    if (abandoned) {
      throw new Abandoned();
    }
  }

  /// The simulation is over: what is paused ends where it stands.
  void abandon() {
    abandoned = true;
    resume();
  }

  /// Ends a coroutine that nobody will resume any more.
  static final class Abandoned extends Error {
    private static final long serialVersionUID = 1;
  }
}
