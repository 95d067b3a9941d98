package io.github.lastgood.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lastgood.account.ecr.SimulatedEcr;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.ImageDetail;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.ImageNotFoundException;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;

class EcrTest {
  private final World world = World.create();
  private final SimulatedEcr registry = world.account().ecr();
  private final EcrClient ecr = world.account().clients().ecr();
  private final String good = registry.digestOf(World.image(Release.GOOD)).orElseThrow();

  private List<ImageDetail> describe(String repository, String digest) {
    return ecr.describeImages(r ->
            r.repositoryName(repository)
                .imageIds(ImageIdentifier.builder().imageDigest(digest).build()))
        .imageDetails();
  }

  @Test
  void imageIsFoundByItsDigestWithTheTagsThatPointAtItNow() {
    assertThat(describe("orders-api", good))
        .singleElement()
        .satisfies(image -> assertThat(image.imageTags()).containsExactly("v41"));

    String pushed = world.repushImage(Release.GOOD);

    assertThat(describe("orders-api", good))
        .singleElement()
        .satisfies(image -> assertThat(image.imageTags()).isEmpty());
    assertThat(describe("orders-api", pushed))
        .singleElement()
        .satisfies(image -> assertThat(image.imageTags()).containsExactly("v41"));

    registry.retag("orders-api", "v41", good);
    assertThat(registry.digestOf(World.image(Release.GOOD))).contains(good);
  }

  @Test
  void deletedImageAndUnknownRepositoryHaveTheirOwnErrors() {
    world.deleteImage(Release.GOOD);

    assertThatThrownBy(() -> describe("orders-api", good))
        .isInstanceOf(ImageNotFoundException.class)
        .hasMessageContaining(good);
    assertThatThrownBy(() -> describe("nobodys", good))
        .isInstanceOf(RepositoryNotFoundException.class);
  }

  @Test
  void imageOfAnotherRegistryCanAlwaysBePulled() {
    String digest = registry.digestOf("public.ecr.aws/nginx/nginx:1.27").orElseThrow();

    assertThat(digest).matches("sha256:[0-9a-f]{64}");
    assertThat(registry.holds("public.ecr.aws/nginx/nginx:1.27", digest)).isTrue();
    assertThat(registry.digestOf("nginx@sha256:abc")).contains("sha256:abc");
  }
}
