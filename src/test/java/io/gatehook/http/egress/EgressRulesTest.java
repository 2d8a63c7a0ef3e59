package io.gatehook.http.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EgressRulesTest {
  private static final EgressRules ALLOWING = rules(true, "", "");
  private static final EgressRules DENYING = rules(false, "", "");

  private static EgressRules rules(boolean privateAllowed, String allow, String deny) {
    return new EgressRules(
        new EgressConfig(
            privateAllowed,
            EgressList.of(words(allow)),
            EgressList.of(words(deny)),
            new OwnListeners(List.of()),
            Optional.empty()));
  }

  private static List<String> words(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(" "));
  }

  private static EgressRules listening(String host, int port) {
    EgressConfig local = EgressConfig.local();
    var own = new OwnListeners(List.of(new InetSocketAddress(host, port)));
    return new EgressRules(
        new EgressConfig(true, local.allow(), local.deny(), own, Optional.empty()));
  }

  private static String verdict(InetAddress address) {
    boolean allowed = ALLOWING.refusal("x.test", address, 80).isEmpty();
    boolean also = DENYING.refusal("x.test", address, 80).isEmpty();
    return also ? "public" : allowed ? "private" : "forbidden";
  }

  static Stream<Arguments> edges() {
    return SpecialPurpose.blocks().stream()
        .flatMap(
            block ->
                block.edges().stream()
                    .map(
                        edge ->
                            Arguments.of(
                                SpecialPurpose.address(block.ipv6(), edge),
                                SpecialPurpose.expected(block.ipv6(), edge))))
        .filter(edge -> !edge.get()[1].equals("embedded"));
  }

  @ParameterizedTest
  @MethodSource("edges")
  void everyBlockOfTheRegistriesIsJudgedUpToItsEdges(InetAddress address, String expected) {
    assertThat(verdict(address)).isEqualTo(expected);
  }

  static Stream<InetAddress> ipv4Edges() {
    return SpecialPurpose.blocks().stream()
        .filter(block -> !block.ipv6())
        .flatMap(block -> block.edges().stream())
        .distinct()
        .map(edge -> SpecialPurpose.address(false, edge));
  }

  /** Each prefix that takes an IPv4 address into an IPv6 one, at the same edges. */
  @ParameterizedTest
  @MethodSource("ipv4Edges")
  void embeddedAddressesAreJudgedAsWhatTheyReach(InetAddress address) {
    String expected = verdict(address);
    BigInteger ipv4 = new BigInteger(1, address.getAddress());
    for (String form : List.of("::ffff:%s", "::ffff:0:%s", "64:ff9b::%s")) {
      assertThat(verdict(ipv6(form.formatted(groups(ipv4))))).as(form).isEqualTo(expected);
    }
    assertThat(verdict(ipv6("2002:%s::1".formatted(groups(ipv4))))).isEqualTo(expected);
    // that of the server beside it is public
    BigInteger inverted = ipv4.xor(BigInteger.ONE.shiftLeft(32).subtract(BigInteger.ONE));
    assertThat(verdict(ipv6("2001:0:808:808:0:0:%s".formatted(groups(inverted)))))
        .isEqualTo(expected);
    assertThat(verdict(ipv6("2001:0:%s:0:0:f7f7:f7f7".formatted(groups(ipv4)))))
        .isEqualTo(expected);
  }

  static Stream<InetAddress> edgesWithHosts() {
    return ipv4Edges().filter(edge -> edge.getAddress()[0] != 0);
  }

  @ParameterizedTest
  @MethodSource("edgesWithHosts")
  void localNat64IsJudgedAsWhatItReaches(InetAddress address) {
    String ipv4 = groups(new BigInteger(1, address.getAddress()));

    assertThat(verdict(ipv6("64:ff9b:1::" + ipv4))).isEqualTo(verdict(address));
    assertThat(verdict(ipv6("64:ff9b:1:2:3:4:" + ipv4))).isEqualTo(verdict(address));
  }

  /** {@code ::0.0.0.0} and {@code ::0.0.0.1} are addresses of their own. */
  @ParameterizedTest
  @MethodSource("edgesWithHosts")
  void compatibleAddressesAreJudgedAsWhatTheyReach(InetAddress address) {
    InetAddress compatible = ipv6("::" + groups(new BigInteger(1, address.getAddress())));

    assertThat(verdict(compatible)).isEqualTo(verdict(address));
  }

  @ParameterizedTest
  @CsvSource({
    "64:ff9b:1:a9fe:a9:fe00::, forbidden",
    "64:ff9b:1:22a9:fe:a9fe::, forbidden",
    "64:ff9b:1:2233:a9:fea9:fe00::, forbidden",
    "64:ff9b:1:2233:4455:6677:a9fe:a9fe, forbidden",
    "64:ff9b:1:a00:0:100::, private",
    "64:ff9b:1:808:8:800::, public",
    "64:ff9b:1::, forbidden",
  })
  void everyReadingOfLocalNat64Counts(String address, String expected) {
    assertThat(verdict(ipv6(address))).isEqualTo(expected);
  }

  /** Written as decimal, hexadecimal and octal numbers, one to four, and in between. */
  @ParameterizedTest
  @MethodSource("ipv4Edges")
  void everyTextualFormIsJudgedAsItsAddress(InetAddress address) {
    byte[] b = address.getAddress();
    long whole = ByteBuffer.wrap(b).getInt() & 0xffffffffL;
    int first = b[0] & 0xff;
    int second = b[1] & 0xff;
    int third = b[2] & 0xff;
    int fourth = b[3] & 0xff;
    Optional<String> expected = DENYING.refusal("x.test", address, 80);

    for (String host :
        List.of(
            address.getHostAddress(),
            address.getHostAddress() + ".",
            "%d".formatted(whole),
            "0x%x".formatted(whole),
            "0X%X".formatted(whole),
            "0%o".formatted(whole),
            "%d.%d".formatted(first, whole & 0xffffff),
            "0x%x.0%o".formatted(first, whole & 0xffffff),
            "%d.%d.%d".formatted(first, second, whole & 0xffff),
            "0%o.0%o.0%o.0%o".formatted(first, second, third, fourth),
            "0x%02x.%d.0x%x.00000%o".formatted(first, second, third, fourth))) {
      assertThat(DENYING.refusal(host, 80)).as(host).isEqualTo(expected);
    }
    assertThat(DENYING.refusal("::ffff:" + address.getHostAddress(), 80)).isEqualTo(expected);
  }

  @Test
  void sayWhatIsWrong() {
    assertThat(DENYING.refusal("0x7f.1", 80))
        .hasValue(
            "egress refused: 127.0.0.1 is loopback: gatehook.egress.private does not allow it");
    assertThat(ALLOWING.refusal("169.254.169.254", 80))
        .hasValue("egress refused: 169.254.169.254 is link-local");
    assertThat(ALLOWING.refusal("64:ff9b::a9fe:a9fe", 80))
        .hasValue(
            "egress refused: 64:ff9b:0:0:0:0:a9fe:a9fe reaches 169.254.169.254, which is link-local");
    assertThat(rules(true, "", "*.example.com").refusal("a.example.com", 80))
        .hasValue("egress refused: a.example.com is in gatehook.egress.deny");
  }

  @Test
  void aNameIsNotJudgedBeforeItIsLookedUp() {
    assertThat(DENYING.refusal("localhost", 80)).isEmpty();
    assertThat(DENYING.refusal("metadata.google.internal", 80)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.1.2.3",
    "10.1.2.3, 10.1.2.3",
    "10.1.2.3/31, 10.1.2.2",
    "fd00::/8, fd12::1",
    "10.0.0.0/8, ::ffff:10.1.2.3",
    "10.0.0.0/8, 64:ff9b::10.1.2.3",
    "64:ff9b::/96, 64:ff9b::10.1.2.3",
    "127.0.0.0/8 ::1, ::1",
    "hooks.test, 10.1.2.3",
    "HOOKS.test., 10.1.2.3",
    "*.test, 10.1.2.3",
  })
  void whatIsListedMayBeCalledThoughItIsPrivate(String allow, String address) {
    assertThat(rules(false, allow, "").refusal("hooks.test", any(address), 80)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 11.0.0.1, public",
    "10.1.2.3, 10.1.2.4, private",
    "10.1.2.2/31, 10.1.2.4, private",
    "*.hooks.test, 10.1.2.3, private",
    "ooks.test, 10.1.2.3, private",
    "*.est, 10.1.2.3, private",
  })
  void whatIsNotListedIsJudgedAsBefore(String allow, String address, String expected) {
    assertThat(rules(false, allow, "").refusal("hooks.test", any(address), 80).isPresent())
        .isEqualTo(expected.equals("private"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "::",
        "169.254.169.254",
        "fe80::1",
        "fd00:ec2::254",
        "100.100.100.200",
        "168.63.129.16",
        "224.0.0.1",
        "ff02::1",
        "255.255.255.255",
        "240.0.0.1",
        "64:ff9b::a9fe:a9fe",
        "2002:a9fe:a9fe::1",
        "::a9fe:a9fe"
      })
  void nothingAllowsWhatIsForbidden(String address) {
    EgressRules all = rules(true, "0.0.0.0/0 ::/0 *.test hooks.test", "");

    assertThat(all.refusal("hooks.test", any(address), 80)).isPresent();
    assertThat(all.refusal(address, 80)).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "8.8.8.0/24, 8.8.8.8",
    "8.8.8.8, ::ffff:8.8.8.8",
    "8.8.8.8, 64:ff9b::808:808",
    "2002::/16, 2002:808:808::1",
    "8.8.8.8, 2002:808:808::1",
    "hooks.test, 1.1.1.1",
    "*.test, 1.1.1.1",
    "10.1.2.3, 10.1.2.3",
  })
  void whatIsDeniedMayNotBeCalledWhateverElseIsSaid(String deny, String address) {
    EgressRules rules = rules(true, "0.0.0.0/0 ::/0 hooks.test", deny);

    assertThat(rules.refusal("hooks.test", any(address), 80))
        .hasValueSatisfying(text -> assertThat(text).contains("gatehook.egress.deny"));
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 127.0.0.1, true",
    "127.0.0.1, ::ffff:127.0.0.1, true",
    "127.0.0.1, 64:ff9b::7f00:1, true",
    "127.0.0.1, 127.0.0.2, false",
    "127.0.0.1, ::1, false",
    "::1, ::1, true",
    "0.0.0.0, 127.0.0.1, true",
    "0.0.0.0, 127.9.9.9, true",
    "::, 127.0.0.1, true",
    "0.0.0.0, 10.255.255.254, false",
  })
  void itsOwnListenerIsNoReceiver(String listening, String address, boolean own) {
    EgressRules rules = listening(listening, 8011);

    assertThat(rules.refusal("x.test", any(address), 8011).isPresent()).isEqualTo(own);
    assertThat(rules.refusal("x.test", any(address), 8012)).isEmpty();
  }

  private static String groups(BigInteger ipv4) {
    return "%x:%x".formatted(ipv4.shiftRight(16), ipv4.and(BigInteger.valueOf(0xffff)));
  }

  /** Of 16 bytes, also where Java would make four of them. */
  private static InetAddress ipv6(String text) {
    try {
      byte[] bytes = InetAddress.getByName(text).getAddress();
      byte[] mapped = new byte[16];
      mapped[10] = -1;
      mapped[11] = -1;
      System.arraycopy(bytes, 0, mapped, bytes.length == 4 ? 12 : 0, bytes.length);
      return Inet6Address.getByAddress(null, mapped, -1);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  private static InetAddress any(String text) {
    return text.contains(":") ? ipv6(text) : Literal.parse(text).orElseThrow();
  }
}
