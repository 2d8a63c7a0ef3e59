package io.gatehook.http.egress;

import java.net.InetAddress;

/** A block of addresses; a single address is a block of one. */
final class Cidr {
  private final byte[] first;
  private final int length;

  private Cidr(byte[] first, int length) {
    this.first = first;
    this.length = length;
  }

  /**
   * Reads {@code 10.0.0.0/8}, {@code fc00::/7} or an address.
   *
   * @throws IllegalArgumentException for anything else
   */
  static Cidr parse(String text) {
    String[] parts = text.split("/", 2);
    byte[] address =
        Literal.parse(parts[0])
            .orElseThrow(() -> new IllegalArgumentException("no address: " + text))
            .getAddress();
    int bits = address.length * 8;
    int length = parts.length == 1 ? bits : Integer.parseInt(parts[1]);
    if (length < 0 || length > bits) {
      throw new IllegalArgumentException("no block: " + text);
    }
    return new Cidr(address, length);
  }

  boolean contains(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (bytes.length != first.length) {
      return false;
    }
    int whole = length / 8;
    for (int i = 0; i < whole; i++) {
      if (bytes[i] != first[i]) {
        return false;
      }
    }
    int rest = length % 8;
    return rest == 0 || (bytes[whole] & 0xff) >> (8 - rest) == (first[whole] & 0xff) >> (8 - rest);
  }

  /** Bits that all its addresses share: more for a smaller block. */
  int length() {
    return length;
  }
}
