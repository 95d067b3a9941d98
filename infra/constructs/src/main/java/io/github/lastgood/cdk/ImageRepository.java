package io.github.lastgood.cdk;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.services.ecr.IRepository;

/// ECR repositories by their ARN, any part of which may be a token.
final class ImageRepository {
  private static final String TOKEN = "\\$\\{Token\\[[^]]*]}|\\$\\{AWS::[A-Za-z]+}";

  /// `ACCOUNT.dkr.ecr.REGION.amazonaws.com/REPOSITORY:TAG`
  private static final Pattern IN_ECR =
      Pattern.compile(
          "(?<account>(%1$s|\\d)+)\\.dkr\\.ecr\\.(?<region>(%1$s|[a-z0-9-])+)\\.[^/]+/(?<name>(%1$s|[a-z0-9._/-])+)([:@].*)?"
              .formatted(TOKEN));

  private ImageRepository() {}

  /// The repository of an image; empty when the image is in another registry, or nothing is known
  /// of its name.
  ///
  /// @param stack where the image is used
  /// @param image name of the image, with tag or digest
  static Optional<String> of(Stack stack, String image) {
    // The CDK names images that it builds itself by one `Fn::Sub`.
    if (Token.isUnresolved(image)
        && stack.resolve(image) instanceof Map<?, ?> map
        && map.get("Fn::Sub") instanceof String text) {
      return arn(stack, text).map(Fn::sub);
    }
    return arn(stack, image);
  }

  /// A repository of the CDK.
  static String arn(IRepository repository) {
    String arn = repository.getRepositoryArn();
    // A name and an ARN look the same as long as they are tokens.
    return arn.startsWith("arn:")
        ? arn
        : "arn:%s:ecr:%s:%s:repository/%s"
            .formatted(
                Stack.of(repository).getPartition(),
                repository.getEnv().getRegion(),
                repository.getEnv().getAccount(),
                repository.getRepositoryName());
  }

  private static Optional<String> arn(Stack stack, String image) {
    Matcher name = IN_ECR.matcher(image);
    return name.matches()
        ? Optional.of(
            "arn:%s:ecr:%s:%s:repository/%s"
                .formatted(
                    image.contains("${AWS::") ? "${AWS::Partition}" : stack.getPartition(),
                    name.group("region"),
                    name.group("account"),
                    name.group("name")))
        : Optional.empty();
  }
}
