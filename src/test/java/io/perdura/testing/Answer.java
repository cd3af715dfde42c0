package io.perdura.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An HTTP answer.
 *
 * @param headers values by name in lower case
 */
public record Answer(int status, Map<String, List<String>> headers, String body) {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** The body, which must be JSON. */
  public JsonNode json() {
    return parse(body);
  }

  /** The first value of a header; an empty value is a value. */
  public Optional<String> header(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream().findFirst();
  }

  /** Media type and parameters in lower case and without blanks, or an empty string. */
  public String contentType() {
    return header("Content-Type").orElse("").replace(" ", "").toLowerCase(Locale.ROOT);
  }

  /** Parses JSON text. */
  public static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new AssertionError("Not JSON: " + json, e);
    }
  }
}
