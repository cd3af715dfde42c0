package io.perdura.http;

import io.perdura.taskhub.InvalidRequestException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Percent-encoding of URL parts in UTF-8. */
final class PercentCoding {

  private static final String UNRESERVED_MARKS = "-._~";

  private PercentCoding() {}

  /**
   * Decodes a part of a path: {@code +} stays {@code +}. A {@code %} that starts no code is itself.
   *
   * @throws InvalidRequestException when the bytes are not UTF-8
   */
  static String decodePath(String encoded) {
    return decode(encoded, false);
  }

  /** Decodes a query value, where {@code +} is a blank. */
  static String decodeQuery(String encoded) {
    return decode(encoded, true);
  }

  private static String decode(String encoded, boolean plusIsBlank) {
    byte[] source = encoded.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream decoded = new ByteArrayOutputStream(source.length);
    for (int i = 0; i < source.length; i++) {
      if (source[i] == '%' && isCode(source, i)) {
        decoded.write(hex(source[i + 1]) << 4 | hex(source[i + 2]));
        i += 2;
      } else {
        decoded.write(plusIsBlank && source[i] == '+' ? ' ' : source[i]);
      }
    }
    return utf8(decoded.toByteArray());
  }

  private static boolean isCode(byte[] source, int at) {
    return at + 2 < source.length && hex(source[at + 1]) >= 0 && hex(source[at + 2]) >= 0;
  }

  private static int hex(byte digit) {
    return Character.digit(digit, 16);
  }

  private static String utf8(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new InvalidRequestException(
          "The URL is not valid", "A percent-encoded part of the URL is not UTF-8.");
    }
  }

  /** Encodes everything but unreserved characters, so that the result fits any part of a URL. */
  static String encode(String text) {
    StringBuilder encoded = new StringBuilder(text.length());
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      if (isUnreserved(b)) {
        encoded.append((char) b);
      } else {
        encoded.append("%%%02X".formatted(b));
      }
    }
    return encoded.toString();
  }

  private static boolean isUnreserved(byte b) {
    return (b >= 'a' && b <= 'z')
        || (b >= 'A' && b <= 'Z')
        || (b >= '0' && b <= '9')
        || UNRESERVED_MARKS.indexOf(b) >= 0;
  }
}
