package io.gatehook.event;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import org.junit.jupiter.api.Test;

class DerivedNamesTest {
  private final DerivedNames names = new DerivedNames(true);

  private static JsonObject change(String entity, String operation) {
    return Json.createObjectBuilder().add("schema", entity).add("operation", operation).build();
  }

  @Test
  void changeIsKnownByThreeNames() {
    var change = WorkerEvent.of("dao:crud", "create", change("consumers", "create"));

    assertThat(names.of(change))
        .containsExactly(
            new EventName("dao:crud", "create"),
            new EventName("crud", "consumers"),
            new EventName("crud", "consumers:create"));
  }

  @Test
  void operationMayBeLeftToTheEvent() {
    var data = Json.createObjectBuilder().add("schema", "routes").build();

    assertThat(names.of(WorkerEvent.of("dao:crud", "delete", data)))
        .contains(new EventName("crud", "routes:delete"));
  }

  @Test
  void changeWithoutEntityNameHasOnlyItsOwn() {
    assertThat(names.of(WorkerEvent.of("dao:crud", "create", JsonValue.EMPTY_JSON_OBJECT)))
        .containsExactly(new EventName("dao:crud", "create"));
    var number = Json.createObjectBuilder().add("schema", 5).build();
    assertThat(names.of(WorkerEvent.of("dao:crud", "create", number))).hasSize(1);
  }

  @Test
  void eventSentAsCrudDerivesNothing() {
    var event = WorkerEvent.of("crud", "consumers", change("consumers", "create"));

    assertThat(names.of(event)).containsExactly(new EventName("crud", "consumers"));
  }

  @Test
  void refusalReachesTheAdvancedSourceUnlessSwitchedOff() {
    var refusal =
        WorkerEvent.of("rate-limiting", "rate-limit-exceeded", JsonValue.EMPTY_JSON_OBJECT);

    assertThat(names.of(refusal))
        .containsExactly(
            new EventName("rate-limiting", "rate-limit-exceeded"),
            new EventName("rate-limiting-advanced", "rate-limit-exceeded"));
    assertThat(new DerivedNames(false).of(refusal)).hasSize(1);
  }
}
