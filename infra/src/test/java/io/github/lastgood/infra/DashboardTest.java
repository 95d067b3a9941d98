package io.github.lastgood.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lastgood.cdk.Template;
import io.github.lastgood.infra.PublishedMetrics.Published;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class DashboardTest {
  private static final Pattern SEARCH =
      Pattern.compile(
          "SEARCH\\('\\{(\\w+),([\\w,]+)} MetricName=\"(\\w+)\"', '(Sum|Maximum|Minimum)',"
              + " \\d+\\)");

  private final Template template = Installation.EXAMPLE.rollback();
  private final JsonNode dashboard = template.only("AWS::CloudWatch::Dashboard");
  private final List<JsonNode> widgets = widgets(dashboard);
  private final Map<Published, String> published = PublishedMetrics.all();

  /// A metric with a wrong name or dimension is drawn as nothing, without a word.
  @Test
  void everyMetricOfLastgoodsOwnThatItShowsIsOneThatTheFunctionsPublish() {
    assertThat(own(widgets)).isNotEmpty().isSubsetOf(published.keySet());
  }

  @Test
  void nothingThatTheFunctionsPublishIsLeftOut() {
    assertThat(own(widgets)).containsAll(published.keySet());
  }

  @Test
  void everyAlarmOnAMetricOfLastgoodsOwnStandsOnOneThatTheFunctionsPublish() {
    List<Published> alarmed =
        template.all("AWS::CloudWatch::Alarm").values().stream()
            .filter(alarm -> alarm.get("Namespace").asText().equals("Lastgood"))
            .map(alarm ->
                new Published(
                    "Lastgood",
                    alarm.get("MetricName").asText(),
                    new TreeSet<>(alarm.get("Dimensions").findValuesAsText("Name"))))
            .toList();
    assertThat(alarmed).isNotEmpty().isSubsetOf(published.keySet());
  }

  @Test
  void theLeftAxisOfEachGraphHasTheUnitThatIsPublished() {
    assertThat(widgets)
        .filteredOn(widget -> !own(List.of(widget)).isEmpty())
        .filteredOn(widget -> !title(widget).equals("Targets ready")) // yes or no
        .allSatisfy(widget ->
            assertThat(published.get(own(List.of(widget)).getFirst()))
                .as(title(widget))
                .isEqualTo(widget.at("/properties/yAxis/left/label").asText()));
  }

  @Test
  void itShowsEveryFunctionAndBothQueuesAndTheTick() {
    String all = widgets.toString();
    for (String function : template.all("AWS::Lambda::Function").keySet()) {
      assertThat(all)
          .contains("\"AWS/Lambda\",\"Errors\",\"FunctionName\",\"${" + function + "}\"")
          .contains("\"AWS/Lambda\",\"Throttles\",\"FunctionName\",\"${" + function + "}\"");
    }
    for (String queue : template.all("AWS::SQS::Queue").keySet()) {
      assertThat(all).contains("\"QueueName\",\"${" + queue + ".QueueName}\"");
    }
    assertThat(all).contains("\"AWS/Events\",\"Invocations\",\"RuleName\",\"${InvocationsTick");
  }

  @Test
  void itShowsTheStateOfEveryAlarmOnLastgood() {
    assertThat(Template.texts(widgets.getFirst().at("/properties/alarms")))
        .containsExactlyInAnyOrderElementsOf(
            template.all("AWS::CloudWatch::Alarm").values().stream()
                .map(alarm -> alarm.get("AlarmName").asText())
                .map(name -> "arn:aws:cloudwatch:eu-west-1:111122223333:alarm:" + name)
                .toList());
  }

  /// CloudWatch shows the dashboards of all regions in one list.
  @Test
  void itsNameSaysTheRegion() {
    assertThat(dashboard.get("DashboardName").asText()).isEqualTo("lastgood-eu-west-1");
  }

  @Test
  void noWidgetCoversAnotherAndTheRowsAreFull() {
    Set<String> cells =
        widgets.stream()
            .flatMap(widget ->
                IntStream.range(0, widget.get("width").asInt() * widget.get("height").asInt())
                    .mapToObj(number ->
                        (widget.get("x").asInt() + number % widget.get("width").asInt())
                            + ","
                            + (widget.get("y").asInt() + number / widget.get("width").asInt())))
            .collect(Collectors.toSet());
    int area =
        widgets.stream()
            .mapToInt(widget -> widget.get("width").asInt() * widget.get("height").asInt())
            .sum();
    assertThat(cells).hasSize(area).hasSize(24 * (4 + 4 * 6));
  }

  @Test
  void thePageForOperatorsExplainsEachWidgetInItsOrder() {
    assertThat(DocsPage.read("operations.md").table("The dashboard"))
        .containsExactlyElementsOf(widgets.stream().map(DashboardTest::title).toList());
  }

  private static String title(JsonNode widget) {
    return widget.at("/properties/title").asText();
  }

  private static List<JsonNode> widgets(JsonNode dashboard) {
    try {
      return new ObjectMapper()
          .readTree(dashboard.get("DashboardBody").asText())
          .get("widgets")
          .valueStream()
          .toList();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Published> own(List<JsonNode> widgets) {
    return widgets.stream()
        .flatMap(widget -> widget.at("/properties/metrics").valueStream())
        .flatMap(DashboardTest::own)
        .toList();
  }

  /// A metric is `[namespace, name, dimension, value, ..., options]`, a search `[{expression}]`.
  private static Stream<Published> own(JsonNode metric) {
    String expression = metric.at("/0/expression").asText();
    if (!expression.isEmpty()) {
      Matcher search = SEARCH.matcher(expression);
      assertThat(search.matches()).as(expression).isTrue();
      return Stream.of(
          new Published(
              search.group(1), search.group(3), new TreeSet<>(Set.of(search.group(2).split(",")))));
    }
    if (!metric.get(0).asText().equals("Lastgood")) {
      return Stream.empty();
    }
    Set<String> dimensions = new TreeSet<>();
    for (int at = 2; at + 1 < metric.size(); at += 2) {
      dimensions.add(metric.get(at).asText());
    }
    return Stream.of(new Published("Lastgood", metric.get(1).asText(), dimensions));
  }
}
