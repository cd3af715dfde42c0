package io.perdura.httpcall;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The servers that may be called: by host, host and port, or domain. */
public final class AllowedHosts {

  /** A name, an IPv4 address, an IPv6 address in brackets, or {@code *.} and a name. */
  private static final Pattern ENTRY =
      Pattern.compile(
          "((?:\\*\\.)?[a-z0-9_-]+(?:\\.[a-z0-9_-]+)*|\\[[0-9a-f:.]+])(?::(\\d{1,5}))?");

  private static final int ANY_PORT = -1;
  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;
  private static final int LAST_PORT = 65_535;

  /**
   * @param host in lower case; begins with a dot when all below it are meant
   */
  private record Entry(String host, int port) {

    @Override
    public String toString() {
      return (host.startsWith(".") ? "*" : "") + host + (port == ANY_PORT ? "" : ":" + port);
    }

    boolean matches(String calledHost, int calledPort) {
      boolean sameHost = host.startsWith(".") ? calledHost.endsWith(host) : calledHost.equals(host);
      return sameHost && (port == ANY_PORT || port == calledPort);
    }
  }

  private final List<Entry> entries;

  private AllowedHosts(List<Entry> entries) {
    this.entries = entries;
  }

  /**
   * @param entries {@code host}, {@code host:port}, or {@code *.domain} for all names below a
   *     domain; without a port all ports are meant
   * @throws IllegalArgumentException with an entry that is none of these
   */
  public static AllowedHosts of(List<String> entries) {
    return new AllowedHosts(entries.stream().map(AllowedHosts::entry).toList());
  }

  private static Entry entry(String text) {
    Matcher matcher = ENTRY.matcher(text.toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw notAnEntry(text);
    }
    String host = matcher.group(1);
    int port = matcher.group(2) == null ? ANY_PORT : Integer.parseInt(matcher.group(2));
    if (port > LAST_PORT) {
      throw notAnEntry(text);
    }
    return new Entry(host.startsWith("*") ? host.substring(1) : host, port);
  }

  private static IllegalArgumentException notAnEntry(String text) {
    return new IllegalArgumentException(
        "needs entries like api.example.com, api.example.com:8443 or *.example.com: '%s'"
            .formatted(text));
  }

  boolean contains(URI uri) {
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    return entries.stream().anyMatch(entry -> entry.matches(host, port(uri)));
  }

  @Override
  public String toString() {
    return entries.isEmpty()
        ? "none"
        : entries.stream().map(Entry::toString).collect(Collectors.joining(", "));
  }

  private static int port(URI uri) {
    if (uri.getPort() >= 0) {
      return uri.getPort();
    }
    return uri.getScheme().equalsIgnoreCase("https") ? HTTPS_PORT : HTTP_PORT;
  }
}
