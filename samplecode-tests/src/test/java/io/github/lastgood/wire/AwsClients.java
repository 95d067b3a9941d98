package io.github.lastgood.wire;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/// The test's own AWS clients, with which it sets the scene. The functions have theirs.
final class AwsClients {

  private AwsClients() {}

  static <C, B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>> C at(
      URI endpoint, B builder) {
    return builder
        .endpointOverride(endpoint)
        .region(Region.of(Arns.REGION))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("wire", "wire")))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }
}
