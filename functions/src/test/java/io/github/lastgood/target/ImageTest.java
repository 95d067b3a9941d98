package io.github.lastgood.target;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageTest {

  @ParameterizedTest
  @CsvSource({
    "nginx,                          nginx@sha256:a",
    "nginx:1.27,                     nginx@sha256:a",
    "registry.example.com/app:v1,    registry.example.com/app@sha256:a",
    "localhost:5000/app,             localhost:5000/app@sha256:a",
    "localhost:5000/team/app:v1,     localhost:5000/team/app@sha256:a",
    "app@sha256:old,                 app@sha256:a",
    "localhost:5000/app:v1@sha256:b, localhost:5000/app@sha256:a"
  })
  void aPinnedReferenceHasTheDigestInPlaceOfTagAndOldDigest(String reference, String pinned) {
    assertThat(new Image("app", reference, "sha256:a").pinned()).isEqualTo(pinned);
  }
}
