package io.github.lastgood.wire;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What a ledger's table holds, wherever it is.
///
/// @param table its name
record LedgerRows(DynamoDbClient client, String table) {

  /// The items of one partition, in the order of their sort keys.
  List<Map<String, AttributeValue>> partition(String key) {
    return client
        .queryPaginator(request ->
            request
                .tableName(table)
                .keyConditionExpression("pk = :pk")
                .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS(key)))
                .consistentRead(true))
        .items()
        .stream()
        .toList();
  }

  /// The items of one partition whose sort key begins with a prefix.
  List<Map<String, AttributeValue>> items(String key, String sortKeyPrefix) {
    return partition(key).stream()
        .filter(item -> LedgerTable.text(item, "sk").startsWith(sortKeyPrefix))
        .toList();
  }
}
