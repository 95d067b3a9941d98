package io.github.lastgood.wire;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Starts a world of servers once and hands it to every test that wants it. Where moto or Linux is
/// missing the tests are skipped and say why; where the environment variable `CI` is `true` they
/// fail instead.
///
/// @param <W> the world
abstract class WorldExtension<W extends Closeable>
    implements ExecutionCondition, ParameterResolver {

  private final Class<W> type;

  WorldExtension(Class<W> type) {
    this.type = type;
  }

  abstract W start() throws MotoServer.Absent, IOException, InterruptedException;

  private record Attempt(Optional<Closeable> world, String obstacle) implements Closeable {
    @Override
    public void close() throws IOException {
      if (world.isPresent()) {
        world.get().close();
      }
    }
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    Attempt attempt = attempt(context);
    if (attempt.world().isPresent()) {
      return ConditionEvaluationResult.enabled("the servers run");
    }
    String message = "The wire tests cannot run: " + attempt.obstacle();
    if ("true".equals(System.getenv("CI"))) {
      throw new AssertionError(message);
    }
    System.out.println("SKIPPED " + context.getDisplayName() + ": " + message);
    return ConditionEvaluationResult.disabled(message);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType().equals(type);
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return world(context);
  }

  W world(ExtensionContext context) {
    return type.cast(attempt(context).world().orElseThrow());
  }

  private Attempt attempt(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(type))
        .computeIfAbsent(type, key -> attempt(), Attempt.class);
  }

  private Attempt attempt() {
    if (!OS.LINUX.isCurrentOs()) {
      return new Attempt(Optional.empty(), "AWS's runtime interface client needs Linux");
    }
    try {
      return new Attempt(Optional.of(start()), "");
    } catch (MotoServer.Absent absent) {
      return new Attempt(Optional.empty(), String.valueOf(absent.getMessage()));
    } catch (IOException e) {
      throw new IllegalStateException("the wire tests' servers did not start", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
