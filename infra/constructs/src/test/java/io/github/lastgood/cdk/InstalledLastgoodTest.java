package io.github.lastgood.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lastgood.example.OrdersStack;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;

/// A target in an app of its own, registered with a Lastgood that another app installed.
final class InstalledLastgoodTest {
  private final App installing = new App();
  private final Template installed = Template.of(Stack.of(Samples.lastgood(installing)));
  private final Template orders = orders();

  private static Template orders() {
    var stack = new Stack(new App(), "Base");
    Samples.alarm(stack, "Alarm"); // a stack is not empty
    return Template.of(new OrdersStack(stack, "Orders", Lastgood.fromInstalled(stack, "Lastgood")));
  }

  @Test
  void whatIsImportedIsExported() {
    List<String> exported =
        installed
            .json()
            .get("Outputs")
            .valueStream()
            .map(output -> output.at("/Export/Name").asText())
            .toList();
    Stream<String> imported =
        orders.all("AWS::IAM::ManagedPolicy").values().stream()
            .flatMap(policy -> Template.texts(policy.get("Roles")).stream())
            .map(role -> role.substring("${".length(), role.length() - 1));
    assertThat(imported.toList())
        .containsExactlyInAnyOrder(
            "lastgood-alarm-role",
            "lastgood-deployment-role",
            "lastgood-operator-role",
            "lastgood-pipeline-role",
            "lastgood-registration-role",
            "lastgood-hook-role")
        .isSubsetOf(exported);
    assertThat(orders.only("Custom::LastgoodTarget").get("ServiceToken").asText())
        .isEqualTo("${lastgood-registration-token}");
    assertThat(exported).contains("lastgood-registration-token");
  }

  @Test
  void anExportIsWhatItsNameSays() {
    assertThat(output("lastgood-operator-role")).contains("OperatorHandlerRole");
    assertThat(output("lastgood-registration-token"))
        .contains("TargetRegistrationHandlerFunction", ".Arn");
  }

  private String output(String export) {
    return installed
        .json()
        .get("Outputs")
        .valueStream()
        .filter(output -> output.at("/Export/Name").asText().equals(export))
        .map((JsonNode output) -> output.get("Value").asText())
        .findFirst()
        .orElseThrow();
  }
}
