package io.perdura.orchestration;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * An HTTP request of an orchestrator. It is stored in the orchestration's history with its headers,
 * but is never logged.
 */
public final class DurableHttpRequest {

  private final String method;
  private final URI uri;
  private final Map<String, String> headers;
  private final String content;
  private final boolean asynchronousPatternEnabled;
  private final Duration timeout;
  private final HttpRetryOptions httpRetryOptions;

  /**
   * @param headers null for none
   * @param content the body, sent as UTF-8; null for none
   * @param asynchronousPatternEnabled whether a 202 with a Location is followed, by polling, until
   *     something else is answered
   * @param timeout of the call as a whole, with retries and polling; null for no limit
   * @param httpRetryOptions null for a single attempt
   */
  @JsonCreator
  public DurableHttpRequest(
      @JsonProperty("method") String method,
      @JsonProperty("uri") URI uri,
      @JsonProperty("headers") Map<String, String> headers,
      @JsonProperty("content") String content,
      @JsonProperty("asynchronousPatternEnabled") boolean asynchronousPatternEnabled,
      @JsonProperty("timeout") Duration timeout,
      @JsonProperty("retryOptions") HttpRetryOptions httpRetryOptions) {
    if (method == null || method.isBlank()) {
      throw new IllegalArgumentException("An HTTP request needs a method");
    }
    if (uri == null) {
      throw new IllegalArgumentException("An HTTP request needs a URI");
    }
    if (timeout != null && (timeout.isZero() || timeout.isNegative())) {
      throw new IllegalArgumentException("The timeout of an HTTP request is longer than zero");
    }
    this.method = method;
    this.uri = uri;
    this.headers = headers == null ? Map.of() : copy(headers);
    this.content = content;
    this.asynchronousPatternEnabled = asynchronousPatternEnabled;
    this.timeout = timeout;
    this.httpRetryOptions = httpRetryOptions;
  }

  /** With polling of a 202, without a timeout, and without retries. */
  public DurableHttpRequest(String method, URI uri, Map<String, String> headers, String content) {
    this(method, uri, headers, content, true, null, null);
  }

  /** As above, without a body. */
  public DurableHttpRequest(String method, URI uri, Map<String, String> headers) {
    this(method, uri, headers, null);
  }

  /** As above, without headers and body. */
  public DurableHttpRequest(String method, URI uri) {
    this(method, uri, null, null);
  }

  /** In one order, so that the same request is always stored as the same text. */
  private static Map<String, String> copy(Map<String, String> headers) {
    Map<String, String> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    sorted.putAll(headers);
    return Collections.unmodifiableMap(sorted);
  }

  public String getMethod() {
    return method;
  }

  /** As the author gave it; whether it may be called is looked at when it is. */
  public URI getUri() {
    return uri;
  }

  /** Empty when there are none. */
  public Map<String, String> getHeaders() {
    return headers;
  }

  /** Null when there is none. */
  public String getContent() {
    return content;
  }

  /** Whether a 202 with a Location is followed by polling. */
  public boolean isAsynchronousPatternEnabled() {
    return asynchronousPatternEnabled;
  }

  /** Null when there is no limit. */
  public Duration getTimeout() {
    return timeout;
  }

  /** Null when there is a single attempt. */
  @JsonProperty("retryOptions")
  public HttpRetryOptions getHttpRetryOptions() {
    return httpRetryOptions;
  }

  /** Method, scheme, host and port; what else a URI holds may be secret. */
  @Override
  public String toString() {
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    return "%s %s://%s%s".formatted(method, uri.getScheme(), uri.getHost(), port);
  }
}
