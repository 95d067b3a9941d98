package io.github.lastgood.cdk.targets;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.regex.Pattern;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Token;

/// About how long a text will be when AWS reads it. A name that CloudFormation makes up is not
/// known before the deployment; how it makes it up is.
///
/// @param stack where the text is used
record Length(Stack stack) {
  /// Partition, region and account.
  private static final Pattern PSEUDO = Pattern.compile("\\$\\{Token\\[AWS\\.[^]]*]}");

  private static final int ACCOUNT = "123456789012".length();

  /// A generated name is the stack's name, the logical id and 12 or 13 characters, with hyphens.
  private static final int GENERATED = "--1234567890123".length();

  /// What an ARN has before and after the name in it, the unique ids of a load balancer's included.
  private static final int AROUND_A_NAME = 110;

  /// Of one resource in a statement, with its quotes and comma.
  int of(String text) {
    String known = PSEUDO.matcher(text).replaceAll("1".repeat(ACCOUNT));
    int length = Token.isUnresolved(known) ? unresolved(known) : known.length();
    return length + "\"\",".length();
  }

  /// Of several.
  int of(Collection<String> texts) {
    return texts.stream().mapToInt(this::of).sum();
  }

  private int unresolved(String text) {
    boolean mayBeAnArn = text.startsWith("${Token[") && text.indexOf('}') == text.length() - 1;
    return resolved(stack.resolve(text)) + (mayBeAnArn ? AROUND_A_NAME : 0);
  }

  private int resolved(Object value) {
    return switch (value) {
      case String text -> text.length();
      case List<?> parts -> parts.stream().mapToInt(this::resolved).sum();
      case Map<?, ?> map when map.size() == 1 -> called(map.entrySet().iterator().next());
      default -> AROUND_A_NAME;
    };
  }

  private int called(Entry<?, ?> call) {
    return switch (String.valueOf(call.getKey())) {
      case "Ref" -> {
        String id = String.valueOf(call.getValue());
        yield id.startsWith("AWS::") ? ACCOUNT : generated(id);
      }
      case "Fn::GetAtt" ->
          call.getValue() instanceof List<?> path
              ? generated(String.valueOf(path.getFirst()))
              : AROUND_A_NAME;
      case "Fn::Join" ->
          call.getValue() instanceof List<?> join ? resolved(join.getLast()) : AROUND_A_NAME;
      // One part of it, taken for all of it.
      case "Fn::Select", "Fn::Split" ->
          call.getValue() instanceof List<?> split ? resolved(split.getLast()) : AROUND_A_NAME;
      // The name of an export, in which stack and logical id are, or a text with their like.
      default -> resolved(call.getValue());
    };
  }

  private int generated(String logicalId) {
    return stack.getStackName().length() + logicalId.length() + GENERATED;
  }
}
