package io.github.lastgood.wire;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One Lambda function in a JVM of its own, under the runtime interface client that AWS runs it
/// with. As in Lambda, the JVM's class path holds the runtime only; the function's code is loaded
/// from the task root by the runtime's own class loader.
///
/// Used by one thread at a time, as one execution environment is.
public final class LambdaRuntime implements AutoCloseable {

  private static final Duration PATIENCE = RuntimeApi.FUNCTION_TIMEOUT.plusSeconds(30);

  private final RuntimeApi api;
  private final Process process;
  private final Path log;

  private LambdaRuntime(RuntimeApi api, Process process, Path log) {
    this.api = api;
    this.process = process;
    this.log = log;
  }

  /// Starts a function; returns before it is initialised.
  ///
  /// @param name the function's name
  /// @param handler `package.Class::method`
  /// @param taskRoot directory with the function's code: classes, and jars under `lib/`
  /// @param environment what the function's configuration adds to Lambda's own variables
  public static LambdaRuntime start(
      String name, String handler, Path taskRoot, Map<String, String> environment)
      throws IOException {
    Path log = Files.createTempFile(name, ".log");
    var api = new RuntimeApi("arn:aws:lambda:eu-west-1:111122223333:function:" + name);
    var builder = new ProcessBuilder(RuntimeClient.command(handler));
    Map<String, String> variables = builder.environment();
    String path = variables.getOrDefault("PATH", "");
    variables.clear();
    variables.put("PATH", path);
    variables.putAll(reserved(name, handler, taskRoot, api.address()));
    variables.putAll(environment);
    builder.directory(taskRoot.toFile()).redirectErrorStream(true).redirectOutput(log.toFile());
    return new LambdaRuntime(api, builder.start(), log);
  }

  /// Starts a function as Lambda does under SnapStart. The hooks of the function run; the snapshot
  /// itself is left out, and the function waits in its place until [#restore()].
  public static LambdaRuntime startForSnapshot(
      String name, String handler, Path taskRoot, Map<String, String> environment)
      throws IOException {
    Map<String, String> snapStart = new HashMap<>(environment);
    snapStart.put("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
    snapStart.put("JAVA_TOOL_OPTIONS", "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac");
    return start(name, handler, taskRoot, snapStart);
  }

  /// Waits until the function is initialised: ready for an event or for its snapshot.
  public LambdaRuntime initialised() throws IOException, InterruptedException {
    try {
      api.initialised().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      return this;
    } catch (TimeoutException | ExecutionException e) {
      throw new AssertionError("not initialised in " + PATIENCE + "\n" + linesFrom(0), e);
    }
  }

  /// Lets a function go on whose snapshot was taken.
  public void restore() {
    api.restore();
  }

  /// What its process has used since it was started.
  Footprint footprint() throws IOException {
    return Footprint.of(process);
  }

  /// Invokes the function and waits for its answer.
  public Answer invoke(String event) throws IOException, InterruptedException {
    long logged = Files.size(log);
    CompletableFuture<RuntimeApi.Outcome> outcome = api.offer(event);
    CompletableFuture<RuntimeApi.Outcome> ended = process.onExit().thenApply(this::exited);
    try {
      Object first =
          CompletableFuture.anyOf(outcome, api.initError(), ended)
              .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      return answer((RuntimeApi.Outcome) first, logged);
    } catch (TimeoutException | ExecutionException e) {
      throw new AssertionError("no answer in " + PATIENCE + "\n" + linesFrom(0), e);
    }
  }

  private RuntimeApi.Outcome exited(Process exited) {
    api.endReported();
    return new RuntimeApi.Outcome("Runtime.ExitError", "exit " + exited.exitValue());
  }

  private Answer answer(RuntimeApi.Outcome outcome, long logged) throws IOException {
    List<String> logs = linesFrom(process.isAlive() ? logged : 0);
    return outcome.errorType().isEmpty()
        ? new Answer.Returned(outcome.body(), logs)
        : new Answer.Failed(outcome.errorType(), outcome.body(), logs);
  }

  private List<String> linesFrom(long offset) throws IOException {
    byte[] bytes = Files.readAllBytes(log);
    int start = Math.toIntExact(offset);
    return new String(bytes, start, bytes.length - start, StandardCharsets.UTF_8).lines().toList();
  }

  /// What Lambda itself sets; see "Defined runtime environment variables" in its developer guide.
  private static Map<String, String> reserved(
      String name, String handler, Path taskRoot, String api) {
    return Map.ofEntries(
        Map.entry("AWS_LAMBDA_RUNTIME_API", api),
        Map.entry("_HANDLER", handler),
        Map.entry("LAMBDA_TASK_ROOT", taskRoot.toString()),
        Map.entry("AWS_LAMBDA_FUNCTION_NAME", name),
        Map.entry("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST"),
        Map.entry("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1024"),
        Map.entry("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + name),
        Map.entry("AWS_LAMBDA_LOG_STREAM_NAME", "2026/11/02/[$LATEST]0123456789abcdef"),
        Map.entry("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand"),
        Map.entry("AWS_EXECUTION_ENV", "AWS_Lambda_java25"),
        Map.entry("AWS_REGION", "eu-west-1"),
        Map.entry("AWS_DEFAULT_REGION", "eu-west-1"),
        Map.entry("AWS_ACCESS_KEY_ID", "wire"),
        Map.entry("AWS_SECRET_ACCESS_KEY", "wire"),
        Map.entry("AWS_SESSION_TOKEN", "wire"),
        Map.entry("TZ", ":UTC"));
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly().onExit().join();
    api.close();
    Files.deleteIfExists(log);
  }
}
