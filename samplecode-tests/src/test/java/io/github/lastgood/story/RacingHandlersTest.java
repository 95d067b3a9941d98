package io.github.lastgood.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.account.Account;
import io.github.lastgood.account.Release;
import io.github.lastgood.account.World;
import io.github.lastgood.account.call.Call;
import io.github.lastgood.account.call.CallHook;
import io.github.lastgood.account.event.AwsEvent;
import io.github.lastgood.account.event.Delivery;
import io.github.lastgood.stage.Stage;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Two handlers at work at the same time: between any two calls of the first, another one runs from
/// its beginning to its end. However they interleave, one of them acts.
class RacingHandlersTest {

  enum Other {
    THE_SAME_EVENT {
      @Override
      void run(Story story) {
        story.stage.alarm(ALARM);
      }
    },
    ANOTHER_ALARM {
      @Override
      void run(Story story) {
        story.stage.alarm(Stage.event("cloudwatch/metric-math-alarm.json"));
      }
    },
    THE_TICK {
      @Override
      void run(Story story) {
        story.stage.tick();
      }
    },
    A_PERSONS_ORDER {
      @Override
      void run(Story story) {
        story.operate("rollback.json");
      }
    };

    abstract void run(Story story);
  }

  private static final String ALARM = Stage.event("cloudwatch/metric-alarm.json");

  @ParameterizedTest
  @EnumSource
  void oneOfThemActs(Other other) {
    var softly = new SoftAssertions();
    int calls = race(other, 0, softly);
    assertThat(calls).isGreaterThan(10);
    for (int at = 1; at <= calls; at++) {
      race(other, at, softly);
    }
    softly.assertAll();
  }

  /// @param at the call of the first handler before which the other one runs; 0 for never
  /// @return how many calls the first handler made
  private static int race(Other other, int at, SoftAssertions softly) {
    var story = new Story();
    story.begin(World.create(), to -> Delivery.dropping(AwsEvent::isAlarm, to));
    story.deploy(Release.BAD);
    story.until("10:15:46");
    var calls = world(story).calls();
    var before = calls.journal().size();
    story.trouble(new InterruptedBy(() -> other.run(story), at));
    story.stage.alarm(ALARM);
    var made = calls.journal().size() - before;
    story.until("10:40");
    var name = "%s before call %d".formatted(other, at);
    softly
        .assertThat(story.deployments())
        .as(name)
        .containsExactly(
            "orders-api:41 SUCCESSFUL", "orders-api:42 SUCCESSFUL", "orders-api:41 SUCCESSFUL");
    softly
        .assertThat(story.rollbacks())
        .as(name)
        .containsExactly("orders-api:42 -> orders-api:41 UPDATE_SERVICE RECOVERED");
    softly.assertThat(story.moves()).as(name).hasSize(1);
    softly
        .assertThat(story.subjects())
        .as(name)
        .contains("Rolling back orders-api to orders-api:41")
        .contains("orders-api recovered on orders-api:41")
        .doesNotHaveDuplicates();
    softly.assertThat(story.stage.failures()).as(name).isEmpty();
    story.end();
    return made;
  }

  private static Account world(Story story) {
    return story.world.account();
  }

  /// Runs something once, before the call of that number.
  private static final class InterruptedBy implements CallHook {
    private final Runnable other;
    private int left;

    InterruptedBy(Runnable other, int at) {
      this.other = other;
      this.left = at;
    }

    @Override
    public void before(Call call) {
      if (--left == 0) {
        other.run();
      }
    }
  }
}
