package io.gatehook.handler;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehook.event.WorkerEvent;
import io.gatehook.schema.Field;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every handler keeps to. The test of each handler extends this. */
@Timeout(60)
public abstract class EventHandlerContract {
  /** Stands wherever the handler's config may hold a secret. */
  protected static final String SECRET = "uncover-me";

  /** The handler, joined by hand; whatever it calls answers at once and well. */
  protected abstract EventHandler handler();

  /** Configs that are complete and valid; the first of them shows each event in its exchange. */
  protected abstract List<JsonObject> validConfigs();

  /** A valid config with {@link #SECRET} in every place for a secret; or one without such. */
  protected abstract JsonObject secretConfig();

  static Stream<String> hostileEvents() {
    return HostileEvents.all().keySet().stream();
  }

  @Test
  void hasAStableName() {
    assertThat(handler().name()).matches("[a-z][a-z0-9-]{0,63}").isEqualTo(handler().name());
  }

  @Test
  void describesEveryMemberOfItsConfig() {
    List<Field> fields = handler().configType().fields();
    var names = fields.stream().map(Field::name).toList();
    var kongs = fields.stream().filter(field -> !field.ours()).map(Field::name).toList();

    assertThat(names).doesNotHaveDuplicates();
    assertThat(handler().configType()).isEqualTo(handler().configType());
    for (JsonObject config : validConfigs()) {
      assertThat(names).containsAll(config.keySet());
      assertThat(config.keySet()).containsAll(kongs);
      handler().prepare(config);
    }
    assertThat(names).containsAll(secretConfig().keySet());
    assertThat(fields)
        .allSatisfy(
            field -> assertThat(field.required() && field.defaultValue() != null).isFalse());
  }

  @Test
  void takesNullForEveryMemberThatIsNotRequired() {
    for (JsonObject config : validConfigs()) {
      var bare = Json.createObjectBuilder(config);
      handler().configType().fields().stream()
          .filter(field -> !field.required())
          .forEach(field -> bare.addNull(field.name()));

      assertThat(handler().prepare(bare.build()).handle(call(1))).isNotNull();
    }
  }

  @Test
  void preparesTheSameAgain() {
    for (JsonObject config : validConfigs()) {
      String before = config.toString();
      var first = handler().prepare(config);
      first.handle(call(1));
      var second = handler().prepare(config);

      assertThat(config).hasToString(before);
      assertThat(second.pingConfig()).isEqualTo(first.pingConfig());
    }
  }

  @ParameterizedTest
  @MethodSource("hostileEvents")
  void neverThrows(String which) {
    var call = new HandlerCall(UUID.randomUUID(), 1, HostileEvents.all().get(which));

    for (JsonObject config : validConfigs()) {
      var prepared = handler().prepare(config);
      HandlerResult result = prepared.handle(call);

      assertThat(result.exchange()).isNotNull();
      assertThat(prepared.testResult(result)).isNotNull();
    }
  }

  @Test
  void showsWhatItDid() {
    var prepared = handler().prepare(validConfigs().get(0));
    HandlerResult result = prepared.handle(call(7));

    assertThat(result).isInstanceOf(HandlerResult.Delivered.class);
    assertThat(result.exchange().tries()).isPositive();
    assertThat(shown(result, call(7))).contains("marker-7-");
    assertThat(prepared.testResult(result)).isPresent();
  }

  @Test
  void neverShowsASecret() {
    var prepared = handler().prepare(secretConfig());
    HandlerResult result = prepared.handle(call(1));

    assertThat(prepared.pingConfig().map(JsonObject::toString).orElse("")).doesNotContain(SECRET);
    assertThat(result.exchange().toString()).doesNotContain(SECRET);
    assertThat(prepared.testResult(result).map(JsonObject::toString).orElse(""))
        .doesNotContain(SECRET);
  }

  @Test
  void pingsWithMembersOfItsConfigOnly() {
    var names = handler().configType().fields().stream().map(Field::name).toList();

    handler()
        .prepare(secretConfig())
        .pingConfig()
        .ifPresent(shown -> assertThat(names).containsAll(shown.keySet()));
  }

  @Test
  void handlesManyCallsAtOnce() throws Exception {
    var prepared = handler().prepare(validConfigs().get(0));
    var threads = Executors.newFixedThreadPool(8);
    try {
      var results =
          IntStream.range(0, 200)
              .mapToObj(i -> threads.submit(() -> prepared.handle(call(i))))
              .toList();

      for (int i = 0; i < results.size(); i++) {
        String shown = shown(results.get(i).get(), call(i));
        assertThat(shown).contains("marker-%d-".formatted(i));
        assertThat(shown.split("marker-", -1)).hasSize(2);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** A call whose event can be told from others by its number. */
  protected static HandlerCall call(int number) {
    JsonObject data =
        Json.createObjectBuilder().add("mark", "marker-%d-".formatted(number)).build();
    return new HandlerCall(UUID.randomUUID(), 1, WorkerEvent.of("crud", "consumers", data));
  }

  private String shown(HandlerResult result, HandlerCall call) {
    Exchange.Sent request = result.exchange().request();
    String sent = request == null ? "" : request.body();
    if (sent == null) {
      sent = handler().bodyOf(call.event()).orElseThrow();
    }
    return sent + String.join("\n", result.exchange().log());
  }
}
