package io.perdura.orchestration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.lang.reflect.Type;
import java.util.regex.Pattern;

/** Turns inputs and results into JSON text and back. Thread-safe. */
public final class DataConverter {

  /** Longer texts inside stored history would not be read again. */
  private static final int MAX_LENGTH = 16 * 1024 * 1024;

  /** Half of a surrogate pair. UTF-8 has no form of it, JSON only an escaped one. */
  private static final Pattern LONE_SURROGATE = Pattern.compile("\\p{Cs}");

  private final ObjectMapper mapper =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
          .build();

  private final ObjectReader wholeText =
      mapper.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /**
   * Thrown when a value cannot be written as JSON, or JSON text not be read as the type asked for.
   */
  public static final class DataConverterException extends RuntimeException {
    DataConverterException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * The JSON text of {@code value}.
   *
   * @return null for null
   * @throws DataConverterException when the value cannot be written as JSON, or is longer than 16
   *     Mi characters
   */
  public String serialize(Object value) {
    if (value == null) {
      return null;
    }
    try {
      return checkedLength(value, encodable(mapper.writeValueAsString(value)));
    } catch (JsonProcessingException e) {
      throw new DataConverterException(
          "A value of type %s cannot be written as JSON: %s"
              .formatted(value.getClass().getName(), e.getOriginalMessage()),
          e);
    }
  }

  private static String encodable(String json) {
    // texts without any are the rule, and found much faster so
    if (json.chars().noneMatch(c -> Character.isSurrogate((char) c))) {
      return json;
    }
    return LONE_SURROGATE
        .matcher(json)
        .replaceAll(half -> "\\\\u%04x".formatted((int) half.group().charAt(0)));
  }

  private static String checkedLength(Object value, String json) {
    if (json.length() > MAX_LENGTH) {
      throw new DataConverterException(
          "A value of type %s has %d characters as JSON; at most %d can be stored"
              .formatted(value.getClass().getName(), json.length(), MAX_LENGTH),
          null);
    }
    return json;
  }

  /** The text itself when it is JSON, otherwise a JSON string that holds it. */
  public String jsonOf(String text) {
    try {
      return text.isBlank() || wholeText.readTree(text) == null ? serialize(text) : text;
    } catch (JsonProcessingException notJson) {
      return serialize(text);
    }
  }

  /**
   * The value that JSON text stands for.
   *
   * @return null for null and for {@link Void}
   */
  public <T> T deserialize(String json, Class<T> targetType) {
    return deserialize(json, (Type) targetType);
  }

  /**
   * As above, for any type, such as that of a parameter {@code List<Order>}.
   *
   * @param <T> what the caller takes {@code targetType} for; not checked
   */
  public <T> T deserialize(String json, Type targetType) {
    if (json == null || targetType == Void.class) {
      return null;
    }
    try {
      return mapper.readValue(json, mapper.constructType(targetType));
    } catch (JsonProcessingException e) {
      throw new DataConverterException(
          "JSON data cannot be read as %s: %s"
              .formatted(targetType.getTypeName(), e.getOriginalMessage()),
          e);
    }
  }
}
