package io.github.lastgood.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// The place to which a custom resource reports: a presigned S3 URL in AWS, which takes one `PUT`.
final class ResponseUrl implements AutoCloseable {

  private final List<JsonNode> reports = Collections.synchronizedList(new ArrayList<>());
  private final HttpServer server;

  ResponseUrl() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::take);
    server.start();
  }

  /// The event with this place instead of the one it names.
  Events in(Events event) {
    return new Events(event.text().replaceAll("(\"ResponseURL\": *\")[^\"]*", "$1" + address()));
  }

  /// This place.
  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/report");
  }

  /// What was reported so far.
  List<JsonNode> reports() {
    return List.copyOf(reports);
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      if (exchange.getRequestMethod().equals("PUT")) {
        reports.add(Json.read(new String(body, StandardCharsets.UTF_8)));
      }
      exchange.sendResponseHeaders(200, -1);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
