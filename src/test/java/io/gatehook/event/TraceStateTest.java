package io.gatehook.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The cases of the W3C's recommendation Trace Context, and of its test suite. */
class TraceStateTest {

  private static Optional<String> read(String... headers) {
    return TraceState.read(List.of(headers));
  }

  private static String members(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> "bar%02d=%02d".formatted(i, i))
        .collect(Collectors.joining(","));
  }

  private static List<String> valid() {
    return List.of(
        "foo=1",
        "foo=1,bar=2",
        "foo=1,foo=2", // up to the systems that they are of
        "a0-_*/=1",
        "a".repeat(256) + "=1",
        "0t@v=1",
        "t".repeat(241) + "@v=1",
        "t@" + "v".repeat(14) + "=1",
        "a0-_*/@a0-_*/=1",
        "foo=" + "v".repeat(256),
        "foo= !\"#$%&'()*+-./:;<>?@[\\]^_`{|}~",
        members(32));
  }

  @ParameterizedTest
  @MethodSource("valid")
  void keepsWhatIsValid(String tracestate) {
    assertThat(read(tracestate)).contains(tracestate);
  }

  private static List<String> invalid() {
    return List.of(
        "foo",
        "foo=",
        "=1",
        "foo =1",
        "FOO=1",
        "foo.bar=1",
        "foo@=1,bar=2",
        "@foo=1,bar=2",
        "foo@@bar=1,bar=2",
        "foo@bar@baz=1,bar=2",
        "foo@0bar=1",
        "0foo=1",
        "foo=1;bar=2=3",
        "foo=bar=baz",
        "foo=,bar=3",
        "foo=\u00e9",
        "foo=\u0001",
        "z".repeat(257) + "=1",
        "t".repeat(242) + "@v=1",
        "t@" + "v".repeat(15) + "=1",
        "foo=" + "v".repeat(257),
        members(33));
  }

  @ParameterizedTest
  @MethodSource("invalid")
  void dropsTheWholeListForABrokenMember(String tracestate) {
    assertThat(read(tracestate)).isEmpty();
    assertThat(
            TraceContext.read(
                List.of("00-" + "1".repeat(32) + "-0000000000000001-00"), List.of(tracestate)))
        .as("not the trace")
        .hasValueSatisfying(trace -> assertThat(trace.tracestate()).isNull());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", ",", " , \t,"})
  void emptyListIsNone(String tracestate) {
    assertThat(read(tracestate)).isEmpty();
  }

  @Test
  void joinsSeveralHeaders() {
    assertThat(read("foo=1", "", "bar=2", "rojo=1,congo=2")).contains("foo=1,bar=2,rojo=1,congo=2");
  }

  @Test
  void dropsWhatStandsBetweenTheMembers() {
    assertThat(read("foo=1 \t , \t bar=2, ,\t baz=3 ")).contains("foo=1,bar=2,baz=3");
  }

  @Test
  void takes512CharactersAndNotOneMore() {
    String fits =
        "a="
            + "v".repeat(126)
            + IntStream.range(0, 3)
                .mapToObj(i -> ",b=" + "v".repeat(125))
                .collect(Collectors.joining());

    assertThat(fits).hasSize(512);
    assertThat(read(fits)).contains(fits);
    assertThat(read(fits + ",c=1")).contains(fits);
  }

  @Test
  void leavesOutLongMembersFirstAndThenTheLast() {
    String longOne = "long=" + "v".repeat(200);
    String shorter = "s=" + "v".repeat(98);

    assertThat(read(String.join(",", longOne, shorter, longOne, shorter, "last=1")))
        .as("the second long one suffices")
        .contains(String.join(",", longOne, shorter, shorter, "last=1"));
    assertThat(read(String.join(",", shorter, shorter, shorter, shorter, shorter, shorter)))
        .contains(String.join(",", shorter, shorter, shorter, shorter, shorter));
    assertThat(read("a".repeat(256) + "=" + "v".repeat(256))).isEmpty();
  }

  @Test
  void isReadInNoTimeWhateverItIs() {
    assertThat(read("a=" + " ".repeat(100_000) + "=")).isEmpty();
    assertThat(read("a".repeat(100_000))).isEmpty();
    assertThat(read(",".repeat(100_000))).isEmpty();
  }
}
