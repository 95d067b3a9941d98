package io.github.lastgood.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.CloudFormationCustomResourceEvent;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lastgood.Lastgood;
import io.github.lastgood.Refusal;
import io.github.lastgood.Registration;
import io.github.lastgood.action.AwsErrors;
import io.github.lastgood.ledger.LedgerConflict;
import io.github.lastgood.target.Owner;
import io.github.lastgood.target.TargetState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.lambda.powertools.cloudformation.AbstractCustomResourceHandler;
import software.amazon.lambda.powertools.cloudformation.Response;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;

/// The custom resource `Custom::LastgoodTarget`: registers a target when its stack is deployed, and
/// fails the deployment with the sentence that helps when the configuration is wrong.
///
/// The resource's physical id is the target's name, so that a renamed target is a new one and the
/// old one is deleted; what is known of it moves to the new one. CloudFormation retries, and so
/// does Lambda: every request may come twice.
///
/// CloudFormation waits until it is answered. So what is refused or goes wrong is answered too; a
/// registration stops trying before the function's time is over; and where no answer could be given
/// (a crash, an answer that did not arrive) the invocation fails, and Lambda makes it twice more.
public final class TargetRegistrationHandler extends AbstractCustomResourceHandler {
  private static final Logger log = LoggerFactory.getLogger(TargetRegistrationHandler.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  /// What CloudFormation adds to the properties.
  private static final List<String> NOT_OURS = List.of("ServiceToken", "ServiceTimeout");

  /// The stack grants the permissions a moment before; IAM takes seconds to let them be felt.
  private static final int TRIES = 12;

  private static final Duration PAUSE = Duration.ofSeconds(5);

  /// How the codes begin; the second is EC2's.
  private static final List<String> DENIALS = List.of("AccessDenied", "UnauthorizedOperation");

  /// What an attempt and the answer may take: no attempt begins with less time left.
  private static final Duration ATTEMPT = Duration.ofSeconds(40);

  private final Lastgood lastgood;
  private final Duration pause;

  /// For Lambda.
  public TargetRegistrationHandler() {
    this(Wiring.lastgood());
  }

  public TargetRegistrationHandler(Lastgood lastgood) {
    this(lastgood, UrlConnectionHttpClient.create(), PAUSE);
  }

  /// @param http sends the answer to CloudFormation
  /// @param pause how long to wait before a call is made again that AWS denied
  public TargetRegistrationHandler(Lastgood lastgood, SdkHttpClient http, Duration pause) {
    super(new AnsweredHttp(http));
    this.lastgood = lastgood;
    this.pause = pause;
  }

  @Override
  protected Response create(CloudFormationCustomResourceEvent event, Context context) {
    return register(event, context);
  }

  @Override
  protected Response update(CloudFormationCustomResourceEvent event, Context context) {
    return register(event, context);
  }

  /// A delete that follows a refused create carries an id that is no target's: nothing is to be
  /// done, and a target of the same name that others registered stays. So does one that another
  /// resource has taken over meanwhile. One that this resource took over itself goes back: the
  /// update that did so has failed.
  @Override
  protected Response delete(CloudFormationCustomResourceEvent event, Context context) {
    var id = idOf(event);
    return PowertoolsLogging.withLogging(
        context,
        () -> {
          try {
            return patiently(() -> unregister(id, owner(event)), context);
          } catch (Refusal refusal) {
            log.error("Refused: {} {}", refusal.code(), refusal.sentence());
            return failed(id, refusal.sentence());
          } catch (RuntimeException e) {
            log.error("Could not unregister {}", id, e);
            return failed(id, "Lastgood could not unregister " + id + "; deploy again.");
          }
        });
  }

  private Response unregister(String id, Owner owner) {
    lastgood.registration().endOf(owner);
    lastgood
        .ledger()
        .state(id)
        .filter(state -> state.target().isOwnedBy(owner))
        .ifPresent(lastgood.desk()::unregister);
    return Response.success(id);
  }

  /// The answer's address is a credential, and an exception's message may hold it.
  @Override
  protected void onSendFailure(
      CloudFormationCustomResourceEvent event,
      Context context,
      @Nullable Response response,
      Exception exception) {
    throw new IllegalStateException(
        "CloudFormation was not answered about "
            + event.getLogicalResourceId()
            + ": "
            + exception.getClass().getSimpleName());
  }

  private Response register(CloudFormationCustomResourceEvent event, Context context) {
    return PowertoolsLogging.withLogging(
        context,
        () -> {
          try {
            var form = form(event);
            var former = formerName(event, form);
            var owner = owner(event);
            var state =
                patiently(() -> lastgood.registration().register(form, former, owner), context);
            return Response.builder()
                .status(Response.Status.SUCCESS)
                .physicalResourceId(state.name())
                .value(Map.of("Target", state.name(), "Warning", warning(state)))
                .build();
          } catch (Refusal refusal) {
            log.error("Refused: {} {}", refusal.code(), refusal.sentence());
            return failed(idOf(event), refusal.sentence());
          } catch (RuntimeException e) {
            log.error("Could not register a target", e);
            return failed(
                idOf(event),
                "Lastgood could not register the target: "
                    + e.getClass().getSimpleName()
                    + "; its log has the details. Deploy again.");
          }
        });
  }

  /// What the owner should know, also as an attribute of the resource; empty when there is nothing.
  private String warning(TargetState state) {
    var warning =
        StatusView.of(state, lastgood.desk().look(state)).getOrDefault("warning", "").toString();
    if (!warning.isEmpty()) {
      log.warn("{}: {}", state.name(), warning);
    }
    return warning;
  }

  /// Registering twice equals registering once, and so does unregistering: all of it is tried again
  /// where permissions may be on their way, or the watch wrote the target meanwhile.
  private <T> T patiently(Supplier<T> work, Context context) {
    for (int attempt = 1; ; attempt++) {
      try {
        return work.get();
      } catch (AwsServiceException | LedgerConflict e) {
        if (attempt == TRIES || !mayPass(e) || remaining(context).compareTo(ATTEMPT) < 0) {
          throw e;
        }
        log.info("Trying again: {}", e.getMessage());
        rest();
      }
    }
  }

  private static boolean mayPass(RuntimeException e) {
    return !(e instanceof AwsServiceException refusal)
        || DENIALS.stream().anyMatch(AwsErrors.code(refusal)::startsWith);
  }

  private static Duration remaining(Context context) {
    return Duration.ofMillis(context.getRemainingTimeInMillis());
  }

  private void rest() {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for permissions", e);
    }
  }

  private static Registration.Form form(CloudFormationCustomResourceEvent event) {
    ObjectNode properties = JSON.valueToTree(event.getResourceProperties());
    properties.remove(NOT_OURS);
    return TargetForm.read(Fields.of(properties, "target"));
  }

  private static Owner owner(CloudFormationCustomResourceEvent event) {
    return new Owner(event.getStackId(), event.getLogicalResourceId());
  }

  private static String formerName(
      CloudFormationCustomResourceEvent event, Registration.Form form) {
    return "Update".equals(event.getRequestType()) ? event.getPhysicalResourceId() : form.name();
  }

  /// A failed update must not change the id: CloudFormation would delete the old target.
  private static Response failed(String id, String why) {
    return Response.builder()
        .status(Response.Status.FAILED)
        .physicalResourceId(id)
        .reason(why)
        .build();
  }

  /// An id that is no target name where the resource has none yet.
  private static String idOf(CloudFormationCustomResourceEvent event) {
    @Nullable String id = event.getPhysicalResourceId();
    return id == null || id.isBlank() ? "lastgood/not-registered" : id;
  }
}
