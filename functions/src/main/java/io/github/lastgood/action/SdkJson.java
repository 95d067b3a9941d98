package io.github.lastgood.action;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.utils.builder.Buildable;

/// SDK objects as JSON under AWS's own member names, and back. Every member that the SDK knows is
/// kept, so a stored task definition loses nothing.
final class SdkJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private SdkJson() {}

  /// How a member is called in the JSON.
  private interface Naming extends Function<SdkField<?>, String> {}

  private static final Naming AS_SENT = SdkField::locationName;
  private static final Naming AS_MODELLED = SdkField::memberName;

  /// Under the names that the members have on the wire.
  static ObjectNode write(SdkPojo pojo) {
    return write(pojo, AS_SENT);
  }

  /// Under the names of the API's model. EC2 calls a member otherwise in a reply than in a request,
  /// its model does not.
  static ObjectNode writeMembers(SdkPojo pojo) {
    return write(pojo, AS_MODELLED);
  }

  private static ObjectNode write(SdkPojo pojo, Naming names) {
    var node = JSON.objectNode();
    for (var field : pojo.sdkFields()) {
      var value = field.getValueOrDefault(pojo);
      if (isSet(value)) {
        node.set(names.apply(field), write(value, names));
      }
    }
    return node;
  }

  private static boolean isSet(@Nullable Object value) {
    return value != null
        && !(value instanceof SdkAutoConstructList<?>)
        && !(value instanceof SdkAutoConstructMap<?, ?>);
  }

  private static JsonNode write(Object value, Naming names) {
    return switch (value) {
      case SdkPojo pojo -> write(pojo, names);
      case Collection<?> list -> {
        var array = JSON.arrayNode();
        list.forEach(member -> array.add(write(member, names)));
        yield array;
      }
      case Map<?, ?> map -> {
        var object = JSON.objectNode();
        new TreeMap<>(map)
            .forEach((key, member) -> object.set(key.toString(), write(member, names)));
        yield object;
      }
      case Integer number -> JSON.numberNode(number);
      case Long number -> JSON.numberNode(number);
      case Double number -> JSON.numberNode(number);
      case Boolean flag -> JSON.booleanNode(flag);
      default -> JSON.textNode(value.toString());
    };
  }

  /// Sets every member of the builder that the JSON of [#write] has; members that the builder does
  /// not know are left out.
  static <B extends SdkPojo> B read(JsonNode node, B builder) {
    return read(node, builder, AS_SENT);
  }

  /// The same for the JSON of [#writeMembers].
  static <B extends SdkPojo> B readMembers(JsonNode node, B builder) {
    return read(node, builder, AS_MODELLED);
  }

  private static <B extends SdkPojo> B read(JsonNode node, B builder, Naming names) {
    for (var field : builder.sdkFields()) {
      var value = node.get(names.apply(field));
      if (value != null && !value.isNull() && isStorable(field)) {
        field.set(builder, read(value, field, names));
      }
    }
    return builder;
  }

  private static boolean isStorable(SdkField<?> field) {
    return !field.marshallingType().equals(MarshallingType.INSTANT)
        && !field.marshallingType().equals(MarshallingType.SDK_BYTES);
  }

  private static Object read(JsonNode value, SdkField<?> field, Naming names) {
    var type = field.marshallingType();
    if (type.equals(MarshallingType.LIST)) {
      List<Object> members = new ArrayList<>();
      SdkField<?> member = field.getRequiredTrait(ListTrait.class).memberFieldInfo();
      value.forEach(element -> members.add(read(element, member, names)));
      return members;
    }
    if (type.equals(MarshallingType.MAP)) {
      Map<String, Object> members = new TreeMap<>();
      SdkField<?> member = field.getRequiredTrait(MapTrait.class).valueFieldInfo();
      value
          .properties()
          .forEach(entry -> members.put(entry.getKey(), read(entry.getValue(), member, names)));
      return members;
    }
    if (type.equals(MarshallingType.SDK_POJO)) {
      return build(read(value, field.constructor().get(), names));
    }
    return scalar(value, type);
  }

  private static Object scalar(JsonNode value, MarshallingType<?> type) {
    if (type.equals(MarshallingType.INTEGER)) {
      return value.intValue();
    }
    if (type.equals(MarshallingType.LONG)) {
      return value.longValue();
    }
    if (type.equals(MarshallingType.DOUBLE)) {
      return value.doubleValue();
    }
    if (type.equals(MarshallingType.BOOLEAN)) {
      return value.booleanValue();
    }
    return value.asText();
  }

  private static Object build(SdkPojo builder) {
    return builder instanceof Buildable buildable ? buildable.build() : builder;
  }
}
