package io.perdura.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The header {@code Forwarded} (RFC 7239): what each proxy on the way tells, the nearest last. */
final class ForwardedHeader {

  private static final Pattern PAIR =
      Pattern.compile("\\s*([A-Za-z0-9_-]+)=(?:\"([^\"\\\\]*)\"|([^\",;\\s]*))\\s*([,;]|$)");

  private ForwardedHeader() {}

  /**
   * The origin told by the outermost proxy that is reached through trusted ones alone; what lies
   * beyond may be made up.
   *
   * @param header all of its lines, joined by commas
   */
  static ForwardedOrigin origin(String header, TrustedProxies trusted) {
    List<Map<String, String>> hops = hops(header);
    if (hops.isEmpty()) {
      return ForwardedOrigin.UNKNOWN;
    }
    int hop = hops.size() - 1;
    while (hop > 0 && trusted.include(hops.get(hop).get("for"))) {
      hop--;
    }
    String scheme = hops.get(hop).get("proto");
    return new ForwardedOrigin(
        scheme == null ? null : scheme.toLowerCase(Locale.ROOT), hops.get(hop).get("host"));
  }

  /** Empty when the header is malformed. */
  private static List<Map<String, String>> hops(String header) {
    List<Map<String, String>> hops = new ArrayList<>();
    Map<String, String> hop = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    Matcher pair = PAIR.matcher(header);
    int at = 0;
    while (at < header.length()) {
      if (!pair.find(at) || pair.start() != at) {
        return List.of();
      }
      hop.put(pair.group(1), pair.group(2) == null ? pair.group(3) : pair.group(2));
      if (!pair.group(4).equals(";")) {
        hops.add(hop);
        hop = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      }
      at = pair.end();
    }
    return hops;
  }
}
