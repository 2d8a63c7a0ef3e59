package io.gatehook.http.egress;

import static io.gatehook.http.egress.Reach.FORBIDDEN;
import static io.gatehook.http.egress.Reach.PRIVATE;
import static io.gatehook.http.egress.Reach.PUBLIC;

import java.net.InetAddress;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What every address is, after the special-purpose registries of IANA; the smallest block that an
 * address lies in counts. IPv6 addresses with an IPv4 address in them are judged by that one, see
 * {@link Embedded}.
 */
final class AddressBlocks {

  /** A block of one kind. */
  record Block(Cidr cidr, String kind, Reach reach) {}

  private static final List<Block> BLOCKS =
      Stream.of(
              blocks(PUBLIC, "public", "0.0.0.0/0 2000::/3"),
              blocks(PRIVATE, "loopback", "127.0.0.0/8 ::1"),
              blocks(PRIVATE, "private", "10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 fc00::/7"),
              blocks(PRIVATE, "shared by a carrier's customers", "100.64.0.0/10"),
              blocks(FORBIDDEN, "unspecified", "0.0.0.0/8 ::"),
              blocks(FORBIDDEN, "link-local", "169.254.0.0/16 fe80::/10"),
              blocks(FORBIDDEN, "multicast", "224.0.0.0/4 ff00::/8"),
              blocks(FORBIDDEN, "broadcast", "255.255.255.255"),
              blocks(
                  FORBIDDEN,
                  "of documentation",
                  "192.0.2.0/24 198.51.100.0/24 203.0.113.0/24 2001:db8::/32 3fff::/20"),
              blocks(FORBIDDEN, "of benchmarks", "198.18.0.0/15 2001:2::/48"),
              // All of IPv6 that is not handed out is reserved, 100::/64 and 5f00::/16 with it.
              blocks(
                  FORBIDDEN, "reserved", "192.0.0.0/24 192.88.99.0/24 240.0.0.0/4 ::/0 2001::/23"),
              blocks(PUBLIC, "an anycast service", "192.0.0.9 192.0.0.10"),
              blocks(PUBLIC, "an anycast service", "2001:1::1 2001:1::2 2001:1::3"),
              blocks(PUBLIC, "public", "2001:3::/32 2001:4:112::/48 2001:20::/28 2001:30::/28"),
              // Azure, Alibaba, AWS, Google, Oracle, Scaleway, Akamai; others use link-local ones.
              blocks(
                  FORBIDDEN,
                  "the metadata of a cloud",
                  "168.63.129.16 100.100.100.200 fd00:ec2::/32 fd20:ce::254 fd00:c1::a9fe:a9fe"
                      + " fd00:42::42 fd00:a9fe:a9fe::/48"))
          .flatMap(List::stream)
          .sorted(Comparator.comparingInt((Block block) -> block.cidr().length()).reversed())
          .toList();

  private AddressBlocks() {}

  static Block of(InetAddress address) {
    return BLOCKS.stream()
        .filter(block -> block.cidr().contains(address))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("in no block: " + address));
  }

  private static List<Block> blocks(Reach reach, String kind, String cidrs) {
    return Stream.of(cidrs.split(" "))
        .map(cidr -> new Block(Cidr.parse(cidr), kind, reach))
        .toList();
  }
}
