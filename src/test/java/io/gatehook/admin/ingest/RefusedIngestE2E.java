package io.gatehook.admin.ingest;

import static io.gatehook.admin.ingest.Ingest.bytes;
import static io.gatehook.admin.ingest.Ingest.gzip;
import static io.gatehook.admin.ingest.Ingest.item;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehook.Api;
import io.gatehook.Api.Answer;
import io.gatehook.SharedGatehook;
import jakarta.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Worker events that are refused, and that nothing of them is recorded. */
@ExtendWith(SharedGatehook.class)
class RefusedIngestE2E {
  private static final int MIB = 1024 * 1024;
  private static final String SOURCE = "refused";
  private static final String GOOD = item(SOURCE, "{}");

  private final Api api;
  private final Ingest ingest;
  private String hook;

  RefusedIngestE2E(Api api) {
    this.api = api;
    this.ingest = new Ingest(api);
  }

  @BeforeEach
  void createHook() {
    hook =
        api.created(
            io.gatehook.json.Json.VALUES
                .createObjectBuilder()
                .add("source", SOURCE)
                .add("handler", "log")
                .build());
  }

  @AfterEach
  void nothingWasRecorded() {
    assertThat(api.get("/event-hooks/" + hook + "/deliveries").data()).isEmpty();
    api.delete("/event-hooks/" + hook);
  }

