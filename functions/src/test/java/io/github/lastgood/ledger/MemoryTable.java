package io.github.lastgood.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/// One table in memory, for tests whose subject is not the ledger. It knows only the calls and the
/// few conditions that the ledger makes; the ledger itself is tested against DynamoDB's own engine.
public final class MemoryTable implements DynamoDbClient {
  private final TreeMap<String, Map<String, AttributeValue>> items = new TreeMap<>();
  private @Nullable RuntimeException failure;

  /// Every following call fails with it; null to work again.
  public void failWith(@Nullable RuntimeException with) {
    failure = with;
  }

  /// How many items there are.
  public int size() {
    return items.size();
  }

  private void work() {
    if (failure != null) {
      throw failure;
    }
  }

  private static String key(Map<String, AttributeValue> item) {
    return text(item, "pk") + "\n" + text(item, "sk");
  }

  private static String text(Map<String, AttributeValue> item, String name) {
    return Objects.requireNonNull(item.get(name), name).s();
  }

  @Override
  public PutItemResponse putItem(PutItemRequest request) {
    work();
    items.put(key(request.item()), request.item());
    return PutItemResponse.builder().build();
  }

  @Override
  public DeleteItemResponse deleteItem(DeleteItemRequest request) {
    work();
    items.remove(key(request.key()));
    return DeleteItemResponse.builder().build();
  }

  @Override
  public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
    work();
    var found = new HashMap<String, List<Map<String, AttributeValue>>>();
    request
        .requestItems()
        .forEach((table, wanted) ->
            found.put(
                table,
                wanted.keys().stream()
                    .map(key -> items.get(key(key)))
                    .filter(Objects::nonNull)
                    .toList()));
    return BatchGetItemResponse.builder().responses(found).build();
  }

  @Override
  public QueryResponse query(QueryRequest request) {
    work();
    var values = request.expressionAttributeValues();
    var sk = values.get(":sk");
    var prefix = text(values, ":pk") + "\n" + (sk == null ? "" : sk.s());
    var found = new ArrayList<>(items.subMap(prefix, prefix + "\uffff").values());
    var ordered = request.scanIndexForward() ? found : found.reversed();
    var most = request.limit() == null ? ordered.size() : request.limit();
    return QueryResponse.builder().items(ordered.stream().limit(most).toList()).build();
  }

  @Override
  public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
    work();
    if (!request.transactItems().stream().allMatch(this::holds)) {
      throw TransactionCanceledException.builder()
          .cancellationReasons(CancellationReason.builder().code("ConditionalCheckFailed").build())
          .build();
    }
    for (var write : request.transactItems()) {
      if (write.put() != null) {
        items.put(key(write.put().item()), write.put().item());
      } else {
        items.remove(key(write.delete().key()));
      }
    }
    return TransactWriteItemsResponse.builder().build();
  }

  private boolean holds(TransactWriteItem write) {
    return write.put() != null
        ? holds(
            items.get(key(write.put().item())),
            write.put().conditionExpression(),
            write.put().expressionAttributeValues())
        : holds(
            items.get(key(write.delete().key())),
            write.delete().conditionExpression(),
            write.delete().expressionAttributeValues());
  }

  private static boolean holds(
      @Nullable Map<String, AttributeValue> item,
      @Nullable String condition,
      Map<String, AttributeValue> values) {
    return switch (condition) {
      case null -> true;
      case "attribute_not_exists(pk)" -> item == null;
      case "attribute_exists(pk)" -> item != null;
      case "version = :read" ->
          item != null && Objects.equals(item.get("version"), values.get(":read"));
      case "checkedAt = :read" ->
          item != null && Objects.equals(item.get("checkedAt"), values.get(":read"));
      case "attribute_not_exists(pk) OR expiresAt <= :now" ->
          item == null || second(item, "expiresAt") <= second(values, ":now");
      default -> throw new IllegalArgumentException(condition);
    };
  }

  private static long second(Map<String, AttributeValue> values, String name) {
    return Long.parseLong(Objects.requireNonNull(values.get(name), name).n());
  }

  @Override
  public String serviceName() {
    return "dynamodb";
  }

  @Override
  public void close() {}
}
