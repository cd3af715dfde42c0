package io.perdura.http;

import com.fasterxml.jackson.databind.node.TextNode;
import io.perdura.taskhub.InvalidRequestException;
import jakarta.ws.rs.core.HttpHeaders;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;

/** The body of a signal as the input of the operation (contract, section 14). */
final class OperationInput {

  private OperationInput() {}

  /**
   * JSON as it is, any other text as a JSON string.
   *
   * @return null when there is no body
   * @throws InvalidRequestException when it should be JSON and is not, or is not text at all
   */
  static String of(ApiRequest request, byte[] body) {
    if (body.length == 0) {
      return null;
    }
    String contentType = request.header(HttpHeaders.CONTENT_TYPE);
    return MediaTypes.isJson(contentType)
        ? json(body)
        : text(body, MediaTypes.charset(contentType));
  }

  private static String json(byte[] body) {
    try {
      return JsonText.of(body).orElse(null);
    } catch (InvalidRequestException e) {
      throw new InvalidRequestException("Could not parse JSON content: " + e.detail(), null);
    }
  }

  private static String text(byte[] body, Charset charset) {
    try {
      return TextNode.valueOf(charset.newDecoder().decode(ByteBuffer.wrap(body)).toString())
          .toString();
    } catch (CharacterCodingException e) {
      throw new InvalidRequestException("The request body is not text in " + charset, null);
    }
  }
}
