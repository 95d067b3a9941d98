package io.github.lastgood.wire;

import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Hands every wire test the same [WireWorld], reset. Where moto or Linux is missing the tests are
/// skipped and say why; where the environment variable `CI` is `true` they fail instead.
final class WireExtension implements ExecutionCondition, BeforeEachCallback, ParameterResolver {

  private record Attempt(Optional<WireWorld> world, String obstacle) implements AutoCloseable {
    static Attempt start() {
      if (!OS.LINUX.isCurrentOs()) {
        return new Attempt(Optional.empty(), "AWS's runtime interface client needs Linux");
      }
      try {
        return new Attempt(Optional.of(WireWorld.start()), "");
      } catch (MotoServer.Absent absent) {
        return new Attempt(Optional.empty(), String.valueOf(absent.getMessage()));
      } catch (IOException e) {
        throw new IllegalStateException("the wire tests' servers did not start", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }

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
  public void beforeEach(ExtensionContext context) throws Exception {
    world(context).reset();
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType().equals(WireWorld.class);
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return world(context);
  }

  private static WireWorld world(ExtensionContext context) {
    return attempt(context).world().orElseThrow();
  }

  private static Attempt attempt(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(WireExtension.class))
        .computeIfAbsent(WireWorld.class, key -> Attempt.start(), Attempt.class);
  }
}
