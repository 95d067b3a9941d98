package io.github.lastgood.cdk;

import io.github.lastgood.cdk.rollback.CentralBus;
import io.github.lastgood.cdk.rollback.Dashboard;
import io.github.lastgood.cdk.rollback.FailureQueues;
import io.github.lastgood.cdk.rollback.Forwarding;
import io.github.lastgood.cdk.rollback.Functions;
import io.github.lastgood.cdk.rollback.HandlerFunction;
import io.github.lastgood.cdk.rollback.HookRole;
import io.github.lastgood.cdk.rollback.Invocations;
import io.github.lastgood.cdk.rollback.NotificationTopic;
import io.github.lastgood.cdk.rollback.OwnPermissions;
import io.github.lastgood.cdk.rollback.SelfAlarms;
import io.github.lastgood.cdk.targets.BadConfiguration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.sns.ITopic;
import software.constructs.Construct;

/// Lastgood itself: the functions, what invokes them, where their failures go, and who is told. One
/// for each account and region, because its functions have fixed names.
///
/// What it may roll back is said beside it, by any number of `RollbackTarget`s in any stacks.
public final class Lastgood extends Construct implements ILastgood {
  private final NotificationTopic topic;
  private final Functions functions;
  private final HookRole hookRole;

  private Lastgood(Builder settings, Path functionsJar) {
    super(settings.scope, settings.id);
    Ledger ledger = settings.ledger == null ? new Ledger(this, "Ledger") : settings.ledger;
    topic = new NotificationTopic(this, ledger.key(), Optional.ofNullable(settings.email));
    var failures = new FailureQueues(this);
    functions =
        new Functions(
            this,
            functionsJar,
            failures.failedInvocations(),
            ledger.table().getTableName(),
            topic.topicArn(),
            settings.eventBus,
            settings.snapStart);
    new OwnPermissions(ledger.table(), ledger.key(), topic.topicArn(), settings.eventBus)
        .grantTo(functions);
    var invocations = new Invocations(this, functions, failures.undeliveredEvents());
    var alarms = new SelfAlarms(this, functions, failures, invocations.tick(), topic.topic());
    if (settings.drills) {
      invocations.drills(functions.operator());
      alarms.drillMissed(functions.operator());
    }
    new Dashboard(this, functions, failures, invocations.tick(), alarms);
    if (settings.central != null) {
      new Forwarding(this, settings.eventBus, settings.central, failures.undeliveredEvents());
    }
    hookRole = new HookRole(this, functions.hook());
    keepExports();
  }

  /// The Lastgood that another app installed in this account and region.
  public static ILastgood fromInstalled(Construct scope, String id) {
    return new InstalledLastgood(scope, id);
  }

  /// What people hear, its own alarms included.
  public ITopic notificationTopic() {
    return topic.topic();
  }

  /// The functions.
  public Functions functions() {
    return functions;
  }

  /// Invoke it with a command.
  public String operatorFunctionName() {
    return functions.operator().functionName();
  }

  /// The role by which ECS invokes the lifecycle hook, `functions().hook()`.
  public String hookRoleArn() {
    return hookRole.arn();
  }

  @Override
  public String registrationToken() {
    return functions.registration().functionArn();
  }

  @Override
  public List<IRole> acting() {
    return roles(functions.acting());
  }

  @Override
  public List<IRole> reading() {
    return roles(functions.reading());
  }

  @Override
  public IRole hook() {
    return functions.hook().role();
  }

  /// What targets in other stacks import, exported whether there are any or not: without this,
  /// taking the last target out would take the exports away while its stack still holds on to them,
  /// and CloudFormation would refuse.
  private void keepExports() {
    Stack stack = Stack.of(this);
    functions.all().forEach(function -> stack.exportValue(function.role().getRoleName()));
    stack.exportValue(registrationToken());
    InstalledLastgood.export(this);
  }

  private static List<IRole> roles(List<HandlerFunction> functions) {
    return functions.stream().<IRole>map(HandlerFunction::role).toList();
  }

  /// Says how it is installed. `functionsJar` must be given, the rest has defaults.
  public static final class Builder {
    /// As EventBridge has it (API reference, `CreateEventBus`); what else there is would be a
    /// wildcard in the policy.
    private static final Pattern EVENT_BUS = Pattern.compile("[/.\\-_A-Za-z0-9]{1,256}");

    private final Construct scope;
    private final String id;
    private @Nullable Path functionsJar;
    private @Nullable Ledger ledger;
    private @Nullable String email;
    private String eventBus = "default";
    private @Nullable CentralBus central;
    private boolean drills = true;
    private boolean snapStart;

    private Builder(Construct scope, String id) {
      this.scope = scope;
      this.id = id;
    }

    /// Begins one.
    public static Builder create(Construct scope, String id) {
      return new Builder(scope, id);
    }

    /// Where `lastgood-functions.jar` is.
    public Builder functionsJar(Path jar) {
      functionsJar = jar;
      return this;
    }

    /// The ledger, which is best in a stack of its own; default: one that is made along.
    public Builder ledger(Ledger made) {
      ledger = made;
      return this;
    }

    /// Who gets the notices by e-mail; default: nobody. Others subscribe to the topic.
    public Builder email(String address) {
      email = address;
      return this;
    }

    /// Name of the bus that gets Lastgood's own events; default: `default`.
    public Builder eventBus(String name) {
      eventBus = name;
      return this;
    }

    /// The central bus that gets Lastgood's own events as well; default: none.
    public Builder forwardTo(CentralBus bus) {
      central = bus;
      return this;
    }

    /// Whether every target has a drill about once a week; default: true.
    public Builder drills(boolean weekly) {
      drills = weekly;
      return this;
    }

    /// Whether the alarm function starts from a snapshot of Lambda SnapStart; default: false.
    public Builder snapStart(boolean on) {
      snapStart = on;
      return this;
    }

    /// Adds it to the scope.
    ///
    /// @throws BadConfiguration when the jar was not given or is missing, or the bus has no name of
    ///   a bus
    public Lastgood build() {
      Path jar = functionsJar;
      if (jar == null) {
        throw new BadConfiguration(
            "Lastgood '%s': functionsJar is not given; say where lastgood-functions.jar is."
                .formatted(id));
      }
      if (!Files.isRegularFile(jar)) {
        throw new BadConfiguration(
            "the functions are not built (%s is missing); run 'mvn package' in Lastgood's root first."
                .formatted(jar));
      }
      if (!Token.isUnresolved(eventBus) && !EVENT_BUS.matcher(eventBus).matches()) {
        throw new BadConfiguration(
            "Lastgood '%s': eventBus '%s' is no name of an event bus; write the name, not the ARN, of exactly one."
                .formatted(id, eventBus));
      }
      return new Lastgood(this, jar);
    }
  }
}
