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

  private static boolean isPublicV6(byte[] bytes) {
    boolean uniqueLocal = (bytes[0] & 0xfe) == 0xfc;
    if (uniqueLocal) {
      return false;
    }
    int embedded = embeddedV4(bytes);
    return embedded < 0 || isPublic(v4(bytes, embedded));
  }

  /** Where an IPv6 address that stands for an IPv4 one holds it; negative when it does not. */
  private static int embeddedV4(byte[] bytes) {
    boolean sixToFour = bytes[0] == 0x20 && bytes[1] == 0x02;
    boolean translated = bytes[0] == 0 && bytes[1] == 0x64 && (bytes[2] & 0xff) == 0xff;
    boolean compatible = isZero(bytes, 10);
    if (sixToFour) {
      return 2;
    }
    return translated || compatible ? 12 : -1;
  }

  private static boolean isZero(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }

  private static InetAddress v4(byte[] bytes, int from) {
    try {
      return InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, from + 4));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("Four bytes are an address", e);
    }
  }
}
