package io.github.lastgood.handler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LazyTest {

  @Test
  void itIsBuiltWhenFirstAskedForAndOnce() {
    List<String> built = new ArrayList<>();
    var lazy =
        new Lazy<>(() -> {
          built.add("client");
          return "client";
        });
    assertThat(built).isEmpty();

    assertThat(lazy.get()).isEqualTo("client");
    assertThat(lazy.get()).isEqualTo("client");
    assertThat(built).hasSize(1);
  }
}
