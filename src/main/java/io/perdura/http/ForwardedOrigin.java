package io.perdura.http;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where a client sent its request, as a proxy tells.
 *
 * @param scheme {@code http} or {@code https}, or null when the proxy does not tell
 * @param authority host and perhaps port, or null when the proxy does not tell
 */
record ForwardedOrigin(String scheme, String authority) {

  static final ForwardedOrigin UNKNOWN = new ForwardedOrigin(null, null);

  private static final Pattern AUTHORITY =
      Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(:[0-9]{1,5})?");
  private static final Set<String> SCHEMES = Set.of("http", "https");

  /** What cannot be the scheme or authority of a URL counts as not told. */
  ForwardedOrigin {
    scheme = scheme != null && SCHEMES.contains(scheme) ? scheme : null;
    authority = authority != null && AUTHORITY.matcher(authority).matches() ? authority : null;
  }
}
