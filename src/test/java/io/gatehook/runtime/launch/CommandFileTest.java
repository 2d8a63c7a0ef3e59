package io.gatehook.runtime.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CommandFileTest {

  @Test
  void lineIsACommandAndItsArguments() {
    Map<String, List<String>> lines =
        Map.of(
            "set a.b.c=1", List.of("set", "a.b.c=1"),
            "  create-x  --y\t\"a b\" ", List.of("create-x", "--y", "a b"),
            "set a=\"b c\"d", List.of("set", "a=b cd"),
            "# set a=1", List.of(),
            "", List.of(),
            "   ", List.of());

    assertThat(lines)
        .allSatisfy((line, words) -> assertThat(CommandFile.words(line)).isEqualTo(words));
  }
}
