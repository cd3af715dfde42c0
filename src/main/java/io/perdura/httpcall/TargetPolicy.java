package io.perdura.httpcall;

import io.perdura.orchestration.DurableHttpRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;

/** Refuses requests to servers that are not meant to be called. */
final class TargetPolicy {

  private static final Set<String> SCHEMES = Set.of("http", "https");

  private final AllowedHosts allowedHosts;
  private final boolean allowPrivateAddresses;

  TargetPolicy(AllowedHosts allowedHosts, boolean allowPrivateAddresses) {
    this.allowedHosts = allowedHosts;
    this.allowPrivateAddresses = allowPrivateAddresses;
  }

  /**
   * Every address that the host's name has must be allowed. The Java runtime remembers them for
   * some seconds, so that the connection goes to one of those looked at here.
   *
   * @throws SecurityException when the server may not be called
   * @throws IOException when the host's name is not known
   */
  void require(DurableHttpRequest request) throws IOException {
    URI uri = request.getUri();
    if (uri.getScheme() == null
        || uri.getHost() == null
        || !SCHEMES.contains(uri.getScheme().toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException("An HTTP call needs a URI with http or https and a host");
    }
    if (uri.getUserInfo() != null) {
      throw new IllegalArgumentException(
          "The URI of an HTTP call holds no user and password; a header does");
    }
    if (!allowedHosts.contains(uri)) {
      throw new SecurityException(
          "%s: calls to this host are not allowed; perdura.http-call.allowed-hosts names those that are"
              .formatted(request));
    }
    if (!allowPrivateAddresses) {
      requirePublic(request, addresses(request));
    }
  }

  private static InetAddress[] addresses(DurableHttpRequest request) throws IOException {
    try {
      return InetAddress.getAllByName(request.getUri().getHost());
    } catch (UnknownHostException e) {
      throw new IOException(request + ": the host is not known", e);
    }
  }

  private static void requirePublic(DurableHttpRequest request, InetAddress[] addresses) {
    for (InetAddress address : addresses) {
      if (!PublicAddresses.isPublic(address)) {
        throw new SecurityException(
            "%s: the host has the address %s, which is not public; perdura.http-call.allow-private-addresses allows it"
                .formatted(request, address.getHostAddress()));
      }
    }
  }
}
