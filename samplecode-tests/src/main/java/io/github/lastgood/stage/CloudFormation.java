package io.github.lastgood.stage;

import com.amazonaws.services.lambda.runtime.events.CloudFormationCustomResourceEvent;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.lastgood.Lastgood;
import io.github.lastgood.handler.TargetRegistrationHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/// CloudFormation, as far as it asks for `Custom::LastgoodTarget`: it sends a request, and every
/// answer arrives.
public final class CloudFormation {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();
  private static final String FUNCTION = TargetRegistrationHandler.class.getSimpleName();

  private final TargetRegistrationHandler handler;

  public CloudFormation(Lastgood lastgood) {
    this.handler = new TargetRegistrationHandler(lastgood, new Listening(), Duration.ofSeconds(1));
  }

  /// Sends a request.
  ///
  /// @throws IllegalStateException when the answer is not `SUCCESS`
  public void send(JsonNode request) {
    var answer =
        handler.handleRequest(
            JSON.convertValue(request, CloudFormationCustomResourceEvent.class),
            new Invocation("registration", FUNCTION));
    if (!"SUCCESS".equals(answer.getStatus().name())) {
      throw new IllegalStateException(request + ": " + answer);
    }
  }

  /// Sends a file of `events/cloudformation/`, without its ending.
  public void send(String file) {
    try {
      send(JSON.readTree(Stage.event("cloudformation/" + file + ".json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Listening implements SdkHttpClient {
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
