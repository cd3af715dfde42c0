package io.perdura.http;

import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;

/** Builds the API's responses. */
final class Answers {

  private static final String JSON = "application/json; charset=utf-8";
  private static final int RETRY_AFTER_SECONDS = 5;

  /** Our own, so that whatever mapper an application registers does not change the API. */
  private static final ObjectWriter WRITER = JsonMapper.builder().build().writer();

  private Answers() {}

  /** A view written as JSON; what has no form in UTF-8 becomes a question mark. */
  static Response.ResponseBuilder json(int status, Object view) {
    StreamingOutput body =
        out -> WRITER.writeValue(new OutputStreamWriter(out, StandardCharsets.UTF_8), view);
    return Response.status(status).header(HttpHeaders.CONTENT_TYPE, JSON).entity(body);
  }

  /** Text that is JSON already; null becomes the JSON value null. */
  static Response rawJson(int status, String text) {
    byte[] body = String.valueOf(text).getBytes(StandardCharsets.UTF_8);
    return Response.status(status).header(HttpHeaders.CONTENT_TYPE, JSON).entity(body).build();
  }

  /** Status alone: no body, no content type. */
  static Response empty(int status) {
    return Response.status(status).build();
  }

  /**
   * @param detail the more specific text, or null
   */
  static Response error(int status, String message, String detail) {
    return json(status, new ErrorView(message, detail)).build();
  }

  /** The same request may succeed later. */
  static Response unavailable(String message) {
    return json(503, new ErrorView(message, null))
        .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
        .build();
  }
}
