package io.github.lastgood.permission;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lastgood.account.Billing;
import io.github.lastgood.account.Fleet;
import io.github.lastgood.account.Shop;
import io.github.lastgood.account.World;
import io.github.lastgood.handler.TargetRegistrationHandler;
import io.github.lastgood.stage.CloudFormation;
import io.github.lastgood.stage.Stage;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.codepipeline.model.PipelineType;

/// CloudFormation registers a target of every kind and deletes it again.
final class Registrations {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FUNCTION = TargetRegistrationHandler.class.getSimpleName();

  private static final List<String> FILES =
      List.of(
          "register-pipeline-rollback-stage.json",
          "register-code-deploy.json",
          "register-auto-scaling-group.json",
          "register-alb-split.json",
          "register-route53-split.json");

  private Registrations() {}

  /// Adds what is asked meanwhile to a recording.
  static void addTo(Recording recording) throws IOException {
    var world = World.create();
    Billing.onEcs(world, Duration.ofMinutes(1));
    Fleet.in(world);
    Shop.in(world);
    world
        .account()
        .codePipeline()
        .create("shop-pipeline", PipelineType.V2, List.of("Source", "Build", "Prod"));
    try (var stage = new Stage(world)) {
      var cloudFormation = new CloudFormation(stage.lastgood());
      for (var file : FILES) {
        send(cloudFormation, Stage.event("operator/" + file));
      }
      send(
          cloudFormation,
          Stage.event("operator/register-alb-split.json")
              .replace("\"shop-front\"", "\"shop-default\"")
              .replaceAll(
                  "listener-rule/[^\"]*",
                  Shop.LISTENER.substring(Shop.LISTENER.indexOf("listener/"))));
      recording.add("registration", FUNCTION, stage);
    }
  }

  private static void send(CloudFormation cloudFormation, String command) throws IOException {
    var target = JSON.readTree(command).path("target");
    for (var type : List.of("create", "delete")) {
      var request = (ObjectNode) JSON.readTree(Stage.event("cloudformation/" + type + ".json"));
      request.set("ResourceProperties", target);
      request.put("PhysicalResourceId", target.path("name").asText());
      cloudFormation.send(request);
    }
  }
}
