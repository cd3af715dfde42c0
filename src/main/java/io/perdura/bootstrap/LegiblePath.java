package io.perdura.bootstrap;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.regex.Pattern;

/**
 * A request whose path holds characters that belong percent-encoded into a URL, as clients send
 * that write ids and names into it as they are. Jersey would fail over them, so it sees them
 * encoded. Containers that refuse such paths never hand them to us.
 */
final class LegiblePath extends HttpServletRequestWrapper {

  private static final Pattern ILLEGAL = Pattern.compile("[\"<>\\\\^`{|}]");

  private LegiblePath(HttpServletRequest request) {
    super(request);
  }

  /** The request itself, or wrapped when its path cannot be read. */
  static HttpServletRequest of(HttpServletRequest request) {
    return ILLEGAL.matcher(request.getRequestURI()).find() ? new LegiblePath(request) : request;
  }

  @Override
  public String getRequestURI() {
    return encoded(super.getRequestURI());
  }

  @Override
  public StringBuffer getRequestURL() {
    return new StringBuffer(encoded(super.getRequestURL()));
  }

  private static String encoded(CharSequence url) {
    return ILLEGAL
        .matcher(url)
        .replaceAll(found -> "%%%02X".formatted((int) found.group().charAt(0)));
  }
}
