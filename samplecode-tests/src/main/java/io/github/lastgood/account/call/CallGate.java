package io.github.lastgood.account.call;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/// The one door into the simulated account: clients that went through [#around] write every call
/// into the journal and ask the hooks before and after it.
///
/// It works for any SDK client interface, so the ledger's real DynamoDB client can go through the
/// same door and a crash be placed between any two calls.
public final class CallGate {
  private final InstantSource clock;
  private final List<CallHook> hooks = new ArrayList<>();
  private final List<JournalEntry> journal = new ArrayList<>();
  private int calls;

  /// @param clock stamps the calls
  public CallGate(InstantSource clock) {
    this.clock = clock;
  }

  /// Adds a hook; hooks are asked in the order in which they were added.
  public void hook(CallHook hook) {
    hooks.add(hook);
  }

  /// Removes a hook added before.
  public void unhook(CallHook hook) {
    hooks.remove(hook);
  }

  /// Every call so far, oldest first.
  public List<JournalEntry> journal() {
    return Collections.unmodifiableList(journal);
  }

  /// The calls of one operation, oldest first.
  ///
  /// @param name as in IAM: `ecs:UpdateService`
  public List<Call> callsOf(String name) {
    return journal.stream()
        .map(JournalEntry::call)
        .filter(call -> call.name().equals(name))
        .toList();
  }

  /// A client that does what `client` does, through this gate.
  ///
  /// @param type the SDK's client interface
  /// @param service the service's name in [Call#service]
  public <C extends SdkClient> C around(Class<C> type, String service, C client) {
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          Object[] given = arguments == null ? new Object[0] : arguments;
          if (given.length == 1 && given[0] instanceof SdkRequest request && answers(method)) {
            return pass(service, request, () -> invoke(method, client, request));
          }
          // A convenience method, a paginator or a waiter: its own calls come back to this proxy.
          return method.isDefault() && !method.getName().startsWith("service")
              ? InvocationHandler.invokeDefault(proxy, method, given)
              : invoke(method, client, given);
        };
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private @Nullable Object pass(String service, SdkRequest request, Operation operation)
      throws Throwable {
    Call call = new Call(++calls, clock.instant(), service, operationOf(request), members(request));
    String outcome = JournalEntry.OK;
    try {
      hooks.forEach(hook -> hook.before(call));
      Object answer = operation.run();
      hooks.forEach(hook -> hook.after(call));
      return answer;
    } catch (Throwable thrown) {
      outcome = codeOf(thrown);
      throw thrown;
    } finally {
      journal.add(new JournalEntry(call, outcome));
    }
  }

  private static boolean answers(Method method) {
    return !method.getName().endsWith("Paginator");
  }

  private static @Nullable Object invoke(Method method, Object client, Object... arguments)
      throws Throwable {
    try {
      return method.invoke(client, arguments);
    } catch (InvocationTargetException e) {
      throw Optional.ofNullable(e.getCause()).orElse(e);
    }
  }

  private static String operationOf(SdkRequest request) {
    return request.getClass().getSimpleName().replaceFirst("Request$", "");
  }

  private static String codeOf(Throwable thrown) {
    return thrown instanceof AwsServiceException refused
        ? Optional.ofNullable(refused.awsErrorDetails())
            .map(AwsErrorDetails::errorCode)
            .orElse("unknown")
        : thrown.getClass().getSimpleName();
  }

  private static Map<String, Object> members(SdkPojo request) {
    Map<String, Object> members = new LinkedHashMap<>();
    for (SdkField<?> field : request.sdkFields()) {
      Object value = field.getValueOrDefault(request);
      if (value != null
          && !(value instanceof SdkAutoConstructList)
          && !(value instanceof SdkAutoConstructMap)) {
        members.put(lowerFirst(field.memberName()), value);
      }
    }
    return Collections.unmodifiableMap(members);
  }

  private static String lowerFirst(String name) {
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }

  private interface Operation {
    @Nullable Object run() throws Throwable;
  }
}
