package io.gatehook.http.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads hosts that are addresses and no names. An IPv4 address may have one to four numbers,
 * decimal, octal ({@code 0177}) or hexadecimal ({@code 0x7f}), as in the URL standard: resolvers of
 * systems take such forms too, and each its own, so a host is judged and dialled as it is read
 * here.
 */
public final class Literal {
  private static final Pattern NUMBER_AT_END =
      Pattern.compile("(.*\\.)?(\\d+|0[xX][0-9a-fA-F]*)\\.?");
  private static final Pattern NUMBER = Pattern.compile("\\d+|0[xX][0-9a-fA-F]*");
  private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]+");
  private static final int MAX_NUMBERS = 4;

  private Literal() {}

  /**
   * The address. Empty: a name.
   *
   * @param host without brackets
   * @throws IllegalArgumentException for what looks like an address and is none
   */
  public static Optional<InetAddress> parse(String host) {
    if (host.indexOf(':') >= 0) {
      return Optional.of(ipv6(host));
    }
    return NUMBER_AT_END.matcher(host).matches() ? Optional.of(ipv4(host)) : Optional.empty();
  }

  private static InetAddress ipv6(String host) {
    require(IPV6.matcher(host).matches());
    try {
      return InetAddress.getByName(host); // with a colon in it, never looked up
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("invalid address", e);
    }
  }

  private static InetAddress ipv4(String host) {
    String[] numbers = host.replaceFirst("\\.$", "").split("\\.", -1);
    int last = numbers.length - 1;
    require(numbers.length <= MAX_NUMBERS);
    long address = 0;
    for (int i = 0; i < last; i++) {
      long one = number(numbers[i]);
      require(one <= 255);
      address |= one << (8 * (3 - i));
    }
    long rest = number(numbers[last]);
    require(rest < 1L << (8 * (MAX_NUMBERS - last)));
    return address(ByteBuffer.allocate(4).putInt((int) (address | rest)).array());
  }

  /** What no {@code long} holds is no address either, and the exception says so. */
  private static long number(String text) {
    require(NUMBER.matcher(text).matches());
    if (text.startsWith("0x") || text.startsWith("0X")) {
      return text.length() == 2 ? 0 : Long.parseLong(text.substring(2), 16);
    }
    return Long.parseLong(text, text.startsWith("0") ? 8 : 10);
  }

  static InetAddress address(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("not 4 or 16 bytes", e);
    }
  }

  private static void require(boolean valid) {
    if (!valid) {
      throw new IllegalArgumentException("invalid address");
    }
  }
}
