package io.gatehook.http.egress;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Receivers that an operator lists: blocks of addresses, host names, and {@code *.} domains. */
public final class EgressList {
  private final List<Cidr> blocks = new ArrayList<>();
  private final List<String> names = new ArrayList<>();

  /**
   * Reads entries like {@code 10.1.0.0/16}, {@code fd00::1}, {@code hooks.example.com} and {@code
   * *.example.com}, which is every name below but not {@code example.com} itself.
   *
   * @throws IllegalArgumentException for what is none of these
   */
  public static EgressList of(List<String> entries) {
    var list = new EgressList();
    for (String entry : entries) {
      if (entry.indexOf('/') >= 0 || Literal.parse(entry).isPresent()) {
        list.blocks.add(Cidr.parse(entry));
      } else {
        list.names.add(plain(entry));
      }
    }
    return list;
  }

  boolean hasName(String host) {
    String name = plain(host);
    return names.stream()
        .anyMatch(
            listed ->
                listed.startsWith("*.") ? name.endsWith(listed.substring(1)) : name.equals(listed));
  }

  boolean hasAddress(InetAddress address) {
    return blocks.stream().anyMatch(block -> block.contains(address));
  }

  /** Names are the same in any case, and with the dot of the root at their end. */
  private static String plain(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }
}
