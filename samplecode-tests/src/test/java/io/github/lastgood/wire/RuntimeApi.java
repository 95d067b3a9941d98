package io.github.lastgood.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The Lambda Runtime API, version 2018-06-01, for one function: hands out invocations and takes
/// their results.
final class RuntimeApi implements AutoCloseable {

  /// How long the function may take, as the deadline header tells it.
  static final Duration FUNCTION_TIMEOUT = Duration.ofSeconds(30);

  private static final String ROOT = "/2018-06-01/runtime/";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final BlockingQueue<Invocation> waiting = new LinkedBlockingQueue<>();
  private final ConcurrentMap<String, Invocation> running = new ConcurrentHashMap<>();
  private final AtomicReference<@Nullable Result> reported = new AtomicReference<>();
  private final CompletableFuture<Outcome> initError = new CompletableFuture<>();
  private final CompletableFuture<Void> initialised = new CompletableFuture<>();
  private final CompletableFuture<Void> restored = new CompletableFuture<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;
  private final String functionArn;

  RuntimeApi(String functionArn) throws IOException {
    this.functionArn = functionArn;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(ROOT, this::handle);
    server.start();
  }

  /// Body of a result, and the error's type where it is one.
  ///
  /// @param errorType empty when the function returned
  record Outcome(String errorType, String body) {}

  private record Invocation(String id, String event, CompletableFuture<Outcome> outcome) {}

  private record Result(Invocation invocation, Outcome outcome) {}

  /// `host:port` for `AWS_LAMBDA_RUNTIME_API`.
  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /// Completes when the function could not be initialised.
  CompletableFuture<Outcome> initError() {
    return initError;
  }

  /// Completes when the function is ready for an event or, under SnapStart, for its snapshot.
  CompletableFuture<Void> initialised() {
    return initialised;
  }

  /// Lets a function go on whose snapshot was taken.
  void restore() {
    restored.complete(null);
  }

  /// Ends the invocation whose result was reported. Lambda takes it for over when the runtime asks
  /// for the next event, or exits: until then the function may still write to its log.
  void endReported() {
    Result result = reported.getAndSet(null);
    if (result != null) {
      result.invocation().outcome().complete(result.outcome());
    }
  }

  /// Queues an event for the function's next request.
  CompletableFuture<Outcome> offer(String event) {
    var invocation = new Invocation(UUID.randomUUID().toString(), event, new CompletableFuture<>());
    running.put(invocation.id(), invocation);
    waiting.add(invocation);
    return invocation.outcome();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath().substring(ROOT.length());
      byte[] body = exchange.getRequestBody().readAllBytes();
      String text = new String(body, StandardCharsets.UTF_8);
      String[] parts = path.split("/", -1);
      switch (parts[parts.length - 1]) {
        case "next" -> {
          initialised.complete(null);
          if (parts[0].equals("restore")) {
            restore(exchange);
          } else {
            next(exchange);
          }
        }
        case "response" -> finish(exchange, parts[1], new Outcome("", text));
        case "error" -> {
          if (parts[0].equals("init")) {
            initError.complete(failure(text));
            accept(exchange);
          } else {
            finish(exchange, parts[1], failure(text));
          }
        }
        default -> exchange.sendResponseHeaders(404, -1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void next(HttpExchange exchange) throws IOException, InterruptedException {
    endReported();
    Invocation invocation = waiting.take();
    var headers = exchange.getResponseHeaders();
    headers.set("Lambda-Runtime-Aws-Request-Id", invocation.id());
    headers.set("Lambda-Runtime-Invoked-Function-Arn", functionArn);
    headers.set("Lambda-Runtime-Trace-Id", "Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=0");
    headers.set(
        "Lambda-Runtime-Deadline-Ms",
        Long.toString(Instant.now().plus(FUNCTION_TIMEOUT).toEpochMilli()));
    headers.set("Content-Type", "application/json");
    byte[] event = invocation.event().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, event.length);
    exchange.getResponseBody().write(event);
  }

  private void restore(HttpExchange exchange) throws IOException {
    restored.join();
    exchange.sendResponseHeaders(200, -1);
  }

  private void finish(HttpExchange exchange, String id, Outcome outcome) throws IOException {
    Invocation invocation = running.remove(id);
    if (invocation != null) {
      reported.set(new Result(invocation, outcome));
    }
    accept(exchange);
  }

  private static void accept(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(202, -1);
  }

  private static Outcome failure(String body) {
    try {
      JsonNode error = JSON.readTree(body);
      return new Outcome(
          error.path("errorType").asText("Unknown"), error.path("errorMessage").asText(""));
    } catch (IOException e) {
      throw new UncheckedIOException("the runtime reported an error that is not JSON: " + body, e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
