package io.github.lastgood.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lastgood.Measures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.cloudwatchlogs.emf.config.EnvironmentConfigurationProvider;
import software.amazon.cloudwatchlogs.emf.environment.Environments;

/// What the functions publish, found out by letting them: everything that can be measured is
/// measured once in every way, and the lines that CloudWatch would read are read.
final class PublishedMetrics {

  /// A metric as CloudWatch knows it.
  ///
  /// @param dimensions their names
  record Published(String namespace, String name, Set<String> dimensions) {}

  private static final ObjectMapper JSON = new ObjectMapper();

  private PublishedMetrics() {}

  /// The metrics with their units.
  static Map<Published, String> all() {
    return lines().stream()
        .flatMap(line -> line.at("/_aws/CloudWatchMetrics").valueStream())
        .flatMap(PublishedMetrics::of)
        .distinct()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static Stream<Map.Entry<Published, String>> of(JsonNode directive) {
    String namespace = directive.get("Namespace").asText();
    return directive
        .get("Metrics")
        .valueStream()
        .flatMap(metric ->
            directive
                .get("Dimensions")
                .valueStream()
                .map(dimensions ->
                    Map.entry(
                        new Published(namespace, metric.get("Name").asText(), names(dimensions)),
                        metric.get("Unit").asText())));
  }

  private static Set<String> names(JsonNode dimensions) {
    return dimensions
        .valueStream()
        .map(JsonNode::asText)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<JsonNode> lines() {
    EnvironmentConfigurationProvider.getConfig().setEnvironmentOverride(Environments.Lambda);
    PrintStream out = System.out;
    var written = new ByteArrayOutputStream();
    System.setOut(new PrintStream(written, true, StandardCharsets.UTF_8));
    try {
      measureEverything();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    } finally {
      System.setOut(out);
    }
    return written
        .toString(StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.startsWith("{\"_aws\""))
        .map(PublishedMetrics::parse)
        .toList();
  }

  private static JsonNode parse(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void measureEverything() throws ReflectiveOperationException {
    var constructor =
        Class.forName("io.github.lastgood.handler.PowertoolsMeasures").getDeclaredConstructor();
    constructor.setAccessible(true);
    Object measures = constructor.newInstance();
    for (Method method : Measures.class.getMethods()) {
      method.setAccessible(true);
      for (Object[] arguments : EveryValue.ofParameters(method)) {
        method.invoke(measures, arguments);
      }
    }
  }
}
