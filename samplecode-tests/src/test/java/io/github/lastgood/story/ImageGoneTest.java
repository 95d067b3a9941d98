package io.github.lastgood.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.account.Release;
import io.github.lastgood.account.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A lifecycle policy deleted the image of the last known good revision.
class ImageGoneTest extends Story {

  @BeforeEach
  void twoRevisionsAreKnownGoodAndABadOneIsDeployed() {
    deploy(Release.FIXED);
    until("10:30");
    assertThat(knownGood()).containsExactly("orders-api:44", "orders-api:41");
    deploy(Release.BAD);
    until("10:40");
  }

  @Test
  void theNextKnownGoodRevisionIsTaken() {
    world.deleteImage(Release.FIXED);
    until("11:10");
    assertThat(moves()).containsExactly("UpdateService orders-api:41");
    assertThat(rollbacks())
        .containsExactly("orders-api:42 -> orders-api:41 UPDATE_SERVICE RECOVERED");
  }

  @Test
  void whenNoneIsLeftAPersonIsToldWhichImagesAreMissing() {
    world.deleteImage(Release.FIXED);
    world.deleteImage(Release.GOOD);
    until("11:10");
    assertThat(moves()).isEmpty();
    assertThat(decisions()).hasSize(3).containsOnly("ESCALATE KNOWN_GOOD_GONE");
    assertThat(subjects())
        .containsExactly(
            "orders-api needs a person: known good gone",
            "A rollback of orders-api would not work now");
    assertThat(stage.notices().getFirst().message())
        .contains("ECR no longer has " + World.image(Release.FIXED))
        .contains("ECR no longer has " + World.image(Release.GOOD));
  }
}
