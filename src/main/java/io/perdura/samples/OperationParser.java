package io.perdura.samples;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;

/** Reads and checks what a client sends to start {@link AsyncHttpApi}. */
final class OperationParser {

  private static final long LONGEST_SECONDS = Duration.ofDays(3653).toSeconds();

  private static final ObjectReader READER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(JsonNode.class);

  /** The client's mistake, in words for the client. */
  static final class InvalidOperationException extends Exception {
    InvalidOperationException(String message) {
      super(message);
    }
  }

  private OperationParser() {}

  /** The operation that {@code body} asks for, defaults filled in. */
  static Operation parse(String body) throws InvalidOperationException {
    JsonNode json = read(body.isBlank() ? "{}" : body);
    require(json.isObject(), "The request body must be a JSON object");
    JsonNode type = json.get("operation_type");
    JsonNode duration = json.get("duration");
    JsonNode data = json.get("data");
    require(type == null || type.isTextual(), "operation_type must be a string");
    require(duration == null || duration.isNumber(), "duration must be a number of seconds");
    require(data == null || data.isObject(), "data must be a JSON object");
    if (duration != null) {
      checkRange(duration.doubleValue());
    }
    return new Operation(
            type == null ? null : type.textValue(),
            duration == null ? null : duration.numberValue(),
            data)
        .withDefaults();
  }

  private static JsonNode read(String body) throws InvalidOperationException {
    try {
      return READER.readValue(body);
    } catch (JsonProcessingException e) {
      throw new InvalidOperationException("The request body is not valid JSON");
    }
  }

  private static void checkRange(double seconds) throws InvalidOperationException {
    require(seconds >= 0, "duration must not be negative");
    require(
        seconds <= LONGEST_SECONDS,
        "duration must be at most %d seconds (ten years)".formatted(LONGEST_SECONDS));
  }

  private static void require(boolean holds, String rule) throws InvalidOperationException {
    if (!holds) {
      throw new InvalidOperationException(rule);
    }
  }
}
