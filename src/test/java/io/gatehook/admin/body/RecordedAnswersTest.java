package io.gatehook.admin.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gatehook.json.Json;
import io.gatehook.schema.InvalidEntity;
import io.gatehook.schema.Schema;
import io.gatehook.schema.Violations;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a real Kong answered to the same bodies for entities of the same types. */
class RecordedAnswersTest {
  private static final List<Recording> ALL = Recording.all();

  /** Violations of the whole entity and of single values that only Kong's entities have. */
  private static final Set<String> BEYOND_TYPES = Set.of("@entity", "prefix");

  private static final Set<String> GENERATED = Set.of("id", "created_at");
  private static final String NO_HOST_HEADER = "cannot contain 'Host' header";

  static Stream<Recording> refusedCreations() {
    return recordings(
        92, 93, 94, 96, 97, 99, 100, 102, 103, 106, 111, 115, 117, 118, 119, 128, 145, 149, 151,
        152, 154, 155, 158, 159, 165, 166, 169, 207, 216, 217, 221, 225, 226, 229, 230, 233, 249,
        259, 60, 72, 431, 433, 434, 435, 443, 444, 447, 451)
        .stream();
  }

  static Stream<Recording> createdConsumers() {
    return recordings(54, 104, 215, 218, 219, 224, 227, 231, 246, 251, 252, 253, 258, 263).stream();
  }

  static Stream<Recording> createdServices() {
    return recordings(116, 236, 237).stream();
  }

  @ParameterizedTest
  @MethodSource("refusedCreations")
  void refusesWithKongsWords(Recording recording) {
    Schema schema = schema(recording);
    JsonObject given = withPathKey(recording, read(recording, schema));

    var refused = catchThrowableOfType(InvalidEntity.class, () -> schema.complete(given));

    JsonObject ours = refused == null ? JsonValue.EMPTY_JSON_OBJECT : refused.violations().fields();
    var violations = new Violations(withTextsBeyondTypes(ours, recording));
    assertThat(violations.fields()).isEqualTo(asOurs(recording.answer().getJsonObject("fields")));
    assertThat(violations.message())
        .isEqualTo(recording.answer().getString("message").replace("a set", "an array"));
  }

  @ParameterizedTest
  @MethodSource({"createdConsumers", "createdServices"})
  void createsWhatKongCreated(Recording recording) {
    Schema schema = schema(recording);

    JsonObject created = schema.complete(read(recording, schema));

    created.forEach(
        (name, value) -> {
          if (value != JsonValue.NULL || !GENERATED.contains(name)) {
            assertThat(value).as(name).isEqualTo(recording.answer().get(name));
          }
        });
  }

  @Test
  void replaysEveryWriteOfTheVaults() {
    Map<String, JsonObject> stored = new HashMap<>();
    int compared = 0;
    for (Recording recording : recordings(IntStream.rangeClosed(400, 451).toArray())) {
      // a name nobody knows and a name that is a number are not for the schema; repeated multipart
      // keys keep all values here
      if (Set.of(404, 405, 440, 441).contains(recording.number())) {
        continue;
      }
      if (recording.number() == 410) {
        stored.computeIfPresent("vform", (key, vault) -> afterTheUnrecordedWrite(vault));
      }
      assertSame(recording, outcome(recording, stored.get(recording.key())));
      compared++;
      if (recording.status() < 300) {
        stored.put(recording.answer().getString("prefix"), recording.answer());
        stored.put(recording.answer().getString("id"), recording.answer());
      }
    }
    assertThat(compared).isEqualTo(35);
  }

  /** The file has a gap at n 409. */
  private static JsonObject afterTheUnrecordedWrite(JsonObject vault) {
    byte[] patch = "{\"config\":{\"headers\":{\"x-b\":\"2\"}}}".getBytes(StandardCharsets.UTF_8);
    return RecordedTypes.VAULT.merge(vault, Json.stored(patch));
  }

  private static JsonObject outcome(Recording recording, JsonObject stored) {
    JsonObject given = withPathKey(recording, read(recording, RecordedTypes.VAULT));
    try {
      return recording.method().equals("PATCH")
          ? RecordedTypes.VAULT.merge(stored, given)
          : RecordedTypes.VAULT.complete(given);
    } catch (InvalidEntity e) {
      JsonObject fields = withTextsBeyondTypes(e.violations().fields(), recording);
      return Json.VALUES
          .createObjectBuilder()
          .add("fields", fields)
          .add("message", new Violations(fields).message())
          .build();
    }
  }

  private static void assertSame(Recording recording, JsonObject outcome) {
    for (String member : List.of("message", "fields", "config", "name", "prefix")) {
      boolean kept =
          recording.status() < 300 || member.equals("message") || member.equals("fields");
      if (kept) {
        assertThat(outcome.get(member))
            .as("%s of %s", member, recording)
            .isEqualTo(recording.answer().get(member));
      }
    }
  }

  private static JsonObject read(Recording recording, Schema schema) {
    Body body = recording.body();
    return body.text() ? schema.infer(body.members()) : body.members();
  }

  /** A PUT takes the naming member from the path. */
  private static JsonObject withPathKey(Recording recording, JsonObject given) {
    return recording.method().equals("PUT") && schema(recording) == RecordedTypes.VAULT
        ? Json.VALUES.createObjectBuilder(given).add("prefix", recording.key()).build()
        : given;
  }

  private static JsonObject withTextsBeyondTypes(JsonObject ours, Recording recording) {
    JsonObject theirs = recording.answer().getJsonObject("fields");
    var fields = Json.VALUES.createObjectBuilder(ours);
    BEYOND_TYPES.stream()
        .filter(theirs::containsKey)
        .forEach(name -> fields.add(name, theirs.get(name)));
    if (theirs.get("config") instanceof JsonObject config
        && config.get("headers") instanceof JsonString headers
        && headers.getString().equals(NO_HOST_HEADER)) {
      fields.add(
          "config",
          Json.VALUES.createObjectBuilder(ours.getJsonObject("config")).add("headers", headers));
    }
    return fields.build();
  }

  /** Kong's sets are arrays here. */
  private static JsonObject asOurs(JsonObject fields) {
    return fields.get("tags") instanceof JsonString
        ? Json.VALUES.createObjectBuilder(fields).add("tags", "expected an array").build()
        : fields;
  }

  private static List<Recording> recordings(int... numbers) {
    Set<Integer> wanted = Set.copyOf(IntStream.of(numbers).boxed().toList());
    return ALL.stream().filter(recording -> wanted.contains(recording.number())).toList();
  }

  private static Schema schema(Recording recording) {
    String path = recording.json().getJsonObject("request").getString("path");
    return switch (path.split("/")[1]) {
      case "consumers" -> RecordedTypes.CONSUMER;
      case "services" -> RecordedTypes.SERVICE;
      case "upstreams" -> RecordedTypes.UPSTREAM;
      case "plugins" -> RecordedTypes.PLUGIN;
      default -> RecordedTypes.VAULT;
    };
  }
}
