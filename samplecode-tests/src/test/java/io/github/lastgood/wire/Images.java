package io.github.lastgood.wire;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Container images: each name stands for one content.
final class Images {

  private Images() {}

  static String image(String tag) {
    return "%s.dkr.ecr.%s.amazonaws.com/orders-api:%s".formatted(Arns.ACCOUNT, Arns.REGION, tag);
  }

  /// The digest that ECS resolved the image to, and under which ECR holds it.
  static String digest(String image) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(image.getBytes(StandardCharsets.UTF_8));
      return "sha256:" + HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
