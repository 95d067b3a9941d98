package io.github.lastgood.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ecr.IRepository;
import software.amazon.awscdk.services.ecr.Repository;

final class ImageRepositoryTest {
  private final Stack stack = new Stack(new App(), "Shop");

  @ParameterizedTest
  @CsvSource({
    "111122223333.dkr.ecr.eu-west-1.amazonaws.com/orders:1.0,"
        + " eu-west-1:111122223333:repository/orders",
    "111122223333.dkr.ecr.eu-west-1.amazonaws.com/shop/orders,"
        + " eu-west-1:111122223333:repository/shop/orders",
    "111122223333.dkr.ecr.cn-north-1.amazonaws.com.cn/a@sha256:0,"
        + " cn-north-1:111122223333:repository/a"
  })
  void anImageInEcrIsInARepository(String image, String repository) {
    assertThat(ImageRepository.of(stack, image).orElseThrow()).endsWith(":ecr:" + repository);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nginx", "public.ecr.aws/nginx/nginx:1.29", "ghcr.io/shop/orders:1"})
  void anImageElsewhereIsInNone(String image) {
    assertThat(ImageRepository.of(stack, image)).isEmpty();
  }

  @Test
  void aNameThatIsNotKnownYetIsTakenOver() {
    IRepository repository = new Repository(stack, "Images");
    String arn = ImageRepository.of(stack, repository.repositoryUriForTag("1.0")).orElseThrow();
    assertThat(resolved(arn)).contains("Fn::GetAtt=[Images").contains("{Ref=Images");
    assertThat(resolved(ImageRepository.arn(repository)))
        .contains("{Ref=AWS::Region}", ":repository/", "{Ref=Images");
  }

  @Test
  void anImageThatTheCdkBuildsIsInTheRepositoryOfItsAssets() {
    String image =
        Fn.sub(
            "${AWS::AccountId}.dkr.ecr.${AWS::Region}.${AWS::URLSuffix}/cdk-assets-${AWS::AccountId}-${AWS::Region}:0a1b");
    assertThat(ImageRepository.of(stack, image).map(this::resolved))
        .isEqualTo(
            Optional.of(
                "{Fn::Sub=arn:${AWS::Partition}:ecr:${AWS::Region}:${AWS::AccountId}:repository/cdk-assets-${AWS::AccountId}-${AWS::Region}}"));
  }

  @Test
  void aRepositoryThatIsNamedByItsArnKeepsIt() {
    String arn = "arn:aws:ecr:us-east-1:444455556666:repository/shop/orders";
    assertThat(ImageRepository.arn(Repository.fromRepositoryArn(stack, "Images", arn)))
        .isEqualTo(arn);
  }

  private String resolved(String text) {
    return String.valueOf(stack.resolve(text));
  }
}
