package io.perdura.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * IP addresses that agree in their first bits.
 *
 * @param prefixLength how many bits
 */
record AddressRange(InetAddress network, int prefixLength) {

  /** What is no literal address must not become a look-up of a name. */
  private static final Pattern LITERAL =
      Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

  /**
   * Reads an address or a range in CIDR notation.
   *
   * @throws IllegalArgumentException when it is neither
   */
  static AddressRange parse(String text) {
    String[] parts = text.split("/", 2);
    InetAddress network = literal(parts[0]).orElseThrow(() -> invalid(text));
    int bits = network.getAddress().length * Byte.SIZE;
    if (parts.length == 1) {
      return new AddressRange(network, bits);
    }
    if (!parts[1].matches("[0-9]{1,3}") || Integer.parseInt(parts[1]) > bits) {
      throw invalid(text);
    }
    return new AddressRange(network, Integer.parseInt(parts[1]));
  }

  private static IllegalArgumentException invalid(String text) {
    return new IllegalArgumentException(
        "must hold IP addresses or ranges such as 10.0.0.0/8: '%s'".formatted(text));
  }

  /** The address that {@code text} is, without asking any name server. */
  static Optional<InetAddress> literal(String text) {
    if (!LITERAL.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(text));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  boolean contains(InetAddress address) {
    byte[] own = network.getAddress();
    byte[] other = address.getAddress();
    if (own.length != other.length) {
      return false;
    }
    for (int bit = 0; bit < prefixLength; bit++) {
      int mask = 0x80 >> bit % Byte.SIZE;
      if (((own[bit / Byte.SIZE] ^ other[bit / Byte.SIZE]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }
}
