package io.perdura.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Where clients reach the application (contract, section 5): at the configured URL, whatever a
 * request says; without one, where the request came in, for which the word of trusted proxies is
 * taken. So nobody but them can have a key sent to another host.
 */
public final class PublicUrls {

  private static final String FORWARDED = "Forwarded";

  private final String configuredRoot;
  private final TrustedProxies proxies;

  private PublicUrls(String configuredRoot, TrustedProxies proxies) {
    this.configuredRoot = configuredRoot;
    this.proxies = proxies;
  }

  /**
   * @param publicUrl where clients reach the root of the application, context path included; null
   *     to go by the requests
   * @throws IllegalArgumentException when it is no such URL
   */
  public static PublicUrls of(String publicUrl, TrustedProxies proxies) {
    return new PublicUrls(publicUrl == null ? null : checked(publicUrl), proxies);
  }

  private static String checked(String publicUrl) {
    try {
      URI uri = new URI(publicUrl);
      boolean web =
          "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
      boolean bare = uri.getRawQuery() == null && uri.getRawFragment() == null;
      if (web && bare && uri.getHost() != null && uri.getRawUserInfo() == null) {
        return publicUrl.replaceFirst("/+$", "");
      }
    } catch (URISyntaxException e) {
      throw notAUrl(publicUrl);
    }
    throw notAUrl(publicUrl);
  }

  private static IllegalArgumentException notAUrl(String text) {
    return new IllegalArgumentException(
        "must be a URL such as https://flows.example/durable, without user, query or fragment: '%s'"
            .formatted(text));
  }

  /** The configured URL of the application's root, without a slash at its end. */
  public Optional<String> configuredRoot() {
    return Optional.ofNullable(configuredRoot);
  }

  /**
   * The URL of the application's root as the client of a request knows it, without a slash at its
   * end.
   *
   * @param received the root's URL according to the container
   * @param sender IP address of the direct peer
   * @param headers gives all lines of a header, joined by commas, or null
   */
  String root(URI received, String sender, UnaryOperator<String> headers) {
    if (configuredRoot != null) {
      return configuredRoot;
    }
    String path = received.getRawPath().replaceFirst("/+$", "");
    if (!proxies.include(sender)) {
      return received.getScheme() + "://" + received.getRawAuthority() + path;
    }
    XForwardedHeaders forwarded = new XForwardedHeaders(headers, proxies);
    return origin(received, told(headers, forwarded), forwarded) + forwarded.prefix() + path;
  }

  /**
   * Proxies set the one kind of header and may pass on what a client wrote in the other, so neither
   * is believed where they contradict each other.
   */
  private ForwardedOrigin told(UnaryOperator<String> headers, XForwardedHeaders forwarded) {
    String standard = headers.apply(FORWARDED);
    ForwardedOrigin inX = forwarded.origin();
    if (standard == null) {
      return inX;
    }
    ForwardedOrigin inStandard = ForwardedHeader.origin(standard, proxies);
    boolean contradicted = forwarded.arePresent() && !inX.equals(inStandard);
    return contradicted ? ForwardedOrigin.UNKNOWN : inStandard;
  }

  private static String origin(URI received, ForwardedOrigin told, XForwardedHeaders forwarded) {
    String scheme = told.scheme() == null ? received.getScheme() : told.scheme();
    String authority = told.authority() == null ? received.getRawAuthority() : told.authority();
    boolean portIsTold = told.authority() != null && hasPort(told.authority());
    Optional<String> port = portIsTold ? Optional.empty() : forwarded.port(scheme);
    return scheme + "://" + port.map(p -> withoutPort(authority) + p).orElse(authority);
  }

  private static boolean hasPort(String authority) {
    return !withoutPort(authority).equals(authority);
  }

  private static String withoutPort(String authority) {
    return authority.replaceFirst(":[0-9]*$", "");
  }
}
