package io.github.lastgood.permission;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What was asked in the stories against what is granted.
///
/// @param policies what the templates grant
/// @param recording what IAM was asked
record Proof(Policies policies, Recording recording) {

  /// The calls that would be denied in an account; the functions would fail.
  List<String> denied() {
    return asked()
        .filter(each -> !policies.allow(each.function(), each.authorization()))
        .map(Asked::toString)
        .toList();
  }

  /// The calls on a neighbour's thing that would be allowed.
  List<String> allowedNextDoor() {
    return asked()
        .flatMap(each ->
            Neighbours.of(each.authorization()).stream()
                .filter(other -> policies.allow(each.function(), other))
                .map(other -> each.function() + ": " + other))
        .distinct()
        .toList();
  }

  /// How many such calls were tried.
  long triedNextDoor() {
    return asked().mapToLong(each -> Neighbours.of(each.authorization()).size()).sum();
  }

  /// The grants that nothing uses, without a reason in [Idle].
  List<String> idle() {
    return policies.grants().entrySet().stream()
        .flatMap(function ->
            function.getValue().stream()
                .filter(grant ->
                    use(function.getKey(), grant).isEmpty()
                        && Idle.reason(function.getKey(), grant.action()).isEmpty())
                .map(
                    grant -> function.getKey() + ": " + grant.action() + " on " + grant.resource()))
        .toList();
  }

  /// The rows of [Idle] that speak of a grant which is used, or is not there.
  List<String> staleReasons() {
    return Idle.rows().stream()
        .flatMap(row -> row.actions().stream().filter(action -> !isIdle(row, action)))
        .distinct()
        .toList();
  }

  private boolean isIdle(Idle row, String action) {
    return row.functions().stream()
        .anyMatch(function ->
            policies.of(function).stream()
                .anyMatch(
                    grant -> grant.action().equals(action) && use(function, grant).isEmpty()));
  }

  /// Who used a grant, and in which stories.
  ///
  /// @param by the function's handler
  record Use(String by, Set<String> stories) {}

  /// The use of a grant by the function; else by another one that rolls back: they run the same
  /// pipeline and have the same policies on targets, and whoever hears first makes the move.
  Optional<Use> use(String function, Grant grant) {
    var others =
        Idle.ACTING.contains(function) ? Idle.ACTING.stream().sorted() : Stream.<String>of();
    return Stream.concat(Stream.of(function), others)
        .flatMap(by ->
            recording.of(by).entrySet().stream()
                .filter(
                    each -> grant.matches(each.getKey()) && !hasNarrower(by, grant, each.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .map(stories -> new Use(by, stories))
                .stream())
        .findFirst();
  }

  /// Whether a grant that names its resource would do as well: then the wider one was not needed.
  private boolean hasNarrower(String function, Grant grant, Authorization asked) {
    return !grant.resource().equals(asked.resource())
        && policies.of(function).stream()
            .anyMatch(each -> each.resource().equals(asked.resource()) && each.matches(asked));
  }

  private record Asked(String function, Authorization authorization, Set<String> stories) {
    @Override
    public String toString() {
      return function + ": " + authorization + ", in " + stories.iterator().next();
    }
  }

  private Stream<Asked> asked() {
    return recording.functions().stream()
        .flatMap(function ->
            recording.of(function).entrySet().stream()
                .map(each -> new Asked(function, each.getKey(), each.getValue())));
  }

  /// How many different things were asked.
  long count() {
    return asked().count();
  }
}
