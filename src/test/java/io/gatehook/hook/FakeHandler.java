package io.gatehook.hook;

import io.gatehook.handler.EventHandler;
import io.gatehook.handler.Exchange;
import io.gatehook.handler.HandlerCall;
import io.gatehook.handler.HandlerResult;
import io.gatehook.handler.PreparedHandler;
import io.gatehook.handler.Preview;
import io.gatehook.schema.Field;
import io.gatehook.schema.InvalidEntity;
import io.gatehook.schema.Type;
import io.gatehook.schema.Violations;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A handler that keeps what it is called with. Two kinds: {@link #pinging()} has the members of a
 * webhook and a ping, {@link #silent()} has neither.
 */
public final class FakeHandler implements EventHandler {
  public final List<HandlerCall> calls = new ArrayList<>();
  public HandlerResult answer = new HandlerResult.Delivered(Exchange.NONE);
  public boolean reachable = true;
  public @Nullable Preview preview;
  public int preparations;

  private final String name;
  private final List<Field> fields;

  private FakeHandler(String name, List<Field> fields) {
    this.name = name;
    this.fields = fields;
  }

  public static FakeHandler pinging() {
    return new FakeHandler(
        "pinging",
        List.of(
            Field.required("url", Type.URL),
            Field.defaulted("headers", new Type.MapOf(Type.STRING), JsonValue.EMPTY_JSON_OBJECT),
            Field.optional("secret", Type.STRING),
            Field.defaulted("ssl_verify", Type.BOOLEAN, JsonValue.FALSE)));
  }

  public static FakeHandler silent() {
    return new FakeHandler("silent", List.of());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Type.RecordOf configType() {
    return new Type.RecordOf(fields);
  }

  @Override
  public PreparedHandler prepare(JsonObject config) {
    preparations++;
    if (config.getOrDefault("headers", JsonValue.NULL) instanceof JsonObject headers
        && headers.containsKey("bad name")) {
      throw new InvalidEntity(Violations.of("headers", "bad header name"));
    }
    if (config.getString("secret", "").equals("breaks the handler")) {
      throw new IllegalStateException("a bug");
    }
    return new Prepared(config);
  }

  private final class Prepared implements PreparedHandler {
    private final JsonObject config;

    Prepared(JsonObject config) {
      this.config = config;
    }

    @Override
    public void rehearse() {
      if (config.getOrDefault("headers", JsonValue.NULL) instanceof JsonObject headers
          && headers.containsKey("fails-when-tried")) {
        throw new InvalidEntity(Violations.of("headers", "failed when tried"));
      }
    }

    @Override
    public HandlerResult handle(HandlerCall call) {
      calls.add(call);
      return answer;
    }

    @Override
    public Preview preview(HandlerCall call) {
      return preview == null ? new Preview.Line(call.event().event()) : preview;
    }

    @Override
    public Optional<JsonObject> pingConfig() {
      return fields.isEmpty()
          ? Optional.empty()
          : Optional.of(Json.createObjectBuilder(config).addNull("secret").build());
    }

    @Override
    public Optional<JsonObject> testResult(HandlerResult result) {
      return reachable
          ? Optional.of(Json.createObjectBuilder(Map.of("status", 200)).build())
          : Optional.empty();
    }
  }
}
