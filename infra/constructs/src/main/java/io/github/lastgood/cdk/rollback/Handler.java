package io.github.lastgood.cdk.rollback;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// The handler classes of the functions' jar, and the size each of them needs.
///
/// At 1769 MB a function has one whole vCPU, and a cold Java start is bound by it
/// (`docs/choices.md` has the measurement); the two that answer to an outage get that, and the hook
/// that a deployment waits for. The others can take a second longer. A run makes a dozen calls at
/// most and nothing waits inside a function, so 30 s mean that AWS itself is in trouble: the retry,
/// or the next tick, goes on from the ledger. It must stay below the 45 s for which a handler that
/// claimed a rollback works on it alone (`Conclusion.LEASE`).
public enum Handler {
  ALARM("AlarmHandler", 1769, Duration.ofSeconds(30)),
  DEPLOYMENT("DeploymentHandler", 1769, Duration.ofSeconds(30)),
  OPERATOR("OperatorHandler", 1024, Duration.ofSeconds(30)),
  /// ECS waits for it at every stage it is attached to.
  HOOK("DeploymentHookHandler", 1769, Duration.ofSeconds(30)),
  PIPELINE("PipelineHandler", 1024, Duration.ofSeconds(30)),
  /// Permissions that were granted a moment ago take seconds to reach every part of AWS: it has the
  /// time to look again.
  REGISTRATION("TargetRegistrationHandler", 1024, Duration.ofMinutes(3));

  /// Those that may roll back.
  public static final List<Handler> ACTING = List.of(ALARM, DEPLOYMENT, OPERATOR, PIPELINE);

  /// Those that only look at targets, of whatever kind. The hook is asked about ECS services alone.
  public static final List<Handler> READING = List.of(REGISTRATION);

  private final String simpleName;
  private final int memoryMegabytes;
  private final Duration timeout;

  Handler(String simpleName, int memoryMegabytes, Duration timeout) {
    this.simpleName = simpleName;
    this.memoryMegabytes = memoryMegabytes;
    this.timeout = timeout;
  }

  /// Name of the class; also the function's id in the stack.
  String simpleName() {
    return simpleName;
  }

  /// Fixed, because people write it into alarms, scripts and pipelines.
  public String functionName() {
    return "lastgood-" + name().toLowerCase(Locale.ROOT);
  }

  String entryPoint() {
    return "io.github.lastgood.handler." + simpleName + "::handleRequest";
  }

  int memoryMegabytes() {
    return memoryMegabytes;
  }

  Duration timeout() {
    return timeout;
  }
}
