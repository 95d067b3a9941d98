package io.github.lastgood.wire;

import java.net.URI;
import java.nio.file.Path;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketLocationConstraint;

/// The S3 bucket for assets that `cdk bootstrap` makes in every account, in moto.
final class AssetBucket implements AutoCloseable {

  private final S3Client s3;
  private final URI moto;
  private final String name;

  AssetBucket(URI moto, String name) {
    this.moto = moto;
    this.name = name;
    s3 = AwsClients.at(moto, S3Client.builder().forcePathStyle(true));
    s3.createBucket(request ->
        request
            .bucket(name)
            .createBucketConfiguration(place ->
                place.locationConstraint(BucketLocationConstraint.fromValue(Arns.REGION))));
  }

  void upload(CloudAssembly.Asset asset) {
    s3.putObject(request -> request.bucket(asset.bucket()).key(asset.key()), asset.file());
  }

  void upload(String key, String text) {
    s3.putObject(request -> request.bucket(name).key(key), RequestBody.fromString(text));
  }

  void download(String key, Path to) {
    s3.getObject(request -> request.bucket(name).key(key), ResponseTransformer.toFile(to));
  }

  /// Where CloudFormation reads a template. moto takes a URL apart only when its host has a name.
  String url(String key) {
    return "http://localhost:%d/%s/%s".formatted(moto.getPort(), name, key);
  }

  @Override
  public void close() {
    s3.close();
  }
}
