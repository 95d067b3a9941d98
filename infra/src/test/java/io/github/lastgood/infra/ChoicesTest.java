package io.github.lastgood.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lastgood.cdk.Template;
import io.github.lastgood.cdk.rollback.Handler;
import io.github.lastgood.decision.Conclusion;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The figures of `docs/choices.md` are those of the template.
final class ChoicesTest {
  private final DocsPage page = DocsPage.read("choices.md");
  private final Template template = Installation.EXAMPLE.rollback();
  private final Map<String, JsonNode> functions = template.all("AWS::Lambda::Function");

  @Test
  void theSizesAndTimeouts() {
    assertThat(page.rows("Memory and timeouts"))
        .containsExactlyInAnyOrderElementsOf(
            functions.values().stream()
                .map(each ->
                    List.of(
                        name(each),
                        each.get("MemorySize").asInt() + " MB",
                        each.get("Timeout").asInt() + " s"))
                .toList());
  }

  private static String name(JsonNode function) {
    return "`" + function.get("FunctionName").asText() + "`";
  }

  @Test
  void everyFunctionHasItsColdStart() {
    assertThat(page.rows("Cold starts"))
        .extracting(row -> row.getFirst())
        .contains("`lastgood-alarm`, from a snapshot")
        .containsAll(functions.values().stream().map(ChoicesTest::name).toList())
        .hasSize(functions.size() + 1);
  }

  @Test
  void theArchitecture() {
    assertThat(functions.values())
        .allSatisfy(each ->
            assertThat(page.sections())
                .contains("Architecture: " + each.at("/Architectures/0").asText()));
  }

  @Test
  void whoMayRollBackIsThroughBeforeItsClaimEnds() {
    assertThat(text())
        .contains("the " + Conclusion.LEASE.toSeconds() + " s for which a handler that claimed");
    assertThat(Handler.ACTING)
        .allSatisfy(handler ->
            assertThat(function(handler.functionName()).get("Timeout").asLong())
                .isLessThan(Conclusion.LEASE.toSeconds()));
  }

  private String text() {
    return String.join(" ", page.lines());
  }

  private JsonNode function(String name) {
    return functions.values().stream()
        .filter(each -> each.get("FunctionName").asText().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void howLongEventBridgeTries() {
    assertThat(page.rows("Retry and age, from EventBridge to a function"))
        .containsExactlyInAnyOrderElementsOf(
            template.all("AWS::Events::Rule").entrySet().stream()
                .map(rule -> {
                  JsonNode retry = rule.getValue().at("/Targets/0/RetryPolicy");
                  return row(id("Invocations", rule.getKey()), retry);
                })
                .toList());
  }

  @Test
  void howLongLambdaTries() {
    assertThat(page.rows("Retry and age, inside Lambda"))
        .containsExactlyInAnyOrderElementsOf(
            template.all("AWS::Lambda::EventInvokeConfig").values().stream()
                .map(config -> {
                  String invoked = config.get("FunctionName").asText();
                  String id = invoked.substring(2, invoked.length() - 1);
                  return row(name(template.resource(id).get("Properties")), config);
                })
                .toList());
  }

  private static List<String> row(String first, JsonNode retry) {
    int attempts = retry.get("MaximumRetryAttempts").asInt();
    return List.of(
        first,
        attempts == 1 ? "1 time" : attempts + " times",
        retry.get("MaximumEventAgeInSeconds").asInt() + " s");
  }

  /// The id that a resource has in its construct.
  private static String id(String construct, String logicalId) {
    return logicalId.replaceAll("^" + construct + "(\\w+)[0-9A-F]{8}$", "$1");
  }

  @Test
  void howLongDeadLettersAreKept() {
    assertThat(page.rows("Dead letters"))
        .extracting(row -> List.of(row.getFirst(), row.getLast()))
        .containsExactlyInAnyOrderElementsOf(
            template.all("AWS::SQS::Queue").entrySet().stream()
                .map(queue ->
                    List.of(
                        id("Failures", queue.getKey()),
                        queue.getValue().get("MessageRetentionPeriod").asInt() / 86_400 + " days"))
                .toList());
  }

  /// A title that is mended would leave the link behind.
  @Test
  void itsLinksIntoTheOperationsPageLeadSomewhere() {
    List<String> linked =
        Pattern.compile("\\(operations\\.md#([^)]*)\\)")
            .matcher(text())
            .results()
            .map((MatchResult link) -> link.group(1))
            .toList();
    assertThat(linked).isNotEmpty();
    assertThat(DocsPage.read("operations.md").sections()).containsAll(linked);
  }
}
