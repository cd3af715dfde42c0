package io.perdura.samples;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;

/**
 * Input of {@link AsyncHttpApi}.
 *
 * @param operationType what to do
 * @param duration how many seconds it takes
 * @param data what to do it with, a JSON object
 */
public record Operation(
    @JsonProperty("operation_type") String operationType, Number duration, JsonNode data) {

  private static final String DEFAULT_TYPE = "data_processing";
  private static final int DEFAULT_SECONDS = 30;

  /** This operation with a default for all that is null. */
  Operation withDefaults() {
    return new Operation(
        operationType == null ? DEFAULT_TYPE : operationType,
        duration == null ? DEFAULT_SECONDS : duration,
        data == null ? JsonNodeFactory.instance.objectNode().put("sample", "data") : data);
  }

  /** The duration to the millisecond. */
  Duration time() {
    return Duration.ofMillis(Math.round(duration.doubleValue() * 1000));
  }
}
