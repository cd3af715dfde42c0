package io.perdura.http;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What content type headers say. */
final class MediaTypes {

  private static final Pattern CHARSET =
      Pattern.compile(";\\s*charset=\"?([^\";\\s]+)", Pattern.CASE_INSENSITIVE);

  private MediaTypes() {}

  /**
   * Whether it is {@code application/json}, with whatever parameters.
   *
   * @param contentType header value or null
   */
  static boolean isJson(String contentType) {
    String type = contentType == null ? "" : contentType.split(";", 2)[0].strip();
    return type.equalsIgnoreCase("application/json");
  }

  /**
   * The character set of text, UTF-8 when the header names none or one that is not known here.
   *
   * @param contentType header value or null
   */
  static Charset charset(String contentType) {
    Matcher named = CHARSET.matcher(contentType == null ? "" : contentType);
    try {
      return named.find() ? Charset.forName(named.group(1)) : StandardCharsets.UTF_8;
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return StandardCharsets.UTF_8;
    }
  }
}
