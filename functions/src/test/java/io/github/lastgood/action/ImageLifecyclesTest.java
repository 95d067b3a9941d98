package io.github.lastgood.action;

import static io.github.lastgood.action.AwsFailures.ecrSays;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import io.github.lastgood.target.Expiry;
import io.github.lastgood.target.Image;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ecr.model.DescribeImagesResponse;
import software.amazon.awssdk.services.ecr.model.EcrException;
import software.amazon.awssdk.services.ecr.model.GetLifecyclePolicyRequest;
import software.amazon.awssdk.services.ecr.model.GetLifecyclePolicyResponse;
import software.amazon.awssdk.services.ecr.model.ImageDetail;

class ImageLifecyclesTest {
  private static final Instant NOW = Instant.parse("2026-11-02T10:00:00Z");
  private static final String REFERENCE =
      "111122223333.dkr.ecr.eu-west-1.amazonaws.com/shop/api:v41";

  private final EcrClient ecr = mock(EcrClient.class);
  private final List<ImageDetail> repository = new ArrayList<>();

  /// The repository answers with its one image, or with all.
  private List<Expiry> look(String... rules) {
    when(ecr.getLifecyclePolicy(any(GetLifecyclePolicyRequest.class)))
        .thenReturn(
            GetLifecyclePolicyResponse.builder()
                .lifecyclePolicyText("{\"rules\":[" + String.join(",", rules) + "]}")
                .build());
    when(ecr.describeImages(any(DescribeImagesRequest.class)))
        .thenAnswer(call -> {
          var request = call.<DescribeImagesRequest>getArgument(0);
          return DescribeImagesResponse.builder()
              .imageDetails(request.imageIds().isEmpty() ? repository : repository.subList(0, 1))
              .build();
        });
    return ask();
  }

  private List<Expiry> ask() {
    return new ImageLifecycles(_ -> ecr).of(List.of(new Image("app", REFERENCE, "sha256:a")), NOW);
  }

  /// The image that is asked about, pushed so many days ago.
  private void pushed(int days, String... tags) {
    repository.add(image(days, tags));
  }

  private static ImageDetail image(int days, String... tags) {
    return ImageDetail.builder()
        .imageTags(tags)
        .imagePushedAt(NOW.minus(Duration.ofDays(days)))
        .build();
  }

  private static String rule(int priority, String selection) {
    return "{\"rulePriority\":%d,\"selection\":{%s},\"action\":{\"type\":\"expire\"}}"
        .formatted(priority, selection);
  }

  private static String age(int priority, String tags, int days) {
    return rule(
        priority,
        tags
            + ",\"countType\":\"sinceImagePushed\",\"countUnit\":\"days\",\"countNumber\":"
            + days);
  }

  private static String most(int priority, String tags, int images) {
    return rule(priority, tags + ",\"countType\":\"imageCountMoreThan\",\"countNumber\":" + images);
  }

  private static final String ANY = "\"tagStatus\":\"any\"";

  @ParameterizedTest
  @CsvSource({"22, 30, false", "23, 30, true", "40, 30, true", "1, 30, false"})
  void anAgeIsReachedWithinSevenDays(int days, int limit, boolean soon) {
    pushed(days, "v41");

    assertThat(look(age(1, ANY, limit)))
        .hasSize(soon ? 1 : 0)
        .allSatisfy(expiry -> {
          assertThat(expiry).isInstanceOf(Expiry.Soon.class);
          assertThat(expiry.words())
              .contains(REFERENCE)
              .contains("rule 1 keeps images for 30 days");
        });
  }

  @ParameterizedTest
  @CsvSource({
    // so many newer ones, of which so many are of the last week, under a rule that keeps so many
    "4, 0, 5, false",
    "5, 0, 5, true",
    "3, 1, 5, false",
    "3, 2, 5, true"
  })
  void aCountIsReachedAtTheRateOfTheLastWeek(int newer, int lately, int kept, boolean soon) {
    pushed(20, "v41");
    IntStream.range(0, newer).forEach(i -> repository.add(image(i < lately ? 2 : 10, "v5" + i)));

    assertThat(look(most(1, ANY, kept))).hasSize(soon ? 1 : 0);
  }

