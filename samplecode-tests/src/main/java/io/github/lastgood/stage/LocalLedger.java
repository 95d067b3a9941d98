package io.github.lastgood.stage;

import com.amazonaws.services.dynamodbv2.local.embedded.DynamoDBEmbedded;
import com.amazonaws.services.dynamodbv2.local.shared.access.AmazonDynamoDBLocal;
import java.util.List;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/// The ledger's table in DynamoDB Local: DynamoDB's own engine, in this process and in memory.
public final class LocalLedger implements AutoCloseable {
  /// The table's name.
  public static final String TABLE = "lastgood-ledger";

  private final AmazonDynamoDBLocal engine = DynamoDBEmbedded.create(true);

  /// An engine with an empty table.
  public LocalLedger() {
    createTable(client());
  }

  /// Creates the table as the stack does.
  public static void createTable(DynamoDbClient dynamoDb) {
    dynamoDb.createTable(
        CreateTableRequest.builder()
            .tableName(TABLE)
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .attributeDefinitions(text("pk"), text("sk"))
            .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE))
            .build());
  }

  private static AttributeDefinition text(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  /// A client of the engine.
  public DynamoDbClient client() {
    return engine.dynamoDbClient();
  }

  /// Every item as text: what a story compares to see that nothing was written.
  public List<String> items() {
    return client().scanPaginator(scan -> scan.tableName(TABLE)).items().stream()
        .map(item -> new TreeMap<>(item).toString())
        .sorted()
        .toList();
  }

  @Override
  public void close() {
    engine.shutdown();
  }
}
