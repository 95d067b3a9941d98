package io.github.lastgood.wire;

import com.amazonaws.services.lambda.runtime.LambdaRuntimeInternal;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

/// AWS's Lambda runtime interface client: the program that Lambda starts for a Java function. It
/// runs on Linux only.
final class RuntimeClient {

  private static final String NATIVE_LIBRARY =
      "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

  private RuntimeClient() {}

  /// The command that runs a function, with the compiler settings that Lambda uses by default.
  ///
  /// @param handler `package.Class::method`
  static List<String> command(String handler) throws IOException {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx384m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "--enable-native-access=ALL-UNNAMED",
        "-D" + NATIVE_LIBRARY + "=" + nativeLibrary(),
        "-cp",
        classPath(),
        AWSLambda.class.getName(),
        handler);
  }

  /// The client and what it needs: the jars that hold these classes.
  private static String classPath() {
    return Stream.of(
            AWSLambda.class,
            LambdaRuntimeInternal.class,
            PojoSerializer.class,
            SdkInternalThreadLocal.class)
        .map(RuntimeClient::jarOf)
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String jarOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /// A copy of the client's native library. Left alone, every client unpacks it to the same file in
  /// `/tmp`, and JVMs that start side by side crash on a half-written one.
  private static Path nativeLibrary() throws IOException {
    String libc = Files.exists(Path.of("/etc/alpine-release")) ? "linux_musl" : "linux";
    String cpu = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
    String name = "/jni/libaws-lambda-jni.%s-%s.so".formatted(libc, cpu);
    Path copy = Files.createTempFile("lambda-runtime-client", ".so");
    copy.toFile().deleteOnExit();
    try (InputStream library = AWSLambda.class.getResourceAsStream(name)) {
      if (library == null) {
        throw new FileNotFoundException(name);
      }
      Files.copy(library, copy, StandardCopyOption.REPLACE_EXISTING);
    }
    return copy;
  }
}
