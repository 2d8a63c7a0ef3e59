package io.gatehook.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {
  @Test
  void escapesWhatATerminalActsOn() {
    assertThat(Printable.line("a\u001b[31m\n\t\u202e\ud800\"\\ ü漢😀", 1000))
        .isEqualTo("a\\u001b[31m\\u000a\\u0009\\u202e\\ud800\"\\ ü漢😀");
  }

  @Test
  void cutsBetweenCharactersAndSaysSo() {
    assertThat(Printable.line("abcdef", 6)).isEqualTo("abcdef");
    assertThat(Printable.line("abcdefg", 6)).isEqualTo("abc...");
    assertThat(Printable.line("漢漢漢", 8)).isEqualTo("漢...");
    assertThat(Printable.line("😀😀", 7)).isEqualTo("😀...");
    assertThat(Printable.line("\n\n", 11)).isEqualTo("\\u000a...");
    assertThat(Printable.line("abc", 0)).isEqualTo("...");
    assertThat(Printable.line("", 0)).isEmpty();
  }

  @Test
  void neverTakesMoreBytesThanAllowed() {
    String text = "aü漢😀\u0001".repeat(20);
    for (int most = 3; most < 300; most++) {
      assertThat(Printable.bytes(Printable.line(text, most))).isLessThanOrEqualTo(most);
    }
  }
}
