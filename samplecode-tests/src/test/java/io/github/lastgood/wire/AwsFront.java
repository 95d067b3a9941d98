package io.github.lastgood.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The one AWS endpoint that the functions know. Sends each call to whoever plays that part of AWS
/// and writes down what was called.
final class AwsFront implements AutoCloseable {

  static {
    // Without it every second answer on a connection waits 40 ms for the client's acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private static final Set<String> NOT_FORWARDED =
      Set.of("connection", "content-length", "expect", "host", "upgrade", "transfer-encoding");

  private final ConcurrentLinkedQueue<Call> calls = new ConcurrentLinkedQueue<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final EcsServices ecs = new EcsServices(this::taskDefinition);
  private final CodePipelines codePipelines = new CodePipelines();
  private final CodeDeployGroup codeDeploy = new CodeDeployGroup();
  private final InstanceRefreshes refreshes = new InstanceRefreshes();
  private final HttpServer server;
  private final URI dynamoDb;
  private final URI moto;
  private volatile Duration latency = Duration.ZERO;

  AwsFront(URI dynamoDb, URI moto) throws IOException {
    this.dynamoDb = dynamoDb;
    this.moto = moto;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  private record Reply(int status, String contentType, String body, String checksum) {}

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  EcsServices ecs() {
    return ecs;
  }

  CodePipelines codePipelines() {
    return codePipelines;
  }

  CodeDeployGroup codeDeploy() {
    return codeDeploy;
  }

  InstanceRefreshes refreshes() {
    return refreshes;
  }

  /// Every call since the last [#forget()].
  Calls calls() {
    return new Calls(List.copyOf(calls));
  }

  void forget() {
    calls.clear();
  }

  /// Makes every call take this much longer, so that calls made side by side overlap for certain.
  void slowDown(Duration by) {
    latency = by;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      long start = System.nanoTime();
      AwsOperation operation =
          AwsOperation.of(
              exchange.getRequestMethod(),
              exchange.getRequestURI().getPath(),
              exchange.getRequestHeaders(),
              body);
      Thread.sleep(latency);
      Reply reply = reply(exchange, operation, body);
      calls.add(
          new Call(
              operation.service(),
              operation.name(),
              operation.request(),
              reply.status(),
              start,
              System.nanoTime()));
      exchange.getResponseHeaders().set("Content-Type", reply.contentType());
      if (!reply.checksum().isEmpty()) {
        exchange.getResponseHeaders().set("x-amz-crc32", reply.checksum());
      }
      byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Reply reply(HttpExchange exchange, AwsOperation operation, byte[] body)
      throws IOException, InterruptedException {
    if (operation.service().equals("ecs") && EcsServices.OPERATIONS.contains(operation.name())) {
      return json(() -> ecs.answer(operation.name(), operation.request()));
    }
    if (operation.service().equals("codepipeline")
        && CodePipelines.OPERATIONS.contains(operation.name())) {
      return json(() -> codePipelines.answer(operation.name(), operation.request()));
    }
    if (operation.service().equals("codedeploy")) {
      return json(() -> codeDeploy.answer(operation.name(), operation.request()));
    }
    if (operation.service().equals("autoscaling")
        && InstanceRefreshes.OPERATIONS.contains(operation.name())) {
      return refreshes(operation);
    }
    if (operation.name().equals("GetChange")) {
      return xml(200, Route53Changes.inSync(operation.request().path("path").asText()));
    }
    return forward(operation.service().equals("dynamodb") ? dynamoDb : moto, exchange, body);
  }

  private Reply forward(URI backend, HttpExchange exchange, byte[] body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(backend.resolve(exchange.getRequestURI().toString()))
            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> {
          if (!NOT_FORWARDED.contains(name.toLowerCase(Locale.ROOT))) {
            values.forEach(value -> request.header(name, value));
          }
        });
    HttpResponse<String> response =
        http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    return new Reply(
        response.statusCode(),
        response.headers().firstValue("Content-Type").orElse("application/octet-stream"),
        response.body(),
        response.headers().firstValue("x-amz-crc32").orElse(""));
  }

  private Reply refreshes(AwsOperation operation) {
    try {
      return xml(200, refreshes.answer(operation.name(), operation.request()));
    } catch (AwsRefusal refusal) {
      return xml(
          400,
          "<ErrorResponse><Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error></ErrorResponse>"
              .formatted(refusal.type(), refusal.getMessage()));
    }
  }

  private static Reply xml(int status, String body) {
    return new Reply(status, "text/xml", body, "");
  }

  @FunctionalInterface
  private interface Answering {
    ObjectNode answer() throws AwsRefusal;
  }

  private static Reply json(Answering answering) {
    try {
      return json(200, answering.answer());
    } catch (AwsRefusal refusal) {
      return json(
          400, Json.object().put("__type", refusal.type()).put("message", refusal.getMessage()));
    }
  }

  private static Reply json(int status, ObjectNode body) {
    return new Reply(status, "application/x-amz-json-1.1", body.toString(), "");
  }

  private JsonNode taskDefinition(String familyRevisionOrArn) throws AwsRefusal {
    HttpRequest request =
        HttpRequest.newBuilder(moto)
            .header("Content-Type", "application/x-amz-json-1.1")
            .header("X-Amz-Target", "AmazonEC2ContainerServiceV20141113.DescribeTaskDefinition")
            .header(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=wire/20261102/%s/ecs/aws4_request"
                    .formatted(Arns.REGION))
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    Json.object().put("taskDefinition", familyRevisionOrArn).toString()))
            .build();
    try {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new AwsRefusal("ClientException", "Unable to describe task definition.");
      }
      return Json.read(response.body()).path("taskDefinition");
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    http.shutdownNow();
  }
}
