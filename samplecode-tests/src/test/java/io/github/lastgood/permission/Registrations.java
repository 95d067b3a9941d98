package io.github.lastgood.permission;

import com.amazonaws.services.lambda.runtime.events.CloudFormationCustomResourceEvent;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lastgood.account.Billing;
import io.github.lastgood.account.Fleet;
import io.github.lastgood.account.Shop;
import io.github.lastgood.account.World;
import io.github.lastgood.handler.TargetRegistrationHandler;
import io.github.lastgood.stage.Invocation;
import io.github.lastgood.stage.Stage;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.codepipeline.model.PipelineType;

/// CloudFormation registers a target of every kind and deletes it again.
final class Registrations {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();
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
      var handler =
          new TargetRegistrationHandler(stage.lastgood(), new Deaf(), Duration.ofSeconds(1));
      for (var file : FILES) {
        send(handler, Stage.event("operator/" + file));
      }
      send(
          handler,
          Stage.event("operator/register-alb-split.json")
              .replace("\"shop-front\"", "\"shop-default\"")
              .replaceAll(
                  "listener-rule/[^\"]*",
                  Shop.LISTENER.substring(Shop.LISTENER.indexOf("listener/"))));
      recording.add("registration", FUNCTION, stage);
    }
  }

  private static void send(TargetRegistrationHandler handler, String command) throws IOException {
    var target = JSON.readTree(command).path("target");
    for (var type : List.of("create", "delete")) {
      var event = (ObjectNode) JSON.readTree(Stage.event("cloudformation/" + type + ".json"));
      event.set("ResourceProperties", target);
      event.put("PhysicalResourceId", target.path("name").asText());
      var answer =
          handler.handleRequest(
              JSON.convertValue(event, CloudFormationCustomResourceEvent.class),
              new Invocation("registration", FUNCTION));
      if (!"SUCCESS".equals(answer.getStatus().name())) {
        throw new IllegalStateException(target + ": " + answer);
      }
    }
  }

  /// CloudFormation, which takes every answer.
  private static final class Deaf implements SdkHttpClient {
    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      return new ExecutableHttpRequest() {
        @Override
        public HttpExecuteResponse call() {
          return HttpExecuteResponse.builder()
              .response(SdkHttpResponse.builder().statusCode(200).build())
              .build();
        }

        @Override
        public void abort() {}
      };
    }

    @Override
    public void close() {}
  }
}
