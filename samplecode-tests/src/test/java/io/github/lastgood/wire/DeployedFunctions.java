package io.github.lastgood.wire;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;

/// The functions that a stack made, each started as it is configured: its code from S3, its handler
/// and its environment. moto knows them and does not run them.
final class DeployedFunctions implements AutoCloseable {

  private static final String RUNTIME = "java25";

  /// By configuration: a function that was updated since starts anew, as in AWS.
  private final Map<FunctionConfiguration, LambdaRuntime> running = new HashMap<>();

  private final LambdaClient lambda;
  private final AssetBucket assets;
  private final URI aws;
  private final Path directory;

  /// @param aws the endpoint that the functions call
  /// @param directory for their code
  DeployedFunctions(URI moto, AssetBucket assets, URI aws, Path directory) {
    lambda = AwsClients.at(moto, LambdaClient.builder());
    this.assets = assets;
    this.aws = aws;
    this.directory = directory;
  }

  /// Invokes a function, which is started when it has not been before.
  ///
  /// @param nameOrArn its name or ARN
  Answer invoke(String nameOrArn, String event) throws IOException, InterruptedException {
    GetFunctionResponse function = lambda.getFunction(request -> request.functionName(nameOrArn));
    LambdaRuntime runtime = running.get(function.configuration());
    if (runtime == null) {
      runtime = start(function);
      running.put(function.configuration(), runtime);
    }
    return runtime.invoke(event);
  }

  /// As Lambda tells it.
  FunctionConfiguration configuration(String nameOrArn) {
    return lambda.getFunction(request -> request.functionName(nameOrArn)).configuration();
  }

  private LambdaRuntime start(GetFunctionResponse function) throws IOException {
    FunctionConfiguration configuration = function.configuration();
    if (!configuration.runtimeAsString().equals(RUNTIME)) {
      throw new AssertionError(
          configuration.functionName()
              + " wants another runtime than "
              + RUNTIME
              + ": "
              + configuration.runtimeAsString());
    }
    Map<String, String> environment = new HashMap<>(configuration.environment().variables());
    environment.put("AWS_ENDPOINT_URL", aws.toString());
    environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", configuration.memorySize().toString());
    return LambdaRuntime.start(
        configuration.functionName(), configuration.handler(), taskRoot(function), environment);
  }

  /// The code, which is checked against what Lambda says of it.
  private Path taskRoot(GetFunctionResponse function) throws IOException {
    String digest = function.configuration().codeSha256();
    Path root = directory.resolve(digest.replaceAll("\\W", "_"));
    Path jar = root.resolve("lib").resolve("function.jar");
    if (!Files.exists(jar)) {
      Files.createDirectories(jar.getParent());
      assets.download(Arns.lastSegment(function.code().location()), jar);
    }
    if (!sha256(jar).equals(digest)) {
      throw new AssertionError("the code in S3 is not that of " + function.configuration());
    }
    return root;
  }

  private static String sha256(Path file) throws IOException {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public void close() throws IOException {
    for (LambdaRuntime runtime : running.values()) {
      runtime.close();
    }
    lambda.close();
  }
}
