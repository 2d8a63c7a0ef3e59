package io.gatehook.admin.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gatehook.admin.body.RefusedBody.Reason;
import io.gatehook.json.Json;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestBodiesTest {
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String MULTIPART = "multipart/form-data; boundary=x";

  static Stream<Recording> refusals() {
    return Recording.all().stream()
        .filter(
            recording ->
                Stream.of(49, 50, 51, 55, 56, 58, 61, 62, 63, 64, 65, 66)
                    .anyMatch(number -> number == recording.number()));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refusesWhatKongRefuses(Recording recording) {
    var refused = catchThrowableOfType(RefusedBody.class, recording::body);

    Reason expected =
        switch (recording.status()) {
          case 415 -> Reason.UNSUPPORTED_TYPE;
          case 400 -> Reason.MALFORMED_JSON;
          default -> Reason.NOT_AN_OBJECT;
        };
    assertThat(refused.reason()).isEqualTo(expected);
    if (expected == Reason.MALFORMED_JSON) {
      assertThat(refused).hasMessage(recording.answer().getString("message"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"APPLICATION/JSON", " application/json", "text/json", "multipart/mixed", ""})
  void refusesOtherTypes(String type) {
    var refused = catchThrowableOfType(RefusedBody.class, () -> read(type, "{}"));

    assertThat(refused.reason()).isEqualTo(Reason.UNSUPPORTED_TYPE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/json|false",
        "application/json; charset=utf-8|false",
        "application/jsonp|false",
        "application/x-www-form-urlencoded|true",
        "application/x-www-form-urlencoded; charset=utf-8|true",
        "multipart/form-data; boundary=x|true",
      })
  void tellsFormsFromJson(String type, boolean text) {
    Body body = read(type, text ? "" : "{}");

    assertThat(body.text()).isEqualTo(text);
    assertThat(body.members()).isEmpty();
  }

  @Test
  void readsNoBodyWithoutATypeAsAnEmptyObject() {
    assertThat(read(null, "").members()).isEmpty();
  }

  @Test
  void refusesABodyWithoutAType() {
    var refused = catchThrowableOfType(RefusedBody.class, () -> read(null, "{}"));

    assertThat(refused.reason()).isEqualTo(Reason.UNSUPPORTED_TYPE);
  }

  @Test
  void takesTheLastOfADuplicateMember() {
    assertThat(read("application/json", "{\"a\":1,\"a\":2}").members())
        .isEqualTo(json("{\"a\":2}"));
  }

  @Test
  void takesAnEmptyArrayForAnEmptyObject() {
    assertThat(read("application/json", "[]").members()).isEmpty();
  }

  @Test
  void keepsDottedKeysOfJson() {
    assertThat(read("application/json", "{\"a.b\":1}").members()).isEqualTo(json("{\"a.b\":1}"));
  }

  @Test
  void refusesABodyOverTheLimit() {
    String largest = "a=" + "x".repeat(RequestBodies.MAX_BYTES - 2);

    var refused = catchThrowableOfType(RefusedBody.class, () -> read(FORM, largest + "x"));

    assertThat(read(FORM, largest).members().getString("a")).hasSize(RequestBodies.MAX_BYTES - 2);
    assertThat(refused.reason()).isEqualTo(Reason.TOO_LARGE);
    assertThat(refused).hasMessage("Body is larger than 1048576 bytes");
  }

  @Test
  void passesOnABrokenStream() {
    var broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("reset");
          }
        };

    assertThatThrownBy(() -> new RequestBodies().read("application/json", broken))
        .isInstanceOf(UncheckedIOException.class)
        .hasRootCauseMessage("reset");
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", FORM, MULTIPART})
  void answersAnyBytesWithABodyOrARefusal(String type) {
    var random = new Random(20261122);
    int bodies = 0;
    for (int round = 0; round < 3000; round++) {
      byte[] bytes = soup(random);
      try {
        assertThat(new RequestBodies().read(type, new ByteArrayInputStream(bytes))).isNotNull();
        bodies++;
      } catch (RefusedBody e) {
        assertThat(e).hasMessageMatching("(Cannot|Body|Form|Keys|Too) .*");
      }
    }
    assertThat(bodies).as("some of it can be read").isPositive();
  }

  @Test
  void answersAnyMultipartHeaderWithABodyOrARefusal() {
    var random = new Random(7);
    for (int round = 0; round < 3000; round++) {
      String type = "multipart/form-data;" + new String(soup(random), StandardCharsets.ISO_8859_1);
      try {
        assertThat(new RequestBodies().read(type, new ByteArrayInputStream(soup(random))))
            .isNotNull();
      } catch (RefusedBody e) {
        assertThat(e.reason()).isEqualTo(Reason.MALFORMED_FORM);
      }
    }
  }

  /** Random bytes between pieces that the decoders know. */
  private static byte[] soup(Random random) {
    String[] pieces = {
      "--x",
      "\r\n",
      "--x--",
      "Content-Disposition: form-data; name=",
      "\"a\"",
      "a[",
      "]",
      ".",
      "=",
      "&",
      "%",
      "%C3",
      "{",
      "}",
      "[",
      "]",
      "\"",
      ":",
      ",",
      "1e9",
      "-",
      "\\u",
      "true",
      "{\"a\":1}",
      "boundary=",
      "x",
      ";",
      "name*=utf-8''%",
      "=?utf-8?B?",
      "?=",
      "\r\n\r\n",
      "--x\r\n"
    };
    var text = new StringBuilder();
    for (int i = random.nextInt(24); i >= 0; i--) {
      text.append(
          random.nextInt(4) == 0
              ? String.valueOf((char) random.nextInt(256))
              : pieces[random.nextInt(pieces.length)]);
    }
    return text.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private static Body read(String type, String body) {
    return new RequestBodies()
        .read(type, new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
  }

  private static JsonObject json(String text) {
    return Json.stored(text.getBytes(StandardCharsets.UTF_8));
  }
}
