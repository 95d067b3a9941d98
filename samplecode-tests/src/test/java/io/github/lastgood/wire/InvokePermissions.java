package io.github.lastgood.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/// Who may invoke a function: the resource policy that `AWS::Lambda::Permission` writes.
final class InvokePermissions implements AutoCloseable {

  private final LambdaClient lambda;

  InvokePermissions(URI moto) {
    lambda = AwsClients.at(moto, LambdaClient.builder());
  }

  /// Whether a service may invoke a function on behalf of a rule, an alarm or a topic.
  ///
  /// @param service for example `events.amazonaws.com`
  /// @param sourceArn of that rule, alarm or topic
  boolean allow(String functionArn, String service, String sourceArn) {
    return policy(functionArn)
        .path("Statement")
        .valueStream()
        .anyMatch(statement ->
            statement.path("Effect").asText().equals("Allow")
                && statement.path("Action").asText().equals("lambda:InvokeFunction")
                && statement.path("Principal").path("Service").asText().equals(service)
                && like(source(statement), sourceArn));
  }

  /// Takes away a rule's permission.
  void remove(String functionArn, String sourceArn) {
    policy(functionArn)
        .path("Statement")
        .valueStream()
        .filter(statement -> source(statement).equals(sourceArn))
        .forEach(statement ->
            lambda.removePermission(request ->
                request.functionName(functionArn).statementId(statement.path("Sid").asText())));
  }

  /// Gives it back.
  void add(String functionArn, String service, String sourceArn) {
    lambda.addPermission(request ->
        request
            .functionName(functionArn)
            .statementId("again")
            .action("lambda:InvokeFunction")
            .principal(service)
            .sourceArn(sourceArn));
  }

  private JsonNode policy(String functionArn) {
    try {
      return Json.read(lambda.getPolicy(request -> request.functionName(functionArn)).policy());
    } catch (ResourceNotFoundException none) {
      return Json.object();
    }
  }

  private static String source(JsonNode statement) {
    return statement.path("Condition").path("ArnLike").path("AWS:SourceArn").asText();
  }

  private static boolean like(String pattern, String arn) {
    String regex =
        Arrays.stream(pattern.split("\\*", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*"));
    return Pattern.matches(regex, arn);
  }

  @Override
  public void close() {
    lambda.close();
  }
}
