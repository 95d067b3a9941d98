package io.github.lastgood.infra;

import io.github.lastgood.cdk.targets.BadConfiguration;
import java.util.regex.Pattern;
import software.amazon.awscdk.CliCredentialsStackSynthesizer;
import software.amazon.awscdk.DefaultStackSynthesizer;
import software.amazon.awscdk.IReusableStackSynthesizer;
import software.constructs.Construct;

/// Where the templates expect the functions' jar.
///
/// Without the context key `assetsBucket` it is the bucket of `cdk bootstrap`, which every account
/// and region has its own of. With it, it is a bucket of that name with `-` and the region behind
/// it, in whatever account: the template can then be deployed where nobody runs the CDK, such as by
/// StackSets.
final class Assets {
  /// A bucket's name has 63 characters; the longest region takes 15 with its hyphen.
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,47}");

  private Assets() {}

  /// One for each stack.
  ///
  /// @throws BadConfiguration when there can be no bucket of that name
  static IReusableStackSynthesizer synthesizer(Construct scope) {
    return Settings.value(scope, "assetsBucket")
        .<IReusableStackSynthesizer>map(Assets::inBucketsOf)
        .orElseGet(Assets::bootstrapped);
  }

  /// The command line checks the bootstrap version itself; the rule would add a parameter that
  /// every other way of deploying the template has to fill in.
  private static IReusableStackSynthesizer bootstrapped() {
    return DefaultStackSynthesizer.Builder.create().generateBootstrapVersionRule(false).build();
  }

  private static IReusableStackSynthesizer inBucketsOf(String name) {
    if (!BUCKET.matcher(name).matches()) {
      throw new BadConfiguration(
          "assetsBucket '%s' is no beginning of a bucket's name; write one such as example-lastgood,"
                  .formatted(name)
              + " for the buckets example-lastgood-eu-west-1 and so on.");
    }
    return CliCredentialsStackSynthesizer.Builder.create()
        .fileAssetsBucketName(name + "-${AWS::Region}")
        .build();
  }
}
