package io.perdura.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * Who needs the system key to use the API.
 *
 * @param systemKey the key
 * @param openToLoopback whether requests from this machine need none
 */
public record KeyPolicy(String systemKey, boolean openToLoopback) {

  /**
   * Whether a request from this address must carry the key.
   *
   * @param remoteAddress literal IP address of the peer
   */
  boolean isKeyNeeded(String remoteAddress) {
    return !(openToLoopback && isLoopback(remoteAddress));
  }

  /** Whether {@code offered} is the key; takes equally long wherever the two differ. */
  boolean accepts(String offered) {
    return MessageDigest.isEqual(bytes(offered), bytes(systemKey));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static boolean isLoopback(String address) {
    try {
      return address != null && InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** Without the key, so that it cannot end up in a log. */
  @Override
  public String toString() {
    return "KeyPolicy[openToLoopback=%s]".formatted(openToLoopback);
  }
}
