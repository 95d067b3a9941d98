package io.github.lastgood.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.lastgood.Answer;
import io.github.lastgood.Lastgood;
import io.github.lastgood.Refusal;
import io.github.lastgood.Refusal.Code;
import io.github.lastgood.Shifter;
import io.github.lastgood.ledger.Hint;
import io.github.lastgood.signal.Signal.Order;
import io.github.lastgood.target.Resource;
import io.github.lastgood.target.Revision;
import io.github.lastgood.target.Split;
import io.github.lastgood.target.TargetState;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Takes orders from people and pipelines: one JSON object each, such as `{"command": "rollback",
/// "target": "orders-api", "by": "ana", "reason": "wrong prices"}`.
public final class OperatorHandler extends JsonFunction {
  private static final String COMMANDS =
      "register, unregister, rollback, plan, approve, reject, status, history, drill, replay,"
          + " mark-good, mark-bad, pardon, record, shift, freeze, unfreeze";
  private static final Pattern REVISION = Pattern.compile("[A-Za-z0-9_-]{1,255}:[1-9]\\d*");
  private static final Pattern ARN =
      Pattern.compile("arn:[^:]+:ecs:[^:]+:\\d{12}:task-definition/" + REVISION.pattern());

  /// For Lambda.
  public OperatorHandler() {
    this(Wiring.lastgood());
  }

  public OperatorHandler(Lastgood lastgood) {
    super(lastgood);
  }

  @Override
  Object handle(JsonNode event, Context context) {
    var command = Fields.of(event, "command");
    correlate(context.getAwsRequestId());
    return switch (command.required("command")) {
      case "register" -> register(command);
      case "unregister" -> unregister(command);
      case "rollback" -> rollback(command, context);
      case "plan" -> plan(command, context);
      case "approve" -> approve(command, context);
      case "reject" -> reject(command);
      case "status" -> status(command);
      case "drill" -> drill(command);
      case "replay" -> replay(command);
      case "history" -> history(command);
      case "mark-good" -> markGood(command);
      case "mark-bad" -> markBad(command);
      case "pardon" -> pardon(command);
      case "record" -> record(command);
      case "shift" -> shift(command);
      case "freeze" -> freeze(command);
      case "unfreeze" -> unfreeze(command);
      default ->
          throw new Refusal(
              Code.UNKNOWN_COMMAND, "The command is unknown; write one of " + COMMANDS + ".");
    };
  }

  private Object register(Fields command) {
    command.only(Set.of("command", "target", "by", "reason"));
    return looked(lastgood.registration().register(TargetForm.read(command.object("target"))));
  }

  private Object unregister(Fields command) {
    var state = ordered(command, Set.of());
    lastgood.desk().unregister(state);
    return Map.of(
        "unregistered",
        state.name(),
        "message",
        state.name() + " is no longer watched; its history stays until it expires.");
  }

  private Object rollback(Fields command, Context context) {
    var state = ordered(command, Set.of("to", "force"));
    return orGone(
        lastgood.pipeline().handle(Hint.of(state), order(command, state, context)), state);
  }

  private Object plan(Fields command, Context context) {
    command.only(Set.of("command", "target", "by", "reason", "to", "force"));
    var state = target(command);
    return orGone(lastgood.pipeline().plan(Hint.of(state), order(command, state, context)), state);
  }

  /// A yes is the order to go where the question said. Saying it twice equals saying it once.
  private Object approve(Fields command, Context context) {
    var state = ordered(command, Set.of());
    var open = state.rollback();
    var to = open == null ? lastgood.desk().approvable(state) : open.to();
    var order =
        new Order(
            context.getAwsRequestId(),
            lastgood.clock().instant(),
            command.required("by"),
            command.required("reason"),
            to.id(),
            false);
    return orGone(lastgood.pipeline().handle(Hint.of(state), order), state);
  }

  private Object reject(Fields command) {
    var state = ordered(command, Set.of());
    return view(lastgood.desk().reject(state, command.required("by"), command.required("reason")));
  }

