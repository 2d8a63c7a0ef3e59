package io.gatehook.admin.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gatehook.admin.body.RefusedBody.Reason;
import io.gatehook.json.Json;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartTest {
  private static final String TYPE = "multipart/form-data; boundary=xx";

  @Test
  void keepsEveryValueOfARepeatedKey() {
    String body =
        part("name=\"f[]\"", "a")
            + part("name=\"f[]\"", "b")
            + part("name=\"g\"", "c")
            + part("name=\"g\"", "d")
            + "--xx--\r\n";

    assertThat(read(TYPE, body)).isEqualTo(json("{\"f\":[\"a\",\"b\"],\"g\":[\"c\",\"d\"]}"));
  }

  @Test
  void takesAFileForItsText() {
    String body =
        "--xx\r\ncontent-type: text/x-lua\r\nCONTENT-DISPOSITION: form-data; name=\"config.functions\";"
            + " filename=\"a.lua\"\r\n\r\nreturn 1\r\nü\r\n--xx--";

    assertThat(read(TYPE, body))
        .isEqualTo(json("{\"config\":{\"functions\":\"return 1\\r\\nü\"}}"));
  }

  @Test
  void ignoresPartsWithoutAName() {
    String body =
        part("filename=\"x\"", "a")
            + "--xx\r\nContent-Type: text/plain\r\n\r\nb\r\n"
            + part("name=\"\"", "c")
            + part("name=\"=?utf-8?B?A?=\"", "broken")
            + part("name=bare", "d")
            + "--xx--\r\n";

    assertThat(read(TYPE, body)).isEqualTo(json("{\"bare\":\"d\"}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "multipart/form-data; boundary=\"xx\"",
        "multipart/form-data;charset=utf-8;BOUNDARY=xx",
        "multipart/form-data; boundary=xx; charset=utf-8"
      })
  void findsTheBoundary(String type) {
    assertThat(read(type, part("name=\"a\"", "1") + "--xx--")).isEqualTo(json("{\"a\":\"1\"}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=yy",
        "multipart/form-data; boundary="
            + "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
      })
  void takesABodyWithoutItsBoundaryForEmpty(String type) {
    assertThat(read(type, part("name=\"a\"", "1") + "--xx--")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``",
        "nonsense",
        "--xx",
        "--xx--",
        "--xx\\r\\nContent-Disposition: form-data; name=a",
        "--xx\\r\\nContent-Disposition: form-data; name=a\\r\\n\\r\\n",
        "--xx\\r\\nContent-Disposition: form-data; name=a\\r\\n\\r\\n1",
        "--xx\\r\\nContent-Disposition: form-data; name=a\\r\\n\\r\\n1\\r\\n--xx",
        "--xx\\r\\nContent-Disposition: form-data; name=a\\r\\n\\r\\n1\\r\\n--xxyy\\r\\n",
      })
  void takesABrokenBodyForEmpty(String body) {
    assertThat(read(TYPE, body.replace("\\r\\n", "\r\n"))).isEmpty();
  }

  @Test
  void takesABodyWithEndlessHeadersForEmpty() {
    String body = part("name=\"" + "a".repeat(Multipart.MAX_HEADER_BYTES) + "\"", "1") + "--xx--";

    assertThat(read(TYPE, body)).isEmpty();
  }

  @Test
  void refusesMoreThanAThousandParts() {
    String body = part("name=a", "1").repeat(1001) + "--xx--";

    var refused = catchThrowableOfType(RefusedBody.class, () -> read(TYPE, body));

    assertThat(refused.reason()).isEqualTo(Reason.TOO_MANY_ARGUMENTS);
  }

  @Test
  void refusesWhatIsNotUtf8() {
    byte[] body = (part("name=a", "\u00ff") + "--xx--").getBytes(StandardCharsets.ISO_8859_1);

    var refused = catchThrowableOfType(RefusedBody.class, () -> Multipart.arguments(TYPE, body));

    assertThat(refused.reason()).isEqualTo(Reason.MALFORMED_FORM);
  }

  private static String part(String parameters, String text) {
    return "--xx\r\nContent-Disposition: form-data; %s\r\n\r\n%s\r\n".formatted(parameters, text);
  }

  private static JsonObject read(String type, String body) {
    return FormTree.decode(Multipart.arguments(type, body.getBytes(StandardCharsets.UTF_8)), true);
  }

  private static JsonObject json(String text) {
    return Json.stored(text.getBytes(StandardCharsets.UTF_8));
  }
}
