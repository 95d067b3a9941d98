package io.github.lastgood.ledger;

import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The components of records, such as `TargetState.freeze`: those that there are, and those that
/// examples fill in.
final class Components {
  private Components() {}

  /// Those of a record and of everything in it.
  static Set<String> reachableFrom(Class<?> record) {
    var found = new TreeSet<String>();
    reach(record, found);
    return found;
  }

  private static void reach(Type type, Set<String> found) {
    switch (type) {
      case ParameterizedType generic -> {
        for (var argument : generic.getActualTypeArguments()) {
          reach(argument, found);
        }
      }
      case Class<?> sealed when sealed.isSealed() -> {
        for (var permitted : sealed.getPermittedSubclasses()) {
          reach(permitted, found);
        }
      }
      case Class<?> record when record.isRecord() -> {
        for (var component : record.getRecordComponents()) {
          if (found.add(nameOf(component))) {
            reach(component.getGenericType(), found);
          }
        }
      }
      default -> {}
    }
  }

  /// Those that hold something in at least one of these.
  static Set<String> filledIn(Collection<?> examples) {
    var found = new TreeSet<String>();
    examples.forEach(example -> fill(example, found));
    return found;
  }

  private static void fill(@Nullable Object value, Set<String> found) {
    switch (value) {
      case null -> {}
      case Collection<?> members -> members.forEach(member -> fill(member, found));
      case Map<?, ?> map -> fill(map.values(), found);
      case Record record -> {
        for (var component : record.getClass().getRecordComponents()) {
          var held = held(record, component.getAccessor());
          if (isSomething(held)) {
            found.add(nameOf(component));
            fill(held, found);
          }
        }
      }
      default -> {}
    }
  }

  private static boolean isSomething(@Nullable Object held) {
    return switch (held) {
      case null -> false;
      case Collection<?> members -> !members.isEmpty();
      case Map<?, ?> map -> !map.isEmpty();
      default -> true;
    };
  }

  private static String nameOf(RecordComponent component) {
    return component.getDeclaringRecord().getSimpleName() + "." + component.getName();
  }

  private static @Nullable Object held(Record record, Method accessor) {
    try {
      accessor.setAccessible(true);
      return accessor.invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