  @Test
  void onlyImagesUnderTheRuleAreCounted() {
    pushed(20, "v41");
    repository.add(image(1, "test-1"));
    repository.add(image(1, "test-2"));

    assertThat(look(most(1, "\"tagStatus\":\"tagged\",\"tagPrefixList\":[\"v\"]", 1))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'\"tagStatus\":\"tagged\",\"tagPrefixList\":[\"v\"]',                 true",
    "'\"tagStatus\":\"tagged\",\"tagPrefixList\":[\"test\"]',              false",
    "'\"tagStatus\":\"tagged\",\"tagPrefixList\":[\"v\",\"test\"]',        false",
    "'\"tagStatus\":\"tagged\",\"tagPrefixList\":[\"v\",\"prod\"]',        true",
    "'\"tagStatus\":\"tagged\",\"tagPatternList\":[\"*od-e*\"]',           true",
    "'\"tagStatus\":\"tagged\",\"tagPatternList\":[\"od\"]',               false",
    "'\"tagStatus\":\"untagged\"',                                         false"
  })
  void theTagsSayWhichRuleItIsUnder(String selection, boolean soon) {
    pushed(60, "v41", "prod-eu");

    assertThat(look(age(1, selection, 30))).hasSize(soon ? 1 : 0);
  }

  @Test
  void anImageThatLostItsTagIsUnderTheRuleForUntaggedOnes() {
    pushed(60);

    assertThat(look(age(1, "\"tagStatus\":\"untagged\"", 30))).hasSize(1);
  }

  @Test
  void theFirstRuleThatMatchesItsTagsKeepsItFromTheOthers() {
    pushed(60, "v41");

    assertThat(
            look(age(9, ANY, 30), age(1, "\"tagStatus\":\"tagged\",\"tagPrefixList\":[\"v\"]", 90)))
        .isEmpty();
  }

  @Test
  void aRuleOfAnotherKindCannotBeTold() {
    pushed(60, "v41");

    assertThat(look(rule(1, ANY + ",\"countType\":\"sinceImagePulled\",\"countNumber\":30")))
        .containsExactly(
            new Expiry.Unknown(
                "Whether a lifecycle policy deletes "
                    + REFERENCE
                    + " cannot be told: rule 1 goes by sinceImagePulled."));
    assertThat(look(age(1, ANY, 30).replace("expire", "transition")))
        .singleElement()
        .isInstanceOf(Expiry.Unknown.class);
  }

  @Test
  void aPolicyThatIsNoJsonCannotBeTold() {
    pushed(60, "v41");

    assertThat(look("}")).singleElement().isInstanceOf(Expiry.Unknown.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"LifecyclePolicyNotFoundException", "RepositoryNotFoundException"})
  void withoutAPolicyNothingExpires(String code) {
    when(ecr.getLifecyclePolicy(any(GetLifecyclePolicyRequest.class)))
        .thenThrow(ecrSays(400, code));

    assertThat(ask()).isEmpty();
  }

  @Test
  void aRefusalIsSaidAndAnIllEcrIsAskedAgain() {
    when(ecr.getLifecyclePolicy(any(GetLifecyclePolicyRequest.class)))
        .thenThrow(ecrSays(400, "AccessDeniedException"))
        .thenThrow(ecrSays(500, "ServerException"));

    assertThat(ask())
        .singleElement()
        .satisfies(expiry -> assertThat(expiry.words()).contains("AccessDeniedException"));
    assertThatThrownBy(this::ask).isInstanceOf(EcrException.class);
  }

  @Test
  void imagesElsewhereAreNotLookedAt() {
    var image = new Image("app", "public.ecr.aws/nginx/nginx:1.27", "");

    assertThat(new ImageLifecycles(_ -> ecr).of(List.of(image), NOW)).isEmpty();
    verifyNoInteractions(ecr);
  }
}