  private static JsonObject assertRefused(Answer answer, int status, String message) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.json().getString("message")).contains(message);
    return answer.json();
  }

  private Answer third(String bad) {
    return ingest.json("[%s,%s,%s]".formatted(GOOD, GOOD, bad));
  }

  @Test
  void refusesMoreThanAThousandEvents() {
    var items = Collections.nCopies(1001, GOOD);

    assertRefused(ingest.json("[" + String.join(",", items) + "]"), 413, "more than 1000 events");
    assertRefused(ingest.lines(String.join("\n", items)), 413, "more than 1000 events");
  }

  @Test
  void refusesMoreValuesThanItHasMemoryFor() {
    String wide = "[" + "{},".repeat(2_000_000) + "{}]";
    String line = item(SOURCE, "{\"a\":[" + "1,".repeat(50_000) + "1]}");

    assertRefused(ingest.json(wide), 400, "more than 200000 values");
    assertRefused(
        ingest.lines(String.join("\n", Collections.nCopies(5, line))),
        400,
        "more than 200000 values");
  }

  @Test
  void refusesABodyThatIsTooLarge() {
    byte[] body = bytes(GOOD + " ".repeat(8 * MIB + 1 - GOOD.length()));

    assertRefused(ingest.post(Ingest.JSON, body), 413, "larger than 8388608 bytes");
  }

  @Test
  void refusesAnEventThatIsTooLarge() {
    String large = item(SOURCE, "{\"a\":\"%s\"}".formatted("x".repeat(256 * 1024)));

    assertThat(assertRefused(third(large), 413, "larger than 262144 bytes").getInt("index"))
        .isEqualTo(2);
  }

  @Test
  void refusesWhatUnpacksToTooMuch() {
    byte[] bomb = gzip(new byte[4 * MIB]);
    byte[] noise = new byte[MIB];
    new java.util.Random(1).nextBytes(noise);
    var large = new ByteArrayOutputStream();
    for (int i = 0; i < 9; i++) {
      large.writeBytes(noise);
    }

    assertThat(bomb.length * 100).isLessThan(4 * MIB);
    assertRefused(ingest.encoded("gzip", bomb), 413, "unpacks to more than");
    assertRefused(ingest.encoded("gzip", gzip(large.toByteArray())), 413, "8388608 bytes");
  }

  @Test
  void refusesBrokenGzip() {
    byte[] packed = gzip(bytes(GOOD));

    assertRefused(ingest.encoded("gzip", bytes(GOOD)), 400, "Cannot unpack gzip body");
    assertRefused(
        ingest.encoded("gzip", java.util.Arrays.copyOf(packed, packed.length - 5)),
        400,
        "Cannot unpack gzip body");
    assertRefused(ingest.encoded("br", packed), 415, "Content-Encoding must be gzip");
  }

  @Test
  void refusesDeepNesting() {
    String deep = "[".repeat(63) + "]".repeat(63);

    assertRefused(ingest.json(item(SOURCE, "{\"a\":" + deep + "}")), 400, "deeper than 64");
    Answer below = ingest.json(item("nobody", "{\"a\":" + deep.substring(1, 125) + "}"));
    assertThat(below.status()).as(below.body()).isEqualTo(202);
  }

  @Test
  void refusesDuplicateNamesBrokenTextAndNonsense() {
    assertRefused(third(item(SOURCE, "{\"a\":1,\"a\":2}")), 400, "Cannot parse JSON body");
    byte[] broken = item(SOURCE, "{\"a\":\"ü\"}").getBytes(StandardCharsets.ISO_8859_1);
    assertRefused(ingest.post(Ingest.JSON, broken), 400, "not UTF-8");
    assertRefused(ingest.json(""), 400, "Cannot parse JSON body");
    assertRefused(ingest.json("\ufeff" + GOOD), 400, "Cannot parse JSON body");
    assertRefused(ingest.json(GOOD + GOOD), 400, "Cannot parse JSON body");
    assertRefused(ingest.json("{"), 400, "Cannot parse JSON body");
    JsonObject line = assertRefused(ingest.lines(GOOD + "\n{\n" + GOOD), 400, "Cannot parse");
    assertThat(line.getInt("index")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"source", "event", "id", "workspace", "node_id"})
  void refusesNamesThatNoDatabaseHolds(String member) {
    for (String text : new String[] {"a\\u0000", "\\ud800", "\\udc00\\ud800"}) {
      String bad = GOOD.replaceFirst("\"" + member + "\":\"\\w+\",", "");
      bad =
          bad.replaceFirst("\\{", "{\"%s\":\"%s\",".formatted(member, text.replace("\\", "\\\\")));

      JsonObject error = assertRefused(third(bad), 400, "schema violation");

      assertThat(error.getInt("code")).isEqualTo(2);
      assertThat(error.getInt("index")).isEqualTo(2);
      assertThat(error.getJsonObject("fields").getString(member))
          .isEqualTo("must not contain U+0000 or lone surrogates");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"event":"e","data":{}}                                     | source      | required field missing
          {"source":"s","data":{}}                                    | event       | required field missing
          {"source":"s","event":"e"}                                  | data        | required field missing
          {"source":"s","event":"e","data":null}                      | data        | required field missing
          {"source":"s","event":"e","data":[]}                        | data        | expected an object
          {"source":1,"event":"e","data":{}}                          | source      | expected a string
          {"source":"","event":"e","data":{}}                         | source      | length must be at least 1
          {"source":"s","event":"e","data":{},"pid":"7"}              | pid         | expected an integer
          {"source":"s","event":"e","data":{},"pid":1.5}              | pid         | expected an integer
          {"source":"s","event":"e","data":{},"pid":1E99999}          | pid         | value should be between 0 and 2147483647
          {"source":"s","event":"e","data":{},"id":7}                 | id          | expected a string
          {"source":"s","event":"e","data":{},"id":"a\\n"}            | id          | must not contain control characters
          {"source":"s","event":"e","data":{},"occurred_at":"now"}    | occurred_at | expected an RFC 3339 time
          {"source":"s","event":"e","data":{},"occurred_at":17}       | occurred_at | expected a string
          {"source":"s","event":"e","data":{},"bogus":1}              | bogus       | unknown field
          """)
  void namesTheWrongMemberAndTheItem(String item, String member, String reason) {
    JsonObject error = assertRefused(third(item), 400, member + ": " + reason);

    assertThat(error.getString("name")).isEqualTo("schema violation");
    assertThat(error.getInt("index")).isEqualTo(2);
    assertThat(error.getJsonObject("fields").getString(member)).isEqualTo(reason);
    assertThat(ingest.lines(GOOD + "\n" + item).json().getInt("index")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "null", "\"text\"", "true", "[]"})
  void refusesItemsThatAreNoObjects(String item) {
    assertThat(assertRefused(third(item), 400, "expected an object").getInt("index")).isEqualTo(2);
  }

  @Test
  void refusesNamesThatAreTooLong() {
    String id = GOOD.replaceFirst("\\{", "{\"id\":\"%s\",".formatted("k".repeat(201)));

    assertRefused(third(id), 400, "id: length must be at most 200");
    assertRefused(third(GOOD.replace(SOURCE, "s".repeat(256))), 400, "source: length");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"text/plain", "application/x-www-form-urlencoded", "x", "APPLICATION/JSON"})
  void refusesOtherContentTypes(String type) {
    assertRefused(ingest.post(type, bytes(GOOD)), 415, "Content-Type must be application/json");
  }

  @Test
  void refusesNoContentType() {
    assertRefused(api.post("/worker-events"), 415, "Content-Type");
    assertThat(api.delete("/worker-events").status()).isEqualTo(405);
  }

  @Test
  void theMessageOfABatchIsThatOfItsFirstWrongItem() {
    String bad = item(SOURCE, "[]");
    String worse = "{\"id\":\"%s\"}".formatted(UUID.randomUUID());

    JsonObject error = ingest.json("[%s,%s,%s]".formatted(GOOD, bad, worse)).json();

    assertThat(error.getInt("index")).isEqualTo(1);
  }
}
