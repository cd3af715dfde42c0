package io.perdura.httpcall;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** Tells addresses of the public internet from those that lead into networks of one's own. */
final class PublicAddresses {

  private PublicAddresses() {}

  static boolean isPublic(InetAddress address) {
    if (address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return false;
    }
    byte[] bytes = address.getAddress();
    return address instanceof Inet6Address ? isPublicV6(bytes) : isPublicV4(bytes);
  }

  private static boolean isPublicV4(byte[] bytes) {
    int first = bytes[0] & 0xff;
    int second = bytes[1] & 0xff;
    boolean carrierNat = first == 100 && (second & 0xc0) == 64;
    boolean protocolAssignments = first == 192 && second == 0 && bytes[2] == 0;
    boolean benchmarks = first == 198 && (second & 0xfe) == 18;
    boolean thisNetwork = first == 0;
    boolean reserved = first >= 240;
    return !(carrierNat || protocolAssignments || benchmarks || thisNetwork || reserved);
  }

  /**
   * Addresses of 6to4 and NAT64 are what they lead to. Of all others only global unicast ones are
   * public, and those not of Teredo, which lead to machines inside of networks.
   */
  private static boolean isPublicV6(byte[] bytes) {
    if (startsWith(bytes, 0x20, 0x02)) {
      return isPublic(v4(bytes, 2));
    }
    if (startsWith(bytes, 0x00, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0)) {
      return isPublic(v4(bytes, 12));
    }
    boolean globalUnicast = (bytes[0] & 0xe0) == 0x20;
    boolean teredo = startsWith(bytes, 0x20, 0x01, 0, 0);
    return globalUnicast && !teredo;
  }

  private static boolean startsWith(byte[] bytes, int... first) {
    for (int i = 0; i < first.length; i++) {
      if ((bytes[i] & 0xff) != first[i]) {
        return false;
      }
    }
    return true;
  }

  /** The IPv4 address that an IPv6 address of a translator or tunnel stands for. */
  private static InetAddress v4(byte[] bytes, int from) {
    try {
      return InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, from + 4));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("Four bytes are an address", e);
    }
  }
}
