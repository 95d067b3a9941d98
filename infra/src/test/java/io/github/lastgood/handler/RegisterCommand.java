package io.github.lastgood.handler;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lastgood.Registration;

/// How the functions read the `target` of a `register` command, for the tests of the schema.
public final class RegisterCommand {
  private RegisterCommand() {}

  /// The target as the functions read it.
  ///
  /// @throws io.github.lastgood.Refusal when they do not take it
  public static Registration.Form read(JsonNode target) {
    return TargetForm.read(Fields.of(target, "target"));
  }
}
