package io.perdura.orchestration;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * Result of the built-in HTTP activity: a response, and where it says that the outcome will be.
 *
 * @param pollUri where to ask next; null unless the response is a 202 with a Location
 * @param pollAfter when to ask
 */
public record DurableHttpExchange(
    int statusCode, Map<String, String> headers, String content, URI pollUri, Duration pollAfter) {

  /** The response without where to ask next. */
  public DurableHttpResponse toResponse() {
    return new DurableHttpResponse(statusCode, headers, content);
  }
}
