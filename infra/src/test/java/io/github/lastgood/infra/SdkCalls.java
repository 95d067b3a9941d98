package io.github.lastgood.infra;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The AWS operations that methods of the functions reach, read out of the compiled classes: method
/// by method, through lambdas, and through an interface to all that implement it. Named as in IAM.
final class SdkCalls {
  private static final JavaClasses FUNCTIONS =
      new ClassFileImporter()
          .importPackages(
              "io.github.lastgood.action",
              "io.github.lastgood.ledger",
              "io.github.lastgood.notification",
              "io.github.lastgood.handler");
  private static final Pattern CLIENT =
      Pattern.compile("software\\.amazon\\.awssdk\\.services\\.(\\w+)\\.\\w+Client");

  /// Where the SDK's package is not IAM's prefix.
  private static final Map<String, String> PREFIX =
      Map.of("elasticloadbalancingv2", "elasticloadbalancing", "eventbridge", "events");

  private SdkCalls() {}

  /// The operations that these methods of a class reach.
  ///
  /// @param simpleName of the class
  /// @param methods names of the methods to begin with
  static Set<String> of(String simpleName, Predicate<String> methods) {
    Deque<JavaCodeUnit> left = new ArrayDeque<>();
    FUNCTIONS.stream()
        .filter(each -> each.getSimpleName().equals(simpleName))
        .flatMap(each -> each.getCodeUnits().stream())
        .filter(each -> methods.test(each.getName()))
        .forEach(left::add);
    if (left.isEmpty()) {
      throw new AssertionError("no such class or methods: " + simpleName);
    }
    Set<JavaCodeUnit> seen = new HashSet<>();
    Set<String> found = new TreeSet<>();
    while (!left.isEmpty()) {
      JavaCodeUnit unit = left.poll();
      if (seen.add(unit)) {
        accesses(unit)
            .forEach(access -> {
              operation(access).ifPresent(found::add);
              targets(access).forEach(left::add);
            });
      }
    }
    return found;
  }

  private static Stream<JavaCodeUnitAccess<?>> accesses(JavaCodeUnit unit) {
    return Stream.of(
            unit.getCallsFromSelf(),
            unit.getMethodReferencesFromSelf(),
            unit.getConstructorReferencesFromSelf())
        .flatMap(Set::stream);
  }

  private static Optional<String> operation(JavaCodeUnitAccess<?> access) {
    Matcher client = CLIENT.matcher(access.getTargetOwner().getName());
    String name = access.getTarget().getName();
    if (!client.matches() || name.equals("builder") || name.equals("create")) {
      return Optional.empty();
    }
    String service = PREFIX.getOrDefault(client.group(1), client.group(1));
    String operation = name.replaceFirst("Paginator$", "");
    return Optional.of(
        service + ":" + Character.toUpperCase(operation.charAt(0)) + operation.substring(1));
  }

  private static Stream<JavaCodeUnit> targets(JavaCodeUnitAccess<?> access) {
    return access.getTarget().resolveMember().stream()
        .map(JavaCodeUnit.class::cast)
        .flatMap(target -> Stream.concat(Stream.of(target), implementations(target)));
  }

  private static Stream<JavaMethod> implementations(JavaCodeUnit target) {
    return target.getOwner().getAllSubclasses().stream()
        .flatMap(each -> each.getMethods().stream())
        .filter(each -> each.getName().equals(target.getName()))
        .filter(each -> each.getRawParameterTypes().size() == target.getRawParameterTypes().size());
  }
}
