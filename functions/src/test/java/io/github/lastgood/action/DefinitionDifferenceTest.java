package io.github.lastgood.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DefinitionDifferenceTest {
  private static final String GOOD =
      """
      {"family": "orders-api", "revision": 41, "status": "ACTIVE", "cpu": "512",
       "registeredBy": "arn:aws:iam::111122223333:user/ana",
       "containerDefinitions": [
         {"name": "app", "image": "orders-api:v41", "command": ["serve"],
          "environment": [{"name": "DB_PASSWORD", "value": "hunter2"},
                          {"name": "LOG_LEVEL", "value": "info"}],
          "logConfiguration": {"logDriver": "awslogs", "options": {"awslogs-group": "orders"}}},
         {"name": "proxy", "image": "envoy:1"}],
       "tags": [{"key": "team", "value": "shop"}]}
      """;

  private static List<String> change(String from, String to) {
    assertThat(GOOD).contains(from);
    return DefinitionDifference.of(GOOD, GOOD.replace(from, to));
  }

  @Test
  void theSameDefinitionHasNoDifference() {
    assertThat(DefinitionDifference.of(GOOD, GOOD)).isEmpty();
  }

  @Test
  void whatEcsWritesItselfIsNoDifference() {
    assertThat(change("41, \"status\": \"ACTIVE\"", "42, \"status\": \"INACTIVE\"")).isEmpty();
    assertThat(change("user/ana", "role/pipeline")).isEmpty();
  }

  @Test
  void membersAreNamedByTheirWay() {
    assertThat(change("\"cpu\": \"512\"", "\"memory\": \"1024\"")).containsExactly("cpu", "memory");
    assertThat(change("orders-api:v41", "orders-api:v42"))
        .containsExactly("containerDefinitions.app.image");
    assertThat(change("[\"serve\"]", "[\"serve\", \"--password=hunter3\"]"))
        .containsExactly("containerDefinitions.app.command");
    assertThat(change("\"orders\"}}", "\"other\"}}"))
        .containsExactly("containerDefinitions.app.logConfiguration.options.awslogs-group");
    assertThat(change("\"proxy\"", "\"sidecar\""))
        .containsExactly("containerDefinitions.proxy", "containerDefinitions.sidecar");
    assertThat(change("\"value\": \"shop\"", "\"value\": \"web\"")).containsExactly("tags.team");
  }

  @Test
  void ofTheEnvironmentOnlyNamesAreSaid() {
    assertThat(change("hunter2", "correct horse"))
        .containsExactly("containerDefinitions.app.environment.DB_PASSWORD");
    assertThat(change("LOG_LEVEL", "LEVEL"))
        .containsExactly(
            "containerDefinitions.app.environment.LEVEL",
            "containerDefinitions.app.environment.LOG_LEVEL");
    assertThat(
            change(
                "\"environment\": [{\"name\": \"DB_PASSWORD\", \"value\": \"hunter2\"},",
                "\"environment\": ["))
        .containsExactly("containerDefinitions.app.environment.DB_PASSWORD");
  }

  @Test
  void whatIsNoJsonHasNoNames() {
    assertThat(DefinitionDifference.of(GOOD, "{")).isEmpty();
    assertThat(DefinitionDifference.of("", GOOD)).hasSizeLessThan(2);
  }
}
