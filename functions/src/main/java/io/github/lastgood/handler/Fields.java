package io.github.lastgood.handler;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lastgood.Refusal;
import io.github.lastgood.Refusal.Code;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads a JSON object's fields, and refuses what is wrong in one sentence that says where.
///
/// @param node the object
/// @param where what people call it, such as `command` or `detail.state`
record Fields(JsonNode node, String where) {

  /// AWS writes `2026-11-02T10:15:30.124+0000` in alarm states, which ISO does not allow, and
  /// `2026-11-02T10:15:30Z` elsewhere.
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .appendPattern("[XX][XXX]")
          .toFormatter(Locale.ROOT);

  private static final Pattern DURATION = Pattern.compile("([1-9]\\d{0,5})([smh])");

  static Fields of(JsonNode node, String where) {
    if (!node.isObject()) {
      throw new Refusal(
          Code.WRONG_SHAPE,
          "The " + where + " must be a JSON object, not " + kind(node) + "; see events/ for one.");
    }
    return new Fields(node, where);
  }

  /// The field's text; empty when it is missing or null.
  Optional<String> text(String name) {
    var value = node.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      throw wrongType(name, "a text", value);
    }
    return Optional.of(value.textValue()).filter(text -> !text.isBlank());
  }

  String required(String name) {
    return text(name).orElseThrow(() -> missing(name));
  }

  /// True or false, also as the text that CloudFormation makes of it; false when missing.
  boolean flag(String name) {
    var value = node.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return false;
    }
    if (!value.isBoolean()) {
      throw wrongType(name, "true or false", value);
    }
    return value.booleanValue();
  }

  Instant time(String name) {
    var text = required(name);
    try {
      return TIME.parse(text, Instant::from);
    } catch (DateTimeException e) {
      throw new Refusal(
          Code.BAD_VALUE,
          "The " + where + "'s " + name + " is no time; write it like 2026-11-02T10:15:30Z.");
    }
  }

  /// A duration such as `15m`; never zero.
  Duration duration(String name, Duration otherwise) {
    var text = text(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    var parts = DURATION.matcher(text.get());
    if (!parts.matches()) {
      throw new Refusal(
          Code.BAD_VALUE,
          "The " + where + "'s " + name + " is no duration; write it like 90s, 15m or 2h.");
    }
    var amount = Long.parseLong(parts.group(1));
    return switch (parts.group(2)) {
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      default -> Duration.ofHours(amount);
    };
  }

  /// A whole number from 1, also as the text that CloudFormation makes of it.
  int count(String name, int otherwise) {
    var value = node.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return otherwise;
    }
    if (value.isInt() && value.intValue() >= 1) {
      return value.intValue();
    }
    if (value.isTextual() && value.textValue().matches("[1-9]\\d{0,5}")) {
      return Integer.parseInt(value.textValue());
    }
    throw wrongType(name, "a whole number from 1", value);
  }

  /// A list of texts with at least one member.
  List<String> texts(String name) {
    var texts = anyTexts(name);
    if (texts.isEmpty()) {
      throw new Refusal(Code.BAD_VALUE, "The " + where + "'s " + name + " must name at least one.");
    }
    return texts;
  }

  /// A list of texts that may be empty.
  List<String> anyTexts(String name) {
    var value = node.path(name);
    if (value.isMissingNode() || value.isNull()) {
      throw missing(name);
    }
    if (!value.isArray()) {
      throw wrongType(name, "a list of texts", value);
    }
    var texts = new ArrayList<String>();
    for (var member : value) {
      if (!member.isTextual() || member.textValue().isBlank()) {
        throw wrongType(name, "a list of texts", member);
      }
      texts.add(member.textValue());
    }
    return texts;
  }

  Fields object(String name) {
    var value = node.path(name);
    if (value.isMissingNode() || value.isNull()) {
      throw missing(name);
    }
    if (!value.isObject()) {
      throw wrongType(name, "an object", value);
    }
    return new Fields(value, where + "." + name);
  }

  boolean has(String name) {
    return node.hasNonNull(name);
  }

  /// Refuses fields that nobody reads: they are typing errors.
  void only(Set<String> known) {
    node.fieldNames()
        .forEachRemaining(name -> {
          if (!known.contains(name)) {
            throw new Refusal(
                Code.UNKNOWN_FIELD,
                "The "
                    + where
                    + " has an unknown field "
                    + name
                    + "; it may have "
                    + String.join(", ", known.stream().sorted().toList())
                    + ".");
          }
        });
  }

  Refusal missing(String name) {
    return new Refusal(
        Code.MISSING_FIELD,
        "The " + where + " lacks " + name + "; see events/ for one that works.");
  }

  private Refusal wrongType(String name, String wanted, JsonNode value) {
    return new Refusal(
        Code.WRONG_TYPE,
        "The " + where + "'s " + name + " must be " + wanted + ", not " + kind(value) + ".");
  }

  private static String kind(JsonNode node) {
    return switch (node.getNodeType()) {
      case ARRAY -> "a list";
      case OBJECT, POJO -> "an object";
      case STRING, BINARY -> "a text";
      case NUMBER -> "a number";
      case BOOLEAN -> "true or false";
      case NULL, MISSING -> "nothing";
    };
  }
}
