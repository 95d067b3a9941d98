package io.github.lastgood.infra;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Values to call a method with, made up from the types alone: what is measured must not depend on
/// which examples somebody thought of.
final class EveryValue {
  private EveryValue() {}

  /// Every combination of the values of the parameters.
  static List<Object[]> ofParameters(Method method) throws ReflectiveOperationException {
    List<Object[]> ways = List.<Object[]>of(new Object[0]);
    for (Class<?> type : method.getParameterTypes()) {
      var longer = new ArrayList<Object[]>();
      for (Object[] way : ways) {
        for (Object value : values(type)) {
          Object[] more = Arrays.copyOf(way, way.length + 1);
          more[way.length] = value;
          longer.add(more);
        }
      }
      ways = longer;
    }
    return ways;
  }

  /// One value of a plain type; all of an enum and a sealed type; of a record, as many as the
  /// component with the most values has.
  private static List<Object> values(Class<?> type) throws ReflectiveOperationException {
    if (type.isEnum()) {
      return List.<Object>of(type.getEnumConstants());
    }
    if (type.isSealed()) {
      var all = new ArrayList<Object>();
      for (Class<?> each : type.getPermittedSubclasses()) {
        all.addAll(values(each));
      }
      return all;
    }
    if (type.isRecord()) {
      return records(type);
    }
    if (type == Object.class || type == String.class) {
      return List.of("orders-api");
    }
    return List.of(
        switch (type.getName()) {
          case "java.time.Duration" -> Duration.ofSeconds(1);
          case "java.time.Instant" -> Instant.EPOCH;
          case "java.util.List" -> List.of();
          case "java.util.Map" -> Map.of();
          case "boolean" -> true;
          case "int" -> 1;
          case "long" -> 1L;
          case "double", "java.lang.Double" -> 1.0;
          default -> throw new IllegalArgumentException("no value of " + type);
        });
  }

  private static List<Object> records(Class<?> type) throws ReflectiveOperationException {
    RecordComponent[] components = type.getRecordComponents();
    var values = new ArrayList<List<Object>>();
    for (RecordComponent component : components) {
      values.add(values(component.getType()));
    }
    var constructor =
        type.getDeclaredConstructor(
            Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
    int most = values.stream().mapToInt(List::size).max().orElse(1);
    var all = new ArrayList<Object>();
    for (int number = 0; number < most; number++) {
      int row = number;
      all.add(
          constructor.newInstance(
              values.stream().map(of -> of.get(row % of.size())).toArray(Object[]::new)));
    }
    return all;
  }
}
