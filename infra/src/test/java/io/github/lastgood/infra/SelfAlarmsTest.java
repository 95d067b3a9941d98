package io.github.lastgood.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lastgood.cdk.Template;
import java.util.Collection;
import org.junit.jupiter.api.Test;

final class SelfAlarmsTest {
  private final Template template = Installation.EXAMPLE.rollback();
  private final Collection<JsonNode> alarms = template.all("AWS::CloudWatch::Alarm").values();

  @Test
  void everyQueueOfLostWorkHasAnAlarmOnTheFirstMessage() {
    assertThat(template.all("AWS::SQS::Queue").keySet())
        .hasSize(2)
        .allSatisfy(queue ->
            assertThat(
                    alarm("ApproximateNumberOfMessagesVisible", "${" + queue + ".QueueName}")
                        .get("Threshold")
                        .asInt())
                .isEqualTo(1));
  }

  @Test
  void everyFunctionHasAlarmsOnErrorsAndThrottles() {
    assertThat(template.all("AWS::Lambda::Function").keySet())
        .hasSize(6)
        .allSatisfy(function -> {
          assertThat(alarm("Errors", "${" + function + "}")).isNotNull();
          assertThat(alarm("Throttles", "${" + function + "}")).isNotNull();
        });
  }

  @Test
  void silenceOfTheTickIsAnAlarmAndSilenceElsewhereIsNot() {
    assertThat(alarms)
        .allSatisfy(alarm ->
            assertThat(alarm.get("TreatMissingData").asText())
                .isEqualTo(
                    alarm.get("AlarmName").asText().equals("lastgood-tick-missed")
                        ? "breaching"
                        : "notBreaching"));
    assertThat(alarms)
        .anyMatch(alarm -> alarm.get("AlarmName").asText().equals("lastgood-tick-missed"));
  }

  @Test
  void aDrillThatIsMissedOrFailsIsAnAlarm() {
    JsonNode missed = alarm("DrillMissed", "lastgood");
    assertThat(missed.get("Namespace").asText()).isEqualTo("Lastgood");
    assertThat(missed.at("/Dimensions/0/Name").asText()).isEqualTo("Service");
    assertThat(missed.get("Threshold").asInt()).isEqualTo(1);
  }

  @Test
  void aTargetThatTheWatchCannotLookAtIsAnAlarmThatOneThrottledCallDoesNotRing() {
    JsonNode unseen = alarm("TargetsUnseen", "lastgood");
    assertThat(unseen.get("AlarmName").asText()).isEqualTo("lastgood-targets-unseen");
    assertThat(unseen.get("Namespace").asText()).isEqualTo("Lastgood");
    assertThat(unseen.at("/Dimensions/0/Name").asText()).isEqualTo("Service");
    assertThat(unseen.get("ComparisonOperator").asText())
        .isEqualTo("GreaterThanOrEqualToThreshold");
    assertThat(unseen.get("Threshold").asInt()).isEqualTo(1);
    assertThat(unseen.get("Statistic").asText()).isEqualTo("Maximum");
    assertThat(unseen.get("Period").asInt()).isEqualTo(300);
    assertThat(unseen.get("EvaluationPeriods").asInt()).isEqualTo(2);
  }

  @Test
  void allOfThemTellTheTopic() {
    String topic = "${" + template.all("AWS::SNS::Topic").keySet().iterator().next() + "}";
    assertThat(alarms)
        .allSatisfy(
            alarm -> assertThat(Template.texts(alarm.get("AlarmActions"))).containsExactly(topic));
  }

  @Test
  void eachSaysWhatItMeansAndWhatToDoFirstAndWhereTheRestStands() {
    var sections = DocsPage.read("operations.md").sections();
    assertThat(alarms)
        .allSatisfy(alarm -> {
          String name = alarm.get("AlarmName").asText();
          String description = alarm.get("AlarmDescription").asText();
          var section = sections.stream().filter(name::startsWith).findFirst();
          assertThat(section).as("section of docs/operations.md for " + name).isPresent();
          assertThat(description)
              .as(name)
              .contains(" First: `aws ")
              .endsWith("Then: docs/operations.md, " + section.get() + ".")
              .hasSizeLessThan(700); // CloudWatch takes 1,024, and names are filled in
        });
  }

  @Test
  void noSectionIsOfAnAlarmThatIsGone() {
    assertThat(DocsPage.read("operations.md").sections())
        .filteredOn(section -> section.startsWith("lastgood-"))
        .hasSize(7)
        .allSatisfy(section ->
            assertThat(alarms)
                .anyMatch(alarm -> alarm.get("AlarmName").asText().startsWith(section)));
  }

  @Test
  void theFirstCommandOfAnAlarmOnAFunctionReadsThatFunctionsLog() {
    assertThat(template.all("AWS::Lambda::Function").keySet())
        .allSatisfy(function ->
            assertThat(alarm("Errors", "${" + function + "}").get("AlarmDescription").asText())
                .contains("aws logs tail /aws/lambda/${" + function + "} "));
  }

  private JsonNode alarm(String metric, String dimension) {
    return alarms.stream()
        .filter(each -> each.get("MetricName").asText().equals(metric))
        .filter(each -> each.at("/Dimensions/0/Value").asText().equals(dimension))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no alarm on " + metric + " of " + dimension));
  }
}
