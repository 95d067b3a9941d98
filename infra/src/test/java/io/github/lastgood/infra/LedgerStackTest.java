package io.github.lastgood.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lastgood.cdk.Template;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LedgerStackTest {
  private final Template template = Installation.EXAMPLE.ledger();
  private final JsonNode table = template.only("AWS::DynamoDB::Table");

  @Test
  void keysAndExpiryAreWhatTheFunctionsUse() {
    assertThat(table.at("/KeySchema").toString())
        .isEqualTo(
            """
            [{"AttributeName":"pk","KeyType":"HASH"},{"AttributeName":"sk","KeyType":"RANGE"}]\
            """);
    assertThat(table.at("/AttributeDefinitions").findValuesAsText("AttributeType"))
        .containsOnly("S");
    assertThat(table.at("/TimeToLiveSpecification/AttributeName").asText()).isEqualTo("expiresAt");
    assertThat(table.at("/TimeToLiveSpecification/Enabled").asBoolean()).isTrue();
    assertThat(table.has("GlobalSecondaryIndexes")).isFalse();
  }

  @Test
  void itIsPaidByTheRequestAndCanBeTakenBackToAnySecond() {
    assertThat(table.get("BillingMode").asText()).isEqualTo("PAY_PER_REQUEST");
    assertThat(table.at("/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled").asBoolean())
        .isTrue();
  }

  @Test
  void itOutlivesItsStackWithTheKeyThatReadsIt() {
    assertThat(table.get("DeletionProtectionEnabled").asBoolean()).isTrue();
    for (String type : new String[] {"AWS::DynamoDB::Table", "AWS::KMS::Key"}) {
      JsonNode resource = template.resource(template.all(type).keySet().iterator().next());
      assertThat(resource.get("DeletionPolicy").asText()).as(type).isEqualTo("Retain");
      assertThat(resource.get("UpdateReplacePolicy").asText()).as(type).isEqualTo("Retain");
    }
  }

  @Test
  void aKeyOfTheAccountThatRotatesEncryptsIt() {
    Map<String, JsonNode> keys = template.all("AWS::KMS::Key");
    assertThat(table.at("/SSESpecification/SSEType").asText()).isEqualTo("KMS");
    assertThat(table.at("/SSESpecification/KMSMasterKeyId").asText())
        .isEqualTo("${" + keys.keySet().iterator().next() + ".Arn}");
    assertThat(keys.values()).allMatch(key -> key.get("EnableKeyRotation").asBoolean());
  }

  @Test
  void alarmsOfThisAccountMayUseTheKeyToPublish() {
    assertThat(template.only("AWS::KMS::Key").at("/KeyPolicy/Statement/1").toString())
        .contains("cloudwatch.amazonaws.com", "\"aws:SourceAccount\":\"111122223333\"");
  }
}
