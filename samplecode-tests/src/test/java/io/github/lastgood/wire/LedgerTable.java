package io.github.lastgood.wire;

import com.amazonaws.services.dynamodbv2.local.main.ServerRunner;
import com.amazonaws.services.dynamodbv2.local.server.DynamoDBProxyServer;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/// The ledger's table in DynamoDB Local, on a port of its own.
final class LedgerTable implements AutoCloseable {

  static final String NAME = "lastgood-ledger";

  private final DynamoDBProxyServer server;
  private final URI endpoint;
  private final DynamoDbClient client;

  private LedgerTable(DynamoDBProxyServer server, URI endpoint) {
    this.server = server;
    this.endpoint = endpoint;
    this.client = AwsClients.at(endpoint, DynamoDbClient.builder());
  }

  static LedgerTable start() throws IOException {
    int port = Ports.free();
    String[] arguments = {
      "-inMemory", "-sharedDb", "-disableTelemetry", "-port", Integer.toString(port)
    };
    DynamoDBProxyServer server;
    try {
      server = ServerRunner.createServerFromCommandLineArgs(arguments);
      server.start();
    } catch (Exception e) {
      throw new IOException("DynamoDB Local did not start", e);
    }
    var table = new LedgerTable(server, URI.create("http://127.0.0.1:" + port));
    table.create();
    return table;
  }

  URI endpoint() {
    return endpoint;
  }

  /// An empty table in the place of the old one.
  void reset() {
    client.deleteTable(request -> request.tableName(NAME));
    create();
  }

  /// How many items there are.
  int size() {
    return client.scan(request -> request.tableName(NAME).consistentRead(true)).count();
  }

  /// The items of one partition, in the order of their sort keys.
  List<Map<String, AttributeValue>> partition(String key) {
    return rows().partition(key);
  }

  /// The items of one partition whose sort key begins with a prefix.
  List<Map<String, AttributeValue>> items(String key, String sortKeyPrefix) {
    return rows().items(key, sortKeyPrefix);
  }

  /// A string of an item; empty when it has none of that name.
  static String text(Map<String, AttributeValue> item, String name) {
    return item.getOrDefault(name, AttributeValue.fromS("")).s();
  }

  private LedgerRows rows() {
    return new LedgerRows(client, NAME);
  }

  private void create() {
    client.createTable(request ->
        request
            .tableName(NAME)
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .attributeDefinitions(string("pk"), string("sk"))
            .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE)));
  }

  private static AttributeDefinition string(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  @Override
  public void close() {
    client.close();
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("DynamoDB Local did not stop", e);
    }
  }
}
