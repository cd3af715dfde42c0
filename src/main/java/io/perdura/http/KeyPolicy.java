package io.perdura.http;

import io.perdura.taskhub.KeyScope;
import io.perdura.taskhub.SystemKey;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Who needs a system key to use the API, and which keys there are.
 *
 * @param keys the keys in force at the moment of asking, the preferred ones first
 * @param openToLoopback whether requests from this machine need none
 */
public record KeyPolicy(Supplier<List<SystemKey>> keys, boolean openToLoopback) {

  /**
   * Whether a request from this address must carry a key.
   *
   * @param remoteAddress literal IP address of the peer
   */
  boolean isKeyNeeded(String remoteAddress) {
    return !(openToLoopback && isLoopback(remoteAddress));
  }

  /** The key that was offered; looks at all of them, however early one matches. */
  Optional<SystemKey> find(String offered) {
    SystemKey found = null;
    for (SystemKey key : keys.get()) {
      boolean equal = MessageDigest.isEqual(bytes(offered), bytes(key.value()));
      found = equal && !offered.isEmpty() ? key : found;
    }
    return Optional.ofNullable(found);
  }

  /** The key for generated URLs when the request itself carried none. */
  Optional<SystemKey> preferred() {
    return keys.get().stream().filter(key -> key.scope() == KeyScope.MANAGE).findFirst();
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

  /** Without the keys, so that they cannot end up in a log. */
  @Override
  public String toString() {
    return "KeyPolicy[openToLoopback=%s]".formatted(openToLoopback);
  }
}
