package io.perdura.bootstrap;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Collections;
import java.util.Enumeration;

/**
 * A request whose content type is not one. Jersey would turn it away before any resource could say
 * that it does not care, so it passes for bytes of an unknown type.
 */
final class ReadableContentType extends HttpServletRequestWrapper {

  private ReadableContentType(HttpServletRequest request) {
    super(request);
  }

  /** The request itself, or wrapped when its content type cannot be read. */
  static HttpServletRequest of(HttpServletRequest request) {
    try {
      String type = request.getContentType();
      if (type != null) {
        MediaType.valueOf(type);
      }
      return request;
    } catch (IllegalArgumentException e) {
      return new ReadableContentType(request);
    }
  }

  @Override
  public String getContentType() {
    return MediaType.APPLICATION_OCTET_STREAM;
  }

  @Override
  public String getHeader(String name) {
    return isContentType(name) ? getContentType() : super.getHeader(name);
  }

  @Override
  public Enumeration<String> getHeaders(String name) {
    return isContentType(name)
        ? Collections.enumeration(Collections.singleton(getContentType()))
        : super.getHeaders(name);
  }

  private static boolean isContentType(String name) {
    return HttpHeaders.CONTENT_TYPE.equalsIgnoreCase(name);
  }
}
