package io.gatehook.destination.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ToolsTest {
  private final JsonTool json = new JsonTool();
  private final TextTool text = new TextTool();
  private final DateTool date = new DateTool();

  @Test
  void writesAnyValueAsJson() {
    assertThat(json.of(null)).isEqualTo("null");
    assertThat(json.of("a\"\n\ud800")).isEqualTo("\"a\\\"\\n\ufffd\"");
    assertThat(json.of(Arrays.asList(1, null, true, new BigDecimal("1.50"), Map.of("a", "b"))))
        .isEqualTo("[1,null,true,1.50,{\"a\":\"b\"}]");
  }

  @Test
  void quotesAndEscapesTheTextOfAnyValue() {
    assertThat(json.quote(List.of("a"))).isEqualTo("\"[\\\"a\\\"]\"");
    assertThat(json.quote(null)).isEqualTo("\"\"");
    assertThat(json.escape("a\"b\u0001")).isEqualTo("a\\\"b\\u0001");
  }

  @Test
  void cutsBetweenCharacters() {
    assertThat(text.cut("abc", 3)).isEqualTo("abc");
    assertThat(text.cut("abcd", 3)).isEqualTo("ab…");
    assertThat(text.cut("a😀bc", 3)).isEqualTo("a…");
    assertThat(text.cut("abc", 0)).hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void makesOneLineOfAnything() {
    assertThat(text.line(" a\r\n\tb\u0000\u202ec ", 20)).isEqualTo("a b c");
    assertThat(text.line("\n", 20)).isEqualTo("-");
    assertThat(text.line(null, 20)).isEqualTo("-");
  }

  @Test
  void escapesForSlackWithinTheLimit() {
    assertThat(text.slack("<a> & b", 50)).isEqualTo("&lt;a&gt; &amp; b");
    assertThat(text.slack("&&&", 11)).isEqualTo("&amp;&amp;");
  }

  @Test
  void escapesMarkdownWithinTheLimit() {
    assertThat(text.markdown("*a* [b]", 50)).isEqualTo("\\*a\\* \\[b\\]");
    assertThat(text.markdown("***", 3)).isEqualTo("\\*");
  }

  @Test
  void takesTheFirstThatSaysSomething() {
    assertThat(text.or(null, "b")).isEqualTo("b");
    assertThat(text.or(" ", "b")).isEqualTo("b");
    assertThat(text.or(0, "b")).isEqualTo(0);
  }

  @Test
  void formatsTimes() {
    assertThat(date.format("yyyy-MM-dd HH:mm", "2026-01-02T03:04:05+01:00"))
        .isEqualTo("2026-01-02 02:04");
    assertThat(date.format("yyyy", 0L)).isEqualTo("1970");
    assertThat(date.epoch("1970-01-01T00:01:00Z")).isEqualTo(60);
    assertThatIllegalArgumentException().isThrownBy(() -> date.epoch(null));
    assertThatIllegalArgumentException().isThrownBy(() -> date.format("bogus", 0L));
  }
}
