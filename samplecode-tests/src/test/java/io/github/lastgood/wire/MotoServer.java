package io.github.lastgood.wire;

import java.io.File;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// moto's server, an AWS on this machine: `moto_server` where it is installed, else one that is
/// installed into `target/`.
///
/// @see <a href="https://docs.getmoto.org/en/latest/docs/server_mode.html">moto's server mode</a>
final class MotoServer implements AutoCloseable {

  private static final Path INSTALLED_HERE = Path.of("target", "moto");
  private static final Path LOG = Path.of("target", "moto.log");
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Process process;
  private final URI endpoint;

  private MotoServer(Process process, URI endpoint) {
    this.process = process;
    this.endpoint = endpoint;
  }

  /// Thrown when there is no moto and none can be installed; its message says why.
  static final class Absent extends Exception {
    private static final long serialVersionUID = 1L;

    Absent(String why) {
      super(why);
    }
  }

  static MotoServer start() throws Absent, IOException, InterruptedException {
    Optional<Path> found = onPath().or(MotoServer::installed);
    Path program = found.isPresent() ? found.get() : install();
    int port = Ports.free();
    var builder =
        new ProcessBuilder(program.toString(), "-H", "127.0.0.1", "-p", Integer.toString(port));
    builder.environment().put("MOTO_ACCOUNT_ID", Arns.ACCOUNT);
    // It would run a function that a custom resource names in a container, and fetch one for that.
    builder.environment().put("DOCKER_HOST", "unix:///nonexistent");
    builder.redirectErrorStream(true).redirectOutput(LOG.toFile());
    Process process = builder.start();
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(process::destroyForcibly));
    var moto = new MotoServer(process, URI.create("http://127.0.0.1:" + port));
    moto.awaitReady();
    return moto;
  }

  URI endpoint() {
    return endpoint;
  }

  /// Forgets everything that was created.
  void reset() throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(endpoint.resolve("/moto-api/reset"))
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    int status = http.send(request, BodyHandlers.discarding()).statusCode();
    if (status != 200) {
      throw new IllegalStateException("moto's reset answered " + status);
    }
  }

  private void awaitReady() throws IOException, InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(end) && process.isAlive()) {
      try {
        reset();
        return;
      } catch (ConnectException notYet) {
        Thread.sleep(Duration.ofMillis(50));
      }
    }
    process.destroyForcibly();
    throw new IllegalStateException("moto did not start:\n" + Files.readString(LOG));
  }

  private static Optional<Path> onPath() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .map(directory -> Path.of(directory, "moto_server"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static Optional<Path> installed() {
    Path program = INSTALLED_HERE.resolve("bin", "moto_server");
    return Files.isExecutable(program) ? Optional.of(program) : Optional.empty();
  }

  private static Path install() throws Absent, IOException, InterruptedException {
    String version = System.getProperty("moto.version", "");
    run(List.of("python3", "-m", "venv", INSTALLED_HERE.toString()));
    run(
        List.of(
            INSTALLED_HERE.resolve("bin", "python").toString(),
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "moto[server]==" + version));
    return installed().orElseThrow(() -> new Absent("moto was installed without moto_server"));
  }

  private static void run(List<String> command) throws Absent, IOException, InterruptedException {
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(LOG.toFile())
              .start();
    } catch (IOException e) {
      throw new Absent("moto_server is not installed, and there is no " + command.getFirst());
    }
    if (!process.waitFor(3, TimeUnit.MINUTES)) {
      process.destroyForcibly();
    }
    if (process.onExit().join().exitValue() != 0) {
      String why = Files.readString(LOG).lines().reduce("", (first, last) -> last);
      throw new Absent("moto_server is not installed, and installing it failed: " + why);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
