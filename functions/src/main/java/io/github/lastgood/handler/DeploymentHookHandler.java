package io.github.lastgood.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lastgood.Gatekeeper.Asker;
import io.github.lastgood.Lastgood;
import io.github.lastgood.decision.Gate.Verdict;
import io.github.lastgood.target.TargetState;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;

/// An ECS lifecycle hook: refuses a revision that is known to be bad before its tasks are started,
/// and fails a shift of traffic while the target's alarm is red. Answers `{"hookStatus":
/// "SUCCEEDED"}` or `{"hookStatus": "FAILED"}`.
///
/// To ECS an error, a timeout and an answer without a status are all FAILED, and roll the
/// deployment back. So whatever goes wrong here (no ledger, no permission, an event of a new shape,
/// AWS too slow) the deployment goes on: trouble of Lastgood's is no fault of the revision's, and
/// the alarms are watched after the deployment as well.
///
/// Facts: ECS Developer Guide, "Lifecycle hooks for Amazon ECS service deployments".
public final class DeploymentHookHandler implements RequestStreamHandler {
  private static final Logger log = LoggerFactory.getLogger(DeploymentHookHandler.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  /// What is left for the answer when the judgement takes too long.
  private static final int SPARE_MILLIS = 3_000;

  private final Supplier<Lastgood> parts;

  /// For Lambda. The parts are wired at the first event: what is wrong with the environment must
  /// not end a deployment either.
  public DeploymentHookHandler() {
    this(new Once());
  }

  public DeploymentHookHandler(Lastgood lastgood) {
    this(() -> lastgood);
  }

  private DeploymentHookHandler(Supplier<Lastgood> parts) {
    this.parts = parts;
  }

  private static final class Once implements Supplier<Lastgood> {
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Lastgood wired;

    @Override
    public Lastgood get() {
      lock.lock();
      try {
        if (wired == null) {
          wired = Wiring.lastgood();
        }
        return wired;
      } finally {
        lock.unlock();
      }
    }
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    var event = input.readAllBytes();
    var status = PowertoolsLogging.withLogging(context, () -> status(event, context));
    JSON.writeValue(output, Map.of("hookStatus", status));
  }

  /// Catches whatever there is: see above.
  private String status(byte[] event, Context context) {
    try {
      var most = Math.max(SPARE_MILLIS, context.getRemainingTimeInMillis() - SPARE_MILLIS);
      return CompletableFuture.supplyAsync(() -> judge(event), Thread::startVirtualThread)
          .get(most, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return passAfter(e);
    } catch (Throwable e) {
      return passAfter(e);
    }
  }

  private static String passAfter(Throwable trouble) {
    log.error("The deployment goes on: the hook could not judge it", trouble);
    return "SUCCEEDED";
  }

  private String judge(byte[] event) {
    var hook = HookEvent.parse(event);
    if (hook.isRollback()) {
      log.info("{} takes traffic back; a rollback always passes", hook.serviceDeploymentArn());
      return "SUCCEEDED";
    }
    var refused =
        parts.get().ledger().targetsOfResource(hook.serviceArn()).stream()
            .flatMap(hint -> parts.get().ledger().state(hint.target()).stream())
            .map(state -> ask(state, hook))
            .anyMatch(verdict -> !verdict.passes());
    return refused ? "FAILED" : "SUCCEEDED";
  }

  private Verdict ask(TargetState state, HookEvent hook) {
    return parts
        .get()
        .gatekeeper()
        .ask(
            state,
            hook.deploymentId(),
            hook.serviceDeploymentArn(),
            hook.isShift(),
            new Asker(hook.executionId(), "hook " + hook.stage() + " of " + hook.deploymentId()));
  }
}
