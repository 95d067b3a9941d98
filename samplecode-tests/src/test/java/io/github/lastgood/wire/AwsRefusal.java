package io.github.lastgood.wire;

/// An AWS error of the JSON protocol: HTTP status 400 with a type and a message.
final class AwsRefusal extends Exception {

  private static final long serialVersionUID = 1L;

  private final String type;

  /// @param type the error's name as the service's model has it, for example `ClientException`
  AwsRefusal(String type, String message) {
    super(message);
    this.type = type;
  }

  String type() {
    return type;
  }
}
