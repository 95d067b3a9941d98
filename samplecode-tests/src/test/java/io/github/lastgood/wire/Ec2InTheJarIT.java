package io.github.lastgood.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;

/// The jar leaves most of EC2's classes out; what the three operations reach must be in it.
class Ec2InTheJarIT {
  private static final Path JAR = Path.of("..", "functions", "target", "lastgood-functions.jar");
  private static final String EC2 = "software/amazon/awssdk/services/ec2/";
  private static final Pattern IN_DESCRIPTOR = Pattern.compile("L(" + EC2 + "[\\w/$]+);");
  private static final List<String> OPERATIONS =
      List.of("DescribeImages", "DescribeLaunchTemplateVersions", "CreateLaunchTemplateVersion");

  /// They name every operation; the verifier wants the requests only, see below.
  private static final Set<String> ENTRANCES =
      Set.of(
          EC2 + "Ec2Client",
          EC2 + "DefaultEc2Client",
          EC2 + "transform/CopySnapshotRequestMarshaller",
          EC2 + "model/CopySnapshotRequest",
          EC2 + "model/DescribeSpotFleetRequestHistoryRequest",
          EC2 + "model/RequestSpotFleetRequest");

  @Test
  void everyClassThatTheThreeOperationsReachIsInTheJar() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      assertThat(missing(jar)).isEmpty();
    }
  }

  @Test
  void theJarIsSmallEnoughToBeLoadedQuickly() {
    assertThat(JAR.toFile().length()).isLessThan(45_000_000);
  }

  /// In a process of its own, with nothing but the jar.
  @Test
  void theClientOfTheJarAnswers() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] answer =
              """
              <DescribeImagesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><imagesSet>
              <item><imageId>ami-0good000000000001</imageId><imageState>available</imageState></item>
              </imagesSet></DescribeImagesResponse>\
              """
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    try {
      assertThat(describeWithTheJar(server.getAddress().getPort()))
          .isEqualTo("ami-0good000000000001 available");
    } finally {
      server.stop(0);
    }
  }

  private static String describeWithTheJar(int port) throws Exception {
    var builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            JAR + ":" + Path.of("target", "test-classes"),
            Describer.class.getName());
    builder.environment().put("AWS_ENDPOINT_URL", "http://127.0.0.1:" + port);
    builder.environment().put("AWS_REGION", "eu-west-1");
    builder.environment().put("AWS_ACCESS_KEY_ID", "nobody");
    builder.environment().put("AWS_SECRET_ACCESS_KEY", "nothing");
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return said.lines().reduce((_, last) -> last).orElse("");
  }

  /// Runs in the other process.
  public static final class Describer {
    private Describer() {}

    public static void main(String... arguments) {
      try (Ec2Client ec2 = Ec2Client.create()) {
        ec2.describeImages(request -> request.imageIds("ami-0good000000000001"))
            .images()
            .forEach(image -> System.out.println(image.imageId() + " " + image.stateAsString()));
      }
    }
  }

  private static Set<String> missing(JarFile jar) {
    Set<String> seen = new TreeSet<>();
    Set<String> missing = new TreeSet<>();
    Deque<String> left = new ArrayDeque<>(starts(jar));
    while (!left.isEmpty()) {
      String name = left.poll();
      if (seen.add(name)) {
        if (jar.getEntry(name + ".class") == null) {
          missing.add(name);
        } else if (!ENTRANCES.contains(name)) {
          references(jar, name).forEach(left::add);
        }
      }
    }
    return missing;
  }

  private static List<String> starts(JarFile jar) {
    Stream<String> own =
        OPERATIONS.stream()
            .flatMap(name ->
                Stream.of(
                    EC2 + "model/" + name + "Request",
                    EC2 + "model/" + name + "Response",
                    EC2 + "transform/" + name + "RequestMarshaller"));
    // What the verifier asks for when the client is loaded.
    Stream<String> requests =
        references(jar, EC2 + "DefaultEc2Client")
            .filter(name -> name.endsWith("Request"))
            .filter(name -> jar.getEntry(name + ".class") == null);
    return Stream.concat(
            Stream.of(EC2 + "DefaultEc2ClientBuilder", EC2 + "model/Ec2Exception"),
            Stream.concat(own, requests))
        .toList();
  }

  private static Stream<String> references(JarFile jar, String name) {
    Stream.Builder<String> found = Stream.builder();
    try (InputStream in = jar.getInputStream(jar.getEntry(name + ".class"))) {
      for (var entry : ClassFile.of().parse(in.readAllBytes()).constantPool()) {
        switch (entry) {
          case ClassEntry each -> found.add(each.asInternalName().replaceAll("^\\[+L|;$", ""));
          case Utf8Entry each ->
              IN_DESCRIPTOR
                  .matcher(each.stringValue())
                  .results()
                  .forEach(match -> found.add(match.group(1)));
          default -> {}
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found.build().filter(each -> each.startsWith(EC2));
  }
}
