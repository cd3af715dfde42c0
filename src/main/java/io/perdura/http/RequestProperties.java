package io.perdura.http;

/** Names under which the filters leave on a request what later steps need. */
final class RequestProperties {

  /** The {@link ApiBase} of the request; absent outside the API. */
  static final String BASE = "io.perdura.http.base";

  /** Where the client reaches the application: a URL without a slash at its end. */
  static final String ROOT = "io.perdura.http.root";

  /** The URL the client asked for, before its path was made canonical. */
  static final String URL = "io.perdura.http.url";

  /** The key that generated URLs must carry; absent when the client needs none. */
  static final String KEY = "io.perdura.http.key";

  private RequestProperties() {}
}