  private Object record(Fields command) {
    var state = ordered(command, Set.of("revision", "barrier"));
    if (!command.has("barrier")) {
      throw command.missing("barrier");
    }
    var revision = judged(state, command);
    return view(
        lastgood
            .desk()
            .record(
                state,
                revision,
                command.flag("barrier"),
                command.required("by"),
                command.required("reason")));
  }

  private static Answer orGone(Optional<Answer> answer, TargetState state) {
    return answer.orElseThrow(
        () -> new Refusal(Code.UNKNOWN_TARGET, state.name() + " was unregistered meanwhile."));
  }

  private Order order(Fields command, TargetState state, Context context) {
    return new Order(
        context.getAwsRequestId(),
        lastgood.clock().instant(),
        command.text("by").orElse("nobody named"),
        command.text("reason").orElse(""),
        command
            .text("to")
            .map(to -> KnownRevisions.ofItsKind(state, revision(state, "to", to)))
            .orElse(null),
        command.flag("force"));
  }

  private Object status(Fields command) {
    command.only(Set.of("command", "target"));
    if (command.has("target")) {
      var state = target(command);
      var view = looked(state);
      lastgood.readiness().look(state).ifPresent(found -> StatusView.ready(view, state, found));
      return view;
    }
    var names = lastgood.ledger().directory();
    return StatusView.ofAll(
        lastgood.ledger().account(),
        lastgood.ledger().states(names),
        lastgood.ledger().readiness(names));
  }

  private Object drill(Fields command) {
    if (command.has("target")) {
      var state = ordered(command, Set.of());
      return DrillView.of(state, lastgood.drills().drive(state, command.required("by")));
    }
    command.only(Set.of("command", "by", "reason"));
    signed(command);
    return DrillView.of(lastgood.drills().round(command.required("by")));
  }

  /// What the policy does not say is as it is registered.
  private Object replay(Fields command) {
    command.only(Set.of("command", "target", "policy", "by", "reason"));
    var state = target(command);
    var policy = TargetForm.policy(command.object("policy"), state.target().policy());
    return ReplayView.of(state.name(), lastgood.replays().replay(state.name(), policy));
  }

  private Object history(Fields command) {
    command.only(Set.of("command", "target"));
    var name = target(command).name();
    var most = 20;
    return Map.of(
        "target",
        name,
        "deployments",
        lastgood.ledger().deployments(name, most).stream().map(StatusView::of).toList(),
        "rollbacks",
        lastgood.ledger().rollbacks(name).stream().limit(most).map(StatusView::of).toList(),
        "drills",
        lastgood.ledger().drills(name, most).stream().map(DrillView::of).toList(),
        "decisions",
        lastgood.ledger().receipts(name, most).stream().map(StatusView::of).toList());
  }

  private Object markGood(Fields command) {
    var state = ordered(command, Set.of("revision"));
    var revision = judged(state, command);
    return view(lastgood.desk().markGood(state, revision, command.required("by")));
  }

  private Object markBad(Fields command) {
    var state = ordered(command, Set.of("revision"));
    var revision = judged(state, command);
    return view(
        lastgood
            .desk()
            .markBad(state, revision, command.required("by"), command.required("reason")));
  }

  private Object pardon(Fields command) {
    var state = ordered(command, Set.of("revision"));
    var revision = judged(state, command);
    return view(lastgood.desk().pardon(state, revision));
  }

  /// The revision that an order passes judgement on. One of another family is refused whatever the
  /// judgement: what is quarantined counts as something that the target ran.
  private static String judged(TargetState state, Fields command) {
    return KnownRevisions.ofItsKind(
        state, revision(state, "revision", command.required("revision")));
  }

