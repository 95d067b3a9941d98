package io.github.lastgood.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lastgood.account.event.AwsEvent;
import io.github.lastgood.account.event.AwsEventListener;
import io.github.lastgood.account.event.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeliveryTest {
  private final World world = World.create();
  private final Account account = world.account();
  private final List<String> arrived = new ArrayList<>();

  private void note(AwsEvent event) {
    String name = event.mentions("_COMPLETED") ? "completed" : "started";
    arrived.add(account.now().toString().substring(11) + " " + name + " " + event.id());
  }

  private void deployWith(AwsEventListener listener) {
    account.events().listen(listener);
    world.deploy(Release.FIXED);
    assertThat(arrived).isEmpty();
    world.advance(Duration.ofMinutes(20));
  }

  private List<String> withoutIds() {
    return arrived.stream().map(line -> line.substring(0, line.lastIndexOf(' '))).toList();
  }

  @Test
  void eventArrivesHalfASecondAfterItHappened() {
    deployWith(this::note);

    assertThat(withoutIds()).containsExactly("10:00:00.500Z started", "10:05:00.500Z completed");
  }

  @Test
  void droppedEventNeverArrives() {
    deployWith(Delivery.dropping(event -> event.mentions("_COMPLETED"), this::note));

    assertThat(withoutIds()).containsExactly("10:00:00.500Z started");
  }

  @Test
  void repeatedEventKeepsItsId() {
    deployWith(Delivery.repeating(event -> event.mentions("_COMPLETED"), 3, this::note));

    assertThat(arrived).hasSize(4);
    assertThat(arrived.subList(1, 4)).containsOnly(arrived.getLast());
  }

  @Test
  void delayedEventChangesPlacesWithALaterOne() {
    deployWith(
        Delivery.delaying(
            event -> event.mentions("_IN_PROGRESS"),
            Duration.ofMinutes(10),
            account.agenda(),
            this::note));

    assertThat(withoutIds()).containsExactly("10:05:00.500Z completed", "10:10:00.500Z started");
  }

  @Test
  void tickOfAStoryComesInTheOrderOfTime() {
    List<Instant> ticks = new ArrayList<>();
    account.agenda().every(Duration.ofMinutes(1), () -> ticks.add(account.now()));

    world.advance(Duration.ofMinutes(3));

    assertThat(ticks)
        .containsExactly(
            Instant.parse("2026-11-02T10:01:00Z"),
            Instant.parse("2026-11-02T10:02:00Z"),
            Instant.parse("2026-11-02T10:03:00Z"));
  }

  @Test
  void actionCannotMakeTimePass() {
    account.agenda().after(Duration.ofSeconds(1), () -> world.advance(Duration.ofSeconds(1)));

    assertThatThrownBy(() -> world.advance(Duration.ofSeconds(2)))
        .isInstanceOf(IllegalStateException.class);
    assertThat(account.now()).isEqualTo(Instant.parse("2026-11-02T10:00:01Z"));
    world.advance(Duration.ofSeconds(1));
    assertThat(account.now()).isEqualTo(Instant.parse("2026-11-02T10:00:02Z"));
  }
}
