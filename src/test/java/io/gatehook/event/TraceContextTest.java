package io.gatehook.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The cases of the W3C's recommendation Trace Context, and of its test suite. */
class TraceContextTest {
  private static final String TRACE = "12345678901234567890123456789abc";
  private static final String GOOD = "00-" + TRACE + "-1234567890abcdef-01";

  private static Optional<TraceContext> read(String... traceparent) {
    return TraceContext.read(List.of(traceparent), List.of("foo=1"));
  }

  private static String parent(String version, String trace, String parent, String flags) {
    return String.join("-", version, trace, parent, flags);
  }

  @Test
  void keepsWhatVersion00Says() {
    assertThat(read(GOOD)).contains(new TraceContext(GOOD, "foo=1"));
    assertThat(read(GOOD).orElseThrow().traceId()).isEqualTo(TRACE);
  }

  @Test
  void isAbsentWithoutTheHeader() {
    assertThat(TraceContext.read(null, null)).isEmpty();
    assertThat(TraceContext.read(null, List.of("foo=1"))).isEmpty();
    assertThat(read()).isEmpty();
  }

  @Test
  void twoHeadersAreNone() {
    assertThat(read(GOOD, GOOD)).isEmpty();
    assertThat(read(GOOD + "," + GOOD)).isEmpty();
  }

  @Test
  void takesSpacesAndTabsAroundIt() {
    assertThat(read(" \t " + GOOD + "\t ")).map(TraceContext::traceparent).contains(GOOD);
    assertThat(read("\n" + GOOD)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        GOOD + ".",
        GOOD + "-",
        GOOD + "-what-the-future-will-be-like",
        "00-" + TRACE + "-1234567890abcdef",
        "00_" + TRACE + "_1234567890abcdef_01",
        "00-" + TRACE + "-1234567890ABCDEF-01",
        "00-" + TRACE + "-1234567890abcdef-01\u0000",
      })
  void ignoresAnotherShape(String traceparent) {
    assertThat(read(traceparent)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {".0", "0.", "0", "000", "FF", "ff", "0A", "zz", ""})
  void ignoresABrokenVersion(String version) {
    assertThat(read(parent(version, TRACE, "1234567890abcdef", "01"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00000000000000000000000000000000",
        ".2345678901234567890123456789012",
        "1234567890123456789012345678901.",
        "1234567890123456789012345678901",
        "123456789012345678901234567890123",
        "12345678901234567890123456789ABC",
        ""
      })
  void ignoresABrokenTraceId(String trace) {
    assertThat(read(parent("00", trace, "1234567890abcdef", "01"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0000000000000000",
        ".234567890123456",
        "123456789012345.",
        "123456789012345",
        "12345678901234567",
        "1234567890abcdeF",
        ""
      })
  void ignoresABrokenParentId(String parent) {
    assertThat(read(parent("00", TRACE, parent, "01"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {".0", "0.", "0", "001", "0A", "+1", ""})
  void ignoresBrokenFlags(String flags) {
    assertThat(read(parent("00", TRACE, "1234567890abcdef", flags))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"00,00", "01,01", "02,02", "03,03", "04,00", "f5,01", "ff,03"})
  void clearsFlagsThatVersion00DoesNotHave(String given, String kept) {
    assertThat(read(parent("00", TRACE, "1234567890abcdef", given)))
        .map(TraceContext::traceparent)
        .contains(parent("00", TRACE, "1234567890abcdef", kept));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", "-what-the-future-will-be-like"})
  void readsAVersionToComeAsFarAsItIsPromised(String more) {
    assertThat(read(parent("cc", TRACE, "1234567890abcdef", "03") + more))
        .map(TraceContext::traceparent)
        .contains(GOOD);
  }

  @ParameterizedTest
  @ValueSource(strings = {".what-the-future-will-be-like", "0", "what"})
  void ignoresAVersionToComeThatBreaksItsPromise(String more) {
    assertThat(read(parent("cc", TRACE, "1234567890abcdef", "01") + more)).isEmpty();
  }

  @Test
  void handsOnTheSameTraceAndFlagsUnderAnotherParent() {
    TraceContext trace = read(GOOD).orElseThrow();

    assertThat(trace.traceparentOf("fedcba0987654321"))
        .isEqualTo("00-" + TRACE + "-fedcba0987654321-01");
  }
}
