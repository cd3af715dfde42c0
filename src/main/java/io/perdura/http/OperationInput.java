package io.perdura.http;

import com.fasterxml.jackson.databind.node.TextNode;
import io.perdura.taskhub.InvalidRequestException;
import jakarta.ws.rs.core.HttpHeaders;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The body of a signal as the input of the operation (contract, section 14). */
final class OperationInput {

  private OperationInput() {}

  /**
   * JSON as it is, any other text as a JSON string.
   *
   * @return null when there is no body
   * @throws InvalidRequestException when it should be JSON and is not, or is not text in UTF-8
   */
  static String of(ApiRequest request, byte[] body) {
    if (body.length == 0) {
      return null;
    }
    return MediaTypes.isJson(request.header(HttpHeaders.CONTENT_TYPE)) ? json(body) : text(body);
  }

  private static String json(byte[] body) {
    try {
      return JsonText.of(body).orElse(null);
    } catch (InvalidRequestException e) {
      throw invalid(e.detail());
    }
  }

  private static String text(byte[] body) {
    try {
      return TextNode.valueOf(
              StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString())
          .toString();
    } catch (CharacterCodingException e) {
      throw invalid("The text is not UTF-8.");
    }
  }

  private static InvalidRequestException invalid(String detail) {
    return new InvalidRequestException("Could not parse JSON content: " + detail, null);
  }
}
