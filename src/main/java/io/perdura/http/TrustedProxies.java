package io.perdura.http;

import java.util.List;

/** The proxies whose word about the original request is believed. */
public final class TrustedProxies {

  private final List<AddressRange> ranges;

  private TrustedProxies(List<AddressRange> ranges) {
    this.ranges = ranges;
  }

  /**
   * @param ranges IP addresses, or ranges in CIDR notation
   * @throws IllegalArgumentException when one of them is neither
   */
  public static TrustedProxies of(List<String> ranges) {
    return new TrustedProxies(ranges.stream().map(AddressRange::parse).toList());
  }

  /**
   * Whether the sender is one of them.
   *
   * @param sender IP address, with a zone, a port or brackets or without; anything else is not
   */
  boolean include(String sender) {
    return sender != null
        && AddressRange.literal(addressIn(sender))
            .filter(address -> ranges.stream().anyMatch(range -> range.contains(address)))
            .isPresent();
  }

  private static String addressIn(String sender) {
    if (sender.startsWith("[")) {
      return sender.replaceFirst("^\\[([^\\]]*)].*$", "$1");
    }
    boolean hasPort = sender.indexOf(':') >= 0 && sender.indexOf(':') == sender.lastIndexOf(':');
    String host = hasPort ? sender.substring(0, sender.indexOf(':')) : sender;
    return host.replaceFirst("%.*$", "");
  }
}
