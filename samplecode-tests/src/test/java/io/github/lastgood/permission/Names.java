package io.github.lastgood.permission;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lastgood.account.World;
import io.github.lastgood.stage.LocalLedger;
import io.github.lastgood.stage.Stage;

/// The names that CloudFormation would give: those of the simulated account, so that a policy and a
/// call of a story speak of the same thing.
final class Names {
  private static final String HERE = World.PLACE.region() + ":" + World.PLACE.accountId() + ":";

  /// The key of table and topic.
  static final String KEY = "arn:aws:kms:" + HERE + "key/lastgood";

  /// The ledger's table.
  static final String TABLE = "arn:aws:dynamodb:" + HERE + "table/" + LocalLedger.TABLE;

  private Names() {}

  /// What `Ref` gives.
  static String reference(String logicalId, JsonNode resource) {
    return resource.path("Type").asText().equals("AWS::SNS::Topic") ? Stage.TOPIC : logicalId;
  }

  private static String name(JsonNode logGroup, String otherwise) {
    return logGroup.path("Properties").path("LogGroupName").asText(otherwise);
  }

  /// What `Fn::GetAtt` gives for the attribute `Arn`.
  ///
  /// @throws IllegalStateException for a type that no policy names so far
  static String arn(String logicalId, JsonNode resource) {
    var type = resource.path("Type").asText();
    return switch (type) {
      case "AWS::DynamoDB::Table" -> TABLE;
      case "AWS::KMS::Key" -> KEY;
      case "AWS::SQS::Queue" -> "arn:aws:sqs:" + HERE + logicalId;
      case "AWS::Logs::LogGroup" ->
          "arn:aws:logs:" + HERE + "log-group:" + name(resource, logicalId) + ":*";
      case "AWS::IAM::Role" -> World.PLACE.roleArn(logicalId);
      default -> throw new IllegalStateException("Names has no ARN for a " + type);
    };
  }
}
