package io.github.lastgood.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ParallelTest {

  @Test
  void questionsAreAskedAtTheSameTime() {
    var bothAsked = new CountDownLatch(2);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var parallel = new Parallel(threads);
      var one = parallel.ask(() -> meets(bothAsked));
      var other = parallel.ask(() -> meets(bothAsked));

      assertThat(one.answer()).isTrue();
      assertThat(other.answer()).isTrue();
    }
  }

  /// True when the other question is asked while this one still is.
  private static boolean meets(CountDownLatch bothAsked) {
    bothAsked.countDown();
    try {
      return bothAsked.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whatAskingThrewIsThrownAsItWas() {
    var parallel = new Parallel(Runnable::run);
    var failed =
        parallel.ask(() -> {
          throw AwsFailures.ecsThrottles();
        });
    var broken =
        parallel.ask(() -> {
          throw new StackOverflowError("deep");
        });

    assertThatThrownBy(failed::answer).hasMessageContaining("Rate exceeded");
    assertThatThrownBy(broken::answer).isInstanceOf(StackOverflowError.class);
  }
}
