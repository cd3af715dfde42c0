package io.perdura.http;

/** What content type headers say. */
final class MediaTypes {

  private MediaTypes() {}

  /**
   * Whether it is {@code application/json}, with whatever parameters.
   *
   * @param contentType header value or null
   */
  static boolean isJson(String contentType) {
    String type = contentType == null ? "" : contentType.split(";", 2)[0].strip();
    return type.equalsIgnoreCase("application/json");
  }
}
