package io.github.lastgood.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.lastgood.Lastgood;
import io.github.lastgood.Refusal;
import io.github.lastgood.Refusal.Code;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;

/// What the JSON functions share: read the event, answer, say what is wrong. Refused input is an
/// answer and is not retried; every other failure is thrown, so that Lambda retries it.
public abstract class JsonFunction implements RequestStreamHandler {
  private static final Logger log = LoggerFactory.getLogger(JsonFunction.class);
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
          .build();

  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  /// The parts.
  final Lastgood lastgood;

  JsonFunction(Lastgood lastgood) {
    this.lastgood = lastgood;
  }

  @Override
  public final void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    var bytes = input.readAllBytes();
    var answer = PowertoolsLogging.withLogging(context, () -> answer(bytes, context));
    JSON.writeValue(output, answer);
  }

  private Object answer(byte[] event, Context context) {
    try {
      return handle(parse(event), context);
    } catch (Refusal refusal) {
      return refused(refusal);
    } finally {
      MDC.clear();
    }
  }

  /// Answers an event.
  ///
  /// @throws Refusal when something is wrong with it
  abstract Object handle(JsonNode event, Context context);

  final Map<String, Object> refused(Refusal refusal) {
    log.error("Refused: {} {}", refusal.code(), refusal.sentence());
    lastgood.measures().refused();
    return Map.of("error", refusal.code().name(), "message", refusal.sentence());
  }

  /// Marks every log line of this event. The layout of the log takes control signs there as they
  /// are, and the line would be no JSON.
  static void correlate(String eventId) {
    MDC.remove("target");
    MDC.put("correlation_id", CONTROL.matcher(eventId).replaceAll("?"));
  }

  private static JsonNode parse(byte[] event) {
    try {
      var node = JSON.readTree(event);
      if (node.isObject()) {
        return node;
      }
      throw new Refusal(
          Code.WRONG_SHAPE, "The event must be one JSON object; see events/ for one that works.");
    } catch (JacksonException e) {
      throw new Refusal(
          Code.NOT_JSON, "The event is not JSON" + place(e) + "; see events/ for one that works.");
    } catch (IOException e) {
      throw new Refusal(Code.NOT_JSON, "The event could not be read.");
    }
  }

  /// What breaks a limit, such as a thousand levels, has no place.
  private static String place(JacksonException e) {
    var location = e.getLocation();
    return location == null
        ? " that can be read"
        : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
  }
}