  private Object shift(Fields command) {
    return switch (command.text("action").orElse("start")) {
      case "plan" -> {
        command.only(
            Set.of("command", "target", "by", "reason", "action", "to", "steps", "interval"));
        yield planned(target(command), ShiftForm.read(command));
      }
      case "start" -> {
        var state = ordered(command, ShiftForm.FIELDS);
        yield view(lastgood.shifter().start(state, ShiftForm.read(command)));
      }
      case "halt" -> {
        var state = ordered(command, Set.of("action"));
        yield view(
            lastgood.shifter().halt(state, command.required("by"), command.required("reason")));
      }
      case "resume" -> view(lastgood.shifter().resume(ordered(command, Set.of("action"))));
      default ->
          throw new Refusal(
              Code.BAD_VALUE, "The command's action must be start, plan, halt or resume.");
    };
  }

  private Object planned(TargetState state, Shifter.Order order) {
    var plan = lastgood.shifter().plan(state, order);
    return Map.of(
        "target",
        state.name(),
        "from",
        plan.from().revision().id(),
        "shift",
        StatusView.of(plan.shift()),
        "message",
        plan.objection()
            .map(why -> "It cannot begin: " + why)
            .orElse("Nothing is changed; the first step would be made at once."));
  }

  private Object freeze(Fields command) {
    if (command.has("target")) {
      var state = ordered(command, Set.of());
      return view(
          lastgood.desk().freeze(state, command.required("by"), command.required("reason")));
    }
    command.only(Set.of("command", "by", "reason"));
    lastgood.desk().freezeAccount(command.required("by"), command.required("reason"));
    return Map.of(
        "account", "frozen", "message", "Nothing is rolled back in this account until unfreeze.");
  }

  private Object unfreeze(Fields command) {
    if (command.has("target")) {
      return view(lastgood.desk().unfreeze(ordered(command, Set.of())));
    }
    command.only(Set.of("command", "by", "reason"));
    signed(command);
    lastgood.desk().unfreezeAccount();
    return Map.of("account", "open", "message", "Alarms are decided again.");
  }

  /// The target of an order that changes something: it says who and why.
  private TargetState ordered(Fields command, Set<String> more) {
    var known = new HashSet<>(Set.of("command", "target", "by", "reason"));
    known.addAll(more);
    command.only(known);
    command.flag("force");
    signed(command);
    return target(command);
  }

  private static void signed(Fields command) {
    command.required("by");
    command.required("reason");
  }

  private TargetState target(Fields command) {
    return registered(lastgood, command.required("target"));
  }

  /// The target of this name.
  ///
  /// @throws Refusal when none is registered under it
  static TargetState registered(Lastgood lastgood, String name) {
    return lastgood
        .ledger()
        .state(name)
        .orElseThrow(() ->
            new Refusal(
                Code.UNKNOWN_TARGET,
                "No target "
                    + name
                    + " is registered; {\"command\":\"status\"} lists those that are."));
  }

  /// A revision as people write it, as its id. A family alone would mean the newest revision to
  /// ECS, so it is refused.
  static String revision(TargetState state, String field, String written) {
    return switch (state.target().resource()) {
      case Resource.AlbTrafficSplit _, Resource.Route53TrafficSplit _ -> split(field, written);
      case Resource.CodeDeployGroup _, Resource.AutoScalingGroup _ ->
          KnownRevisions.id(state, written);
      case Resource.EcsService _ -> taskDefinition(state, field, written);
    };
  }

  private static String split(String field, String written) {
    return Split.parse(written)
        .map(split -> split.revision().id())
        .orElseThrow(() ->
            new Refusal(
                Code.BAD_VALUE,
                "The command's " + field + " must be a split such as stable=100,candidate=0."));
  }

  private static String taskDefinition(TargetState state, String field, String written) {
    if (ARN.matcher(written).matches()) {
      return written;
    }
    @Nullable Revision current = state.current() == null ? null : state.current().revision();
    if (!REVISION.matcher(written).matches() || current == null) {
      throw new Refusal(
          Code.BAD_VALUE,
          "The command's "
              + field
              + " must be a task definition revision: family:41, or its whole ARN.");
    }
    return current.id().substring(0, current.id().lastIndexOf('/') + 1) + written;
  }

  private Map<String, Object> looked(TargetState state) {
    return StatusView.of(state, lastgood.desk().look(state));
  }

  private static Map<String, Object> view(TargetState state) {
    return StatusView.of(state);
  }
}
