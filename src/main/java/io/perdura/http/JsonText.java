package io.perdura.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.perdura.taskhub.InvalidRequestException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** Request bodies as JSON text: checked against RFC 8259, then kept as they were written. */
final class JsonText {

  private static final String INVALID = "Invalid JSON content";
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /** Leaves room for what a value is nested in where it is shown, listed or read by functions. */
  private static final int MAX_DEPTH = 500;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
          .build();

  /** How the parser names its own input and settings, which mean nothing to a client. */
  private static final Pattern SOURCE =
      Pattern.compile("\\[Source: .*?; (line: \\d+, column: \\d+)]");

  private static final Pattern SETTING = Pattern.compile(", from `[^`]*`");

  private JsonText() {}

  /**
   * The JSON text in {@code body}.
   *
   * @return empty when there is nothing but blanks
   * @throws InvalidRequestException when it is anything but one JSON value in UTF-8
   */
  static Optional<String> of(byte[] body) {
    String text = utf8(body);
    if (text.startsWith(BYTE_ORDER_MARK)) {
      text = text.substring(BYTE_ORDER_MARK.length());
    }
    if (text.isBlank()) {
      return Optional.empty();
    }
    check(text);
    return Optional.of(text);
  }

  private static String utf8(byte[] body) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      throw new InvalidRequestException(INVALID, "The text is not UTF-8.");
    }
  }

  private static void check(String text) {
    try (JsonParser parser = JSON.createParser(text)) {
      int depth = 0;
      boolean ended = false;
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (ended) {
          throw new InvalidRequestException(
              INVALID, "There is more text after the value." + at(parser.currentTokenLocation()));
        }
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        ended = depth == 0;
      }
    } catch (JsonProcessingException e) {
      String reason = SOURCE.matcher(e.getOriginalMessage()).replaceAll("$1");
      throw new InvalidRequestException(
          INVALID, SETTING.matcher(reason).replaceAll("") + at(e.getLocation()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String at(JsonLocation location) {
    return location == null
        ? ""
        : " (line %d, column %d)".formatted(location.getLineNr(), location.getColumnNr());
  }
}
