package io.gatehook.http.egress;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The registries as a table, and what they say of an address; knows nothing of our own tables. */
final class SpecialPurpose {
  /** A block from its first to its last address. */
  record Block(boolean ipv6, BigInteger first, BigInteger last, String name, String expected) {
    boolean contains(boolean ofIpv6, BigInteger address) {
      return ipv6 == ofIpv6 && first.compareTo(address) <= 0 && address.compareTo(last) <= 0;
    }

    /** First, last, one before and one after, as far as there are any. */
    Set<BigInteger> edges() {
      var edges = new TreeSet<>(List.of(first, last));
      BigInteger all = BigInteger.ONE.shiftLeft(ipv6 ? 128 : 32);
      for (BigInteger beside : List.of(first.subtract(BigInteger.ONE), last.add(BigInteger.ONE))) {
        if (beside.signum() >= 0 && beside.compareTo(all) < 0) {
          edges.add(beside);
        }
      }
      return edges;
    }
  }

  private SpecialPurpose() {}

  static List<Block> blocks() {
    try (var in = SpecialPurpose.class.getResourceAsStream("/egress/special-purpose.csv")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(SpecialPurpose::block)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the smallest block that holds the address says. */
  static String expected(boolean ipv6, BigInteger address) {
    return blocks().stream()
        .filter(block -> block.contains(ipv6, address))
        .min(Comparator.comparing(block -> block.last().subtract(block.first())))
        .orElseThrow()
        .expected();
  }

  /** The address, of 16 bytes also where Java would make four of them. */
  static InetAddress address(boolean ipv6, BigInteger number) {
    byte[] bytes = new byte[ipv6 ? 16 : 4];
    byte[] significant = number.toByteArray();
    int length = Math.min(bytes.length, significant.length);
    System.arraycopy(
        significant, significant.length - length, bytes, bytes.length - length, length);
    try {
      return ipv6
          ? Inet6Address.getByAddress(null, bytes, -1)
          : InetAddress.getByAddress(null, bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Block block(String line) {
    String[] columns = line.split(",");
    String[] cidr = columns[0].split("/");
    boolean ipv6 = cidr[0].contains(":");
    int free = (ipv6 ? 128 : 32) - Integer.parseInt(cidr[1]);
    BigInteger first = number(cidr[0]);
    BigInteger size = BigInteger.ONE.shiftLeft(free);
    return new Block(ipv6, first, first.add(size).subtract(BigInteger.ONE), columns[1], columns[2]);
  }

  /** Takes an address apart by hand: Java would make IPv4 of the mapped ones. */
  private static BigInteger number(String text) {
    if (!text.contains(":")) {
      return Arrays.stream(text.split("\\."))
          .map(BigInteger::new)
          .reduce(BigInteger.ZERO, (sum, part) -> sum.shiftLeft(8).add(part));
    }
    String[] halves = text.split("::", -1);
    List<String> head = groups(halves[0]);
    List<String> tail = halves.length > 1 ? groups(halves[1]) : List.of();
    BigInteger number = BigInteger.ZERO;
    for (int i = 0; i < 8; i++) {
      int inTail = i - (8 - tail.size());
      String group = i < head.size() ? head.get(i) : inTail >= 0 ? tail.get(inTail) : "0";
      number = number.shiftLeft(16).add(new BigInteger(group, 16));
    }
    return number;
  }

  private static List<String> groups(String half) {
    return half.isEmpty() ? List.of() : List.of(half.split(":"));
  }
}
