package io.gatehook.http.egress;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** IPv4 addresses inside IPv6 addresses: where a packet to the latter ends up. */
final class Embedded {
  private static final Cidr COMPATIBLE = Cidr.parse("::/96");
  private static final Cidr TRANSLATED = Cidr.parse("::ffff:0:0:0/96");
  private static final Cidr NAT64 = Cidr.parse("64:ff9b::/96");
  private static final Cidr LOCAL_NAT64 = Cidr.parse("64:ff9b:1::/48");
  private static final Cidr TEREDO = Cidr.parse("2001::/32");
  private static final Cidr SIX_TO_FOUR = Cidr.parse("2002::/16");

  /** Zeros before an address read from the wrong place; nothing is reached there. */
  private static final Cidr NO_HOSTS = Cidr.parse("0.0.0.0/8");

  /** Which bytes hold the address where a prefix of local NAT64 has 48, 56, 64 or 96 bits. */
  private static final int[][] LOCAL_NAT64_BYTES = {
    {6, 7, 9, 10}, {7, 9, 10, 11}, {9, 10, 11, 12}, {12, 13, 14, 15}
  };

  private Embedded() {}

  /** The addresses that all must be fit to be called. Empty: the address stands for itself. */
  static List<InetAddress> of(InetAddress address) {
    if (!(address instanceof Inet6Address)) {
      return List.of();
    }
    byte[] bytes = address.getAddress();
    if (isMapped(bytes) || TRANSLATED.contains(address) || NAT64.contains(address)) {
      return List.of(at(bytes, 12, 13, 14, 15));
    }
    if (COMPATIBLE.contains(address)) {
      boolean ofItself = address.isAnyLocalAddress() || address.isLoopbackAddress();
      return ofItself ? List.of() : List.of(at(bytes, 12, 13, 14, 15));
    }
    if (SIX_TO_FOUR.contains(address)) {
      return List.of(at(bytes, 2, 3, 4, 5));
    }
    if (TEREDO.contains(address)) {
      return List.of(at(bytes, 4, 5, 6, 7), inverted(bytes));
    }
    return LOCAL_NAT64.contains(address) ? localNat64(bytes) : List.of();
  }

  /** An {@link Inet6Address} of this form exists only where somebody insists on it. */
  private static boolean isMapped(byte[] bytes) {
    return isZero(bytes, 0, 10) && bytes[10] == -1 && bytes[11] == -1;
  }

  /** The client of a Teredo address is written with its bits inverted. */
  private static InetAddress inverted(byte[] bytes) {
    byte[] client = Arrays.copyOfRange(bytes, 12, 16);
    for (int i = 0; i < client.length; i++) {
      client[i] = (byte) ~client[i];
    }
    return Literal.address(client);
  }

  /** The prefix is the network's secret, so every reading that RFC 6052 allows counts. */
  private static List<InetAddress> localNat64(byte[] bytes) {
    List<InetAddress> readings = new ArrayList<>();
    for (int[] places : LOCAL_NAT64_BYTES) {
      InetAddress reading = at(bytes, places);
      boolean nothingBehind = isZero(bytes, places[3] + 1, bytes.length);
      if (nothingBehind && bytes[8] == 0 && !NO_HOSTS.contains(reading)) {
        readings.add(reading);
      }
    }
    return readings.isEmpty() ? List.of(at(bytes, 12, 13, 14, 15)) : readings;
  }

  private static boolean isZero(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }

  private static InetAddress at(byte[] bytes, int... places) {
    byte[] found = new byte[places.length];
    for (int i = 0; i < places.length; i++) {
      found[i] = bytes[places[i]];
    }
    return Literal.address(found);
  }
}
