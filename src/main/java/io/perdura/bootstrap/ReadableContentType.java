package io.perdura.bootstrap;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;

/**
 * A request whose content type Jersey cannot cope with, so that it passes for bytes of an unknown
 * type: one that is no content type, which Jersey would turn away before any resource could say
 * that it does not care, or that of a form without a body, as {@code curl -d ''} sends it, whose
 * query Jersey and the container would fail to read as part of the form.
 */
final class ReadableContentType extends HttpServletRequestWrapper {

  private static final String REPLACEMENT_CHARACTER = "\uFFFD";

  private ReadableContentType(HttpServletRequest request) {
    super(request);
  }

  /** The request itself, or wrapped when its content type cannot be read. */
  static HttpServletRequest of(HttpServletRequest request) {
    return isReadable(request) ? request : new ReadableContentType(request);
  }

  private static boolean isReadable(HttpServletRequest request) {
    String type = request.getContentType();
    try {
      return type == null
          || !MediaType.APPLICATION_FORM_URLENCODED_TYPE.isCompatible(MediaType.valueOf(type))
          || request.getContentLengthLong() > 0
          || isDecodable(request.getQueryString());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Other than false, an exception, too, says that it is not. */
  private static boolean isDecodable(String query) {
    return query == null
        || !URLDecoder.decode(query, StandardCharsets.UTF_8).contains(REPLACEMENT_CHARACTER);
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
