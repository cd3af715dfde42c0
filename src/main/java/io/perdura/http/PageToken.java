package io.perdura.http;

import io.perdura.taskhub.InvalidRequestException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Where a listing goes on, as an opaque text for the client to send back. */
final class PageToken {

  /** Names the token's format, and tells a token from other Base64 text. */
  private static final String PREFIX = "after:";

  private PageToken() {}

  /** The token that continues behind {@code instanceId}. */
  static String after(String instanceId) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((PREFIX + instanceId).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The instance id that the listing continues behind.
   *
   * @return null for the first page, which a missing or blank token asks for
   * @throws InvalidRequestException when the token is not one of ours
   */
  static String read(String token) {
    if (token == null || token.isBlank()) {
      return null;
    }
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(token.strip());
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (text.startsWith(PREFIX)) {
        return text.substring(PREFIX.length());
      }
    } catch (IllegalArgumentException | CharacterCodingException e) {
      throw invalid();
    }
    throw invalid();
  }

  private static InvalidRequestException invalid() {
    return new InvalidRequestException(
        "The continuation token is not valid",
        "The header x-ms-continuation-token must hold a token of an earlier page.");
  }
}
