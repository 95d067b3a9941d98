package io.github.lastgood.cdk;

import static io.github.lastgood.cdk.Samples.alarm;
import static io.github.lastgood.cdk.Samples.props;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.ecr.Repository;
import software.amazon.awscdk.services.ecs.Cluster;
import software.amazon.awscdk.services.ecs.ContainerDefinitionOptions;
import software.amazon.awscdk.services.ecs.ContainerImage;
import software.amazon.awscdk.services.ecs.FargateService;
import software.amazon.awscdk.services.ecs.FargateTaskDefinition;

/// Many services, whose names are not known before the deployment, in one stack.
final class PackingTest {
  private static final String STACK = "PaymentsAndInvoicesProduction";
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{(\\w+)(\\.Arn)?[^}]*}(\\[\\d])?");

  private static final Template TEMPLATE = Template.of(stack());

  private static Stack stack() {
    var app = new App();
    Lastgood lastgood = Samples.lastgood(app);
    var stack = new Stack(app, STACK);
    Alarm alarm = alarm(stack, "Alarm");
    var cluster = new Cluster(stack, "Cluster");
    for (int i = 0; i < 12; i++) {
      var task = new FargateTaskDefinition(stack, "Task" + i);
      task.addContainer(
          "Api",
          ContainerDefinitionOptions.builder()
              .image(ContainerImage.fromEcrRepository(new Repository(stack, "Images" + i)))
              .build());
      var service =
          FargateService.Builder.create(stack, "Orders" + i)
              .cluster(cluster)
              .taskDefinition(task)
              .build();
      RollbackTarget.forEcsService(stack, "orders-" + i, lastgood, service, props(alarm));
    }
    return stack;
  }

  @Test
  void aPolicyFitsWithTheNamesThatCloudFormationMakesUp() {
    assertThat(TEMPLATE.all("AWS::IAM::ManagedPolicy").values())
        .allSatisfy(policy -> assertThat(deployed(policy).length()).isLessThan(6_144));
  }

  @Test
  void thePoliciesAreFilledBeforeAnotherOneIsMade() {
    assertThat(TEMPLATE.all("AWS::IAM::ManagedPolicy")).hasSizeBetween(3 * 3, 3 * 6);
    assertThat(deployed(first()).length()).isGreaterThan(3_500);
  }

  @Test
  void theTargetsOfAPolicyShareTheirStatements() {
    assertThat(first().at("/PolicyDocument/Statement").toString())
        .containsOnlyOnce("\"ecs:StopServiceDeployment\"");
  }

  private static JsonNode first() {
    return TEMPLATE.all("AWS::IAM::ManagedPolicy").entrySet().stream()
        .filter(each -> each.getKey().startsWith("LastgoodGrantsAct1"))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow();
  }

  /// With the names as they will be: the stack's, the logical id and 13 characters.
  private static String deployed(JsonNode policy) {
    return REFERENCE
        .matcher(policy.get("PolicyDocument").toString())
        .replaceAll(reference -> {
          String name = STACK + "-" + reference.group(1) + "-1234567890ABC";
          if (reference.group(3) != null) {
            return "111122223333"; // a part of an ARN
          }
          return reference.group(2) == null ? name : "arn:aws:iam::111122223333:role/" + name;
        });
  }
}
