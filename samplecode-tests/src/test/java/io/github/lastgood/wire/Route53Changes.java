package io.github.lastgood.wire;

/// The part of Route 53 that moto lacks: how far a change is.
final class Route53Changes {

  private Route53Changes() {}

  /// Every change is made at once.
  ///
  /// @param path of `GetChange`, which ends with the change's id
  static String inSync(String path) {
    return """
    <GetChangeResponse xmlns="https://route53.amazonaws.com/doc/2013-04-01/"><ChangeInfo>
    <Id>/change/%s</Id><Status>INSYNC</Status><SubmittedAt>2026-11-02T10:16:00Z</SubmittedAt>
    </ChangeInfo></GetChangeResponse>\
    """
        .formatted(Arns.lastSegment(path));
  }
}
