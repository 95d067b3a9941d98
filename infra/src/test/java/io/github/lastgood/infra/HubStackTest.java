package io.github.lastgood.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lastgood.cdk.Template;
import io.github.lastgood.cdk.targets.BadConfiguration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.App;

/// `-c hub`: the central bus that others forward to.
final class HubStackTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /// The cloud assembly of a central bus for these senders.
  static Path assembly(String hub) {
    App app = LastgoodApp.create();
    app.getNode().setContext("hub", hub);
    LastgoodApp.addHub(app, Senders.from(app).orElseThrow());
    return Path.of(app.synth().getDirectory());
  }

  /// Its template.
  static Path file(String hub) {
    return assembly(hub).resolve("LastgoodHub.template.json");
  }

  private static JsonNode statement(String hub) {
    try {
      var template = new Template(JSON.readTree(file(hub).toFile()));
      return template.only("AWS::Events::EventBusPolicy").get("Statement");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void everyAccountOfTheOrganizationMayPutLastgoodsEventsOnIt() {
    JsonNode statement = statement("o-a1b2c3d4e5");
    assertThat(statement.get("Action").asText()).isEqualTo("events:PutEvents");
    assertThat(statement.get("Resource").asText()).matches("\\$\\{Bus\\w*\\.Arn}");
    assertThat(statement.at("/Principal/AWS").asText()).isEqualTo("*");
    assertThat(statement.at("/Condition/StringEquals/aws:PrincipalOrgID").asText())
        .isEqualTo("o-a1b2c3d4e5");
    assertThat(takesLastgoodsEventsOnly(statement)).isTrue();
  }

  @Test
  void orOnlyTheAccountsThatWereNamed() {
    JsonNode statement = statement("222233334444, 555566667777");
    assertThat(Template.texts(statement.at("/Principal/AWS")))
        .containsExactlyInAnyOrder(
            "arn:aws:iam::222233334444:root", "arn:aws:iam::555566667777:root");
    assertThat(takesLastgoodsEventsOnly(statement)).isTrue();
  }

  private static boolean takesLastgoodsEventsOnly(JsonNode statement) {
    JsonNode condition = statement.get("Condition");
    return condition.at("/ForAllValues:StringEquals/events:source").asText().equals("lastgood")
        && condition.at("/Null/events:source").asText().equals("false");
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "1234", "111122223333,", "o-", "my-organization"})
  void whoeverIsNoOrganizationAndNoAccountIsRefusedInOneSentence(String written) {
    App app = LastgoodApp.create();
    app.getNode().setContext("hub", written);
    assertThatThrownBy(() -> Senders.from(app))
        .isInstanceOf(BadConfiguration.class)
        .hasMessage(
            "hub '"
                + written
                + "' names nobody; write an organization's id such as o-a1b2c3d4e5, or accounts"
                + " such as 111122223333,444455556666.");
  }

  @Test
  void thereIsNoneUnlessAskedFor() {
    assertThat(Senders.from(LastgoodApp.create())).isEmpty();
  }
}
