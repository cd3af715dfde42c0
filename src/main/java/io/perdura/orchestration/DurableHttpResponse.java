package io.perdura.orchestration;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** What an HTTP server answered, whatever the status code. */
public final class DurableHttpResponse {

  private final int statusCode;
  private final Map<String, String> headers;
  private final String content;

  /**
   * @param headers null for none
   * @param content null for none
   */
  @JsonCreator
  public DurableHttpResponse(
      @JsonProperty("statusCode") int statusCode,
      @JsonProperty("headers") Map<String, String> headers,
      @JsonProperty("content") String content) {
    Map<String, String> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    sorted.putAll(headers == null ? Map.of() : headers);
    this.statusCode = statusCode;
    this.headers = Collections.unmodifiableMap(sorted);
    this.content = content;
  }

  public int getStatusCode() {
    return statusCode;
  }

  /** By name in any letter case; several values of one name are joined by commas. */
  public Map<String, String> getHeaders() {
    return headers;
  }

  /** The body as text. */
  public String getContent() {
    return content;
  }
}
