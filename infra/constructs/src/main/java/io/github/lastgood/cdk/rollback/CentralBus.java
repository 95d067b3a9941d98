package io.github.lastgood.cdk.rollback;

import io.github.lastgood.cdk.targets.BadConfiguration;
import java.util.regex.Pattern;
import software.amazon.awscdk.Token;

/// The event bus, of any account and region, that hears what the Lastgoods of several accounts and
/// regions say.
///
/// @param arn its ARN
public record CentralBus(String arn) {
  private static final Pattern ARN =
      Pattern.compile(
          "arn:aws[a-z-]*:events:[a-z]{2}(-[a-z]+)+-\\d:\\d{12}:event-bus/[/.\\-_A-Za-z0-9]{1,256}");

  /// @throws BadConfiguration when it is no ARN of an event bus
  public CentralBus {
    if (!Token.isUnresolved(arn) && !ARN.matcher(arn).matches()) {
      throw new BadConfiguration(
          "forwardTo '%s' is no ARN of an event bus; write it like".formatted(arn)
              + " arn:aws:events:eu-west-1:111122223333:event-bus/lastgood.");
    }
  }
}
