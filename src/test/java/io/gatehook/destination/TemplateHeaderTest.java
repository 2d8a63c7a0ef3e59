package io.gatehook.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateHeaderTest {

  @Test
  void readsEveryKey() throws TemplateFailure {
    String text =
        """
        ## description: What it is
        ## Any other comment: may stand here.
        ##
        ## content-type: text/plain; charset=utf-8
        ## settings: routing_key, team
        ## optional: severity
        {}
        ## nonsense: is text by now
        """;

    assertThat(TemplateHeader.read(text))
        .isEqualTo(
            new TemplateHeader(
                "What it is",
                "text/plain; charset=utf-8",
                List.of("routing_key", "team"),
                List.of("severity")));
  }

  @Test
  void isJsonWithoutSettingsByDefault() throws TemplateFailure {
    assertThat(TemplateHeader.read("## description: d\n{}"))
        .isEqualTo(new TemplateHeader("d", "application/json", List.of(), List.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|1|the header needs a description",
        "## description:|1|the header needs a description",
        "## description: d%n## descripton: e|2|unknown key 'descripton'",
        "## description: d%n## description: e|2|'description' stands twice",
        "## description: d%n## content-type: json|1|content-type is none: json",
        "## description: d%n## settings: Key|1|'Key' is not a name of a setting",
      })
  void refusesWhatIsWrong(String text, int line, String message) {
    var failure =
        catchThrowableOfType(TemplateFailure.class, () -> TemplateHeader.read(text.formatted()));

    assertThat(failure.text()).startsWith(message);
    assertThat(failure.line()).isEqualTo(line);
  }
}
