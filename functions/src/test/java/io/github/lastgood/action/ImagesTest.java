package io.github.lastgood.action;

import static io.github.lastgood.action.AwsFailures.ecrSays;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import io.github.lastgood.action.Images.Finding;
import io.github.lastgood.target.Image;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ecr.model.DescribeImagesResponse;
import software.amazon.awssdk.services.ecr.model.ImageDetail;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;

class ImagesTest {
  private static final String REPOSITORY = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/shop/api";

  private final EcrClient ecr = mock(EcrClient.class);
  private final List<String> regions = new ArrayList<>();
  private final Images images =
      new Images(region -> {
        regions.add(region);
        return ecr;
      });

  private static DescribeImagesRequest asks(Consumer<ImageIdentifier.Builder> id) {
    return DescribeImagesRequest.builder()
        .registryId("111122223333")
        .repositoryName("shop/api")
        .imageIds(ImageIdentifier.builder().applyMutation(id).build())
        .build();
  }

  private void ecrHas(Consumer<ImageIdentifier.Builder> id, String... tags) {
    when(ecr.describeImages(asks(id)))
        .thenReturn(
            DescribeImagesResponse.builder()
                .imageDetails(ImageDetail.builder().imageTags(tags).build())
                .build());
  }

  private Images.Checked check(String reference, String digest) {
    return images.check(List.of(new Image("app", reference, digest)));
  }

  @Test
  void anImageIsAskedForByItsDigestInItsOwnRegionAndRegistry() {
    ecrHas(id -> id.imageDigest("sha256:a"), "v41", "latest");

    assertThat(check(REPOSITORY + ":v41", "sha256:a").finding()).isEqualTo(Finding.PRESENT);
    verify(ecr).describeImages(asks(id -> id.imageDigest("sha256:a")));
    assertThat(regions).containsExactly("eu-west-1");
  }

  @Test
  void aTagThatMeansAnotherImageByNowHasMoved() {
    ecrHas(id -> id.imageDigest("sha256:a"), "v40");

    assertThat(check(REPOSITORY + ":v41", "sha256:a"))
        .isEqualTo(
            new Images.Checked(
                Finding.TAG_MOVED,
                "The tag of " + REPOSITORY + ":v41 means another image by now."));
  }

  @Test
  void noTagMeansLatest() {
    ecrHas(id -> id.imageDigest("sha256:a"), "latest");
    ecrHas(id -> id.imageTag("latest"), "latest");

    assertThat(check(REPOSITORY, "sha256:a").finding()).isEqualTo(Finding.PRESENT);
    assertThat(check(REPOSITORY, "").finding()).isEqualTo(Finding.PRESENT);
  }

  @Test
  void anImageWhoseDigestIsNotKnownIsAskedForByItsTag() {
    ecrHas(id -> id.imageTag("v41"), "v41");

    assertThat(check(REPOSITORY + ":v41", "").finding()).isEqualTo(Finding.PRESENT);
  }

  @Test
  void aReferenceByDigestNeedsNoTag() {
    ecrHas(id -> id.imageDigest("sha256:a"));

    assertThat(check(REPOSITORY + "@sha256:a", "").finding()).isEqualTo(Finding.PRESENT);
    assertThat(check(REPOSITORY + ":v41@sha256:a", "").finding()).isEqualTo(Finding.PRESENT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ImageNotFoundException", "RepositoryNotFoundException"})
  void whatEcrDoesNotHaveIsGone(String code) {
    when(ecr.describeImages(any(DescribeImagesRequest.class))).thenThrow(ecrSays(400, code));

    assertThat(check(REPOSITORY + ":v41", "sha256:a"))
        .isEqualTo(
            new Images.Checked(
                Finding.GONE, "ECR no longer has " + REPOSITORY + ":v41 (sha256:a)."));
    assertThat(check(REPOSITORY + ":v41", "").words())
        .isEqualTo("ECR no longer has " + REPOSITORY + ":v41.");
  }

  @Test
  void anEmptyAnswerIsGone() {
    when(ecr.describeImages(any(DescribeImagesRequest.class)))
        .thenReturn(DescribeImagesResponse.builder().build());

    assertThat(check(REPOSITORY + ":v41", "").finding()).isEqualTo(Finding.GONE);
  }

  @Test
  void whatMayNotBeAskedIsNotGuessedToBeThere() {
    when(ecr.describeImages(any(DescribeImagesRequest.class)))
        .thenThrow(ecrSays(400, "AccessDeniedException"));

    assertThat(check(REPOSITORY + ":v41", "sha256:a"))
        .isEqualTo(
            new Images.Checked(
                Finding.GONE,
                "ECR would not say whether it has "
                    + REPOSITORY
                    + ":v41: AccessDeniedException: ECR says so."));
  }

  @Test
  void aThrottleIsThrownOn() {
    when(ecr.describeImages(any(DescribeImagesRequest.class)))
        .thenThrow(ecrSays(400, "ThrottlingException"));

    assertThatThrownBy(() -> check(REPOSITORY + ":v41", "sha256:a"))
        .hasMessageContaining("ECR says so.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"nginx:1.27", "public.ecr.aws/nginx/nginx:1.27", "ghcr.io/shop/api@sha256:a"})
  void imagesElsewhereCannotBeAskedFor(String reference) {
    assertThat(check(reference, "sha256:a").finding()).isEqualTo(Finding.PRESENT);
    verifyNoInteractions(ecr);
  }

  @Test
  void theWorstFindingCounts() {
    ecrHas(id -> id.imageDigest("sha256:a"), "v41");
    ecrHas(id -> id.imageDigest("sha256:b"), "other");
    when(ecr.describeImages(asks(id -> id.imageDigest("sha256:c"))))
        .thenThrow(ecrSays(400, "ImageNotFoundException"));
    var present = new Image("app", REPOSITORY + ":v41", "sha256:a");
    var moved = new Image("proxy", REPOSITORY + ":p1", "sha256:b");
    var gone = new Image("agent", REPOSITORY + ":a1", "sha256:c");

    assertThat(images.check(List.of(present, moved)).finding()).isEqualTo(Finding.TAG_MOVED);
    assertThat(images.check(List.of(gone, moved, present)).finding()).isEqualTo(Finding.GONE);
    assertThat(images.check(List.of()).finding()).isEqualTo(Finding.PRESENT);
  }
}
