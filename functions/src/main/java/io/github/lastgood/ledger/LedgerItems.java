package io.github.lastgood.ledger;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.github.lastgood.signal.Signal;
import io.github.lastgood.signal.Signal.Silence;
import io.github.lastgood.target.Candidate;
import io.github.lastgood.target.LiveState;
import io.github.lastgood.target.Resource;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Records as DynamoDB items, with real attributes so that the table can be read in the console,
/// and back. Times are ISO strings; attributes that this version does not know are left aside, and
/// those that an earlier one did not write are empty. An item that must not be read like that says
/// so by its format.
final class LedgerItems {
  /// What the items of today look like. It is raised when an earlier version would do harm by not
  /// knowing what is new: see "Upgrades" in `docs/ledger.md`.
  static final int FORMAT = 1;

  private static final String FORMAT_ATTRIBUTE = "format";

  /// An item that an earlier version wrote may lack a list that this one knows.
  private static final JsonSetter.Value EMPTY_IF_MISSING =
      JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY);

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .visibility(PropertyAccessor.GETTER, Visibility.NONE)
          .visibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
          .visibility(PropertyAccessor.FIELD, Visibility.ANY)
          .addMixIn(Resource.class, ResourceKinds.class)
          .addMixIn(Signal.class, SignalKinds.class)
          .addMixIn(Silence.class, SilenceKinds.class)
          .addMixIn(LiveState.class, LiveKinds.class)
          .addMixIn(Candidate.Availability.class, AvailabilityKinds.class)
          .withConfigOverride(List.class, list -> list.setSetterInfo(EMPTY_IF_MISSING))
          .withConfigOverride(Map.class, map -> map.setSetterInfo(EMPTY_IF_MISSING))
          .build();

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Resource.EcsService.class, name = "ecs"),
    @JsonSubTypes.Type(value = Resource.CodeDeployGroup.class, name = "codeDeploy"),
    @JsonSubTypes.Type(value = Resource.AutoScalingGroup.class, name = "autoScalingGroup"),
    @JsonSubTypes.Type(value = Resource.AlbTrafficSplit.class, name = "albTrafficSplit"),
    @JsonSubTypes.Type(value = Resource.Route53TrafficSplit.class, name = "route53TrafficSplit")
  })
  private interface ResourceKinds {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Signal.AlarmChange.class, name = "alarm"),
    @JsonSubTypes.Type(value = Signal.DeploymentChange.class, name = "deployment"),
    @JsonSubTypes.Type(value = Signal.Order.class, name = "order")
  })
  private interface SignalKinds {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Silence.Muted.class, name = "muted"),
    @JsonSubTypes.Type(value = Silence.Suppressed.class, name = "suppressed")
  })
  private interface SilenceKinds {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = LiveState.NotRead.class, name = "notRead"),
    @JsonSubTypes.Type(value = LiveState.Unusable.class, name = "unusable"),
    @JsonSubTypes.Type(value = LiveState.Running.class, name = "running")
  })
  private interface LiveKinds {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Candidate.Ready.class, name = "ready"),
    @JsonSubTypes.Type(value = Candidate.AsCopy.class, name = "asCopy"),
    @JsonSubTypes.Type(value = Candidate.Gone.class, name = "gone")
  })
  private interface AvailabilityKinds {}

  private LedgerItems() {}

  static Map<String, AttributeValue> write(Object value) {
    return attributes(JSON.valueToTree(value));
  }

  /// The same for an item that an earlier version must not read when it does not know its format.
  static Map<String, AttributeValue> writeWithFormat(Object value) {
    var item = new LinkedHashMap<>(write(value));
    item.put(FORMAT_ATTRIBUTE, AttributeValue.fromN(Integer.toString(FORMAT)));
    return item;
  }

  /// @throws NewerFormat when a later version wrote the item in a way that this one does not know
  static <T> T read(Map<String, AttributeValue> item, Class<T> type) {
    var format = item.get(FORMAT_ATTRIBUTE);
    if (format != null && Integer.parseInt(format.n()) > FORMAT) {
      throw NewerFormat.of(item, format.n());
    }
    return JSON.convertValue(object(item), type);
  }

  private static Map<String, AttributeValue> attributes(JsonNode object) {
    var item = new LinkedHashMap<String, AttributeValue>();
    object
        .properties()
        .forEach(entry -> {
          if (!entry.getValue().isNull()) {
            item.put(entry.getKey(), attribute(entry.getValue()));
          }
        });
    return item;
  }

  private static AttributeValue attribute(JsonNode node) {
    return switch (node.getNodeType()) {
      case STRING -> AttributeValue.fromS(node.textValue());
      case NUMBER -> AttributeValue.fromN(node.asText());
      case BOOLEAN -> AttributeValue.fromBool(node.booleanValue());
      case ARRAY -> AttributeValue.fromL(node.valueStream().map(LedgerItems::attribute).toList());
      case OBJECT, POJO -> AttributeValue.fromM(attributes(node));
      case NULL, MISSING -> AttributeValue.fromNul(true);
      case BINARY -> throw new IllegalArgumentException("The ledger stores no binary values");
    };
  }

  private static JsonNode object(Map<String, AttributeValue> item) {
    var object = JsonNodeFactory.instance.objectNode();
    item.forEach((name, value) -> object.set(name, node(value)));
    return object;
  }

  private static JsonNode node(AttributeValue value) {
    var json = JsonNodeFactory.instance;
    return switch (value.type()) {
      case S -> json.textNode(value.s());
      case N -> json.numberNode(new BigDecimal(value.n()));
      case BOOL -> json.booleanNode(value.bool());
      case L -> {
        var array = json.arrayNode();
        value.l().forEach(member -> array.add(node(member)));
        yield array;
      }
      case M -> object(value.m());
      case NUL -> json.nullNode();
      case B, BS, NS, SS, UNKNOWN_TO_SDK_VERSION ->
          throw new IllegalArgumentException("The ledger stores no " + value.type() + " values");
    };
  }
}
