package io.gatehook.admin.body;

import io.gatehook.json.Json;
import io.gatehook.schema.Field;
import io.gatehook.schema.Schema;
import io.gatehook.schema.Type;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;

/** The entities of the recordings, and the documented event hook, as far as types express them. */
final class RecordedTypes {
  static final Schema CONSUMER =
      new Schema(
          record(
              Field.optional("id", Type.UUID),
              Field.optional("username", Type.STRING),
              Field.optional("custom_id", Type.STRING),
              Field.optional("created_at", Type.INTEGER),
              Field.optional("tags", new Type.ArrayOf(Type.STRING))));

  static final Schema SERVICE =
      new Schema(
          record(
              Field.optional("name", Type.STRING),
              Field.required("host", Type.STRING),
              Field.defaulted("retries", Type.integer(0, 32767), Json.VALUES.createValue(5)),
              new Field("enabled", Type.BOOLEAN, true, JsonValue.TRUE, false)));

  static final Schema UPSTREAM =
      new Schema(
          record(
              Field.required("name", Type.STRING),
              nested(
                  "healthchecks",
                  nested(
                      "active",
                      nested("healthy", Field.optional("interval", Type.integer(0, 65535)))))));

  static final Schema PLUGIN = new Schema(plugin());
  static final Schema VAULT = new Schema(vault());
  static final Schema HOOK = new Schema(hook());

  private RecordedTypes() {}

  private static Type.RecordOf plugin() {
    Type.RecordOf httpLog =
        record(
            Field.required("http_endpoint", Type.URL),
            Field.defaulted(
                "method", Type.oneOf("POST", "PUT", "PATCH"), Json.VALUES.createValue("POST")),
            Field.defaulted("timeout", Type.NUMBER, Json.VALUES.createValue(10000)),
            Field.defaulted("keepalive", Type.NUMBER, Json.VALUES.createValue(60000)),
            Field.optional("headers", new Type.MapOf(Type.STRING)),
            nested("queue", Field.optional("max_batch_size", Type.integer(1, 1000000))));
    Type.RecordOf keyAuth = record(Field.optional("key_names", new Type.ArrayOf(Type.STRING)));
    return record(
        Field.required("name", Type.STRING),
        Field.required(
            "config", new Type.ChosenBy("name", Map.of("http-log", httpLog, "key-auth", keyAuth))));
  }

  private static Type.RecordOf vault() {
    Type.RecordOf own =
        record(
            Field.required("url", Type.URL),
            Field.defaulted("headers", new Type.MapOf(Type.STRING), JsonValue.EMPTY_JSON_OBJECT),
            Field.optional("secret", Type.STRING),
            Field.defaulted("ssl_verify", Type.BOOLEAN, JsonValue.FALSE),
            Field.defaulted("retries", Type.INTEGER, Json.VALUES.createValue(3)),
            Field.optional("functions", new Type.ArrayOf(Type.STRING)),
            nested(
                "nested",
                Field.defaulted("size", Type.INTEGER, Json.VALUES.createValue(1)),
                Field.optional("on", Type.BOOLEAN)));
    Type.RecordOf env = record(Field.optional("prefix", Type.STRING));
    return record(
        Field.optional("id", Type.UUID),
        Field.required("name", Type.STRING),
        Field.required("prefix", Type.STRING),
        Field.optional("description", Type.STRING),
        Field.optional("tags", new Type.ArrayOf(Type.STRING)),
        Field.optional("created_at", Type.INTEGER),
        Field.optional("updated_at", Type.INTEGER),
        Field.required("config", new Type.ChosenBy("name", Map.of("own", own, "env", env))));
  }

  private static Type.RecordOf hook() {
    return record(
        Field.required("source", Type.STRING),
        Field.optional("event", Type.STRING),
        Field.required("handler", Type.STRING),
        Field.optional("on_change", Type.BOOLEAN),
        Field.optional("snooze", Type.integer(0, 2147483647)),
        Field.required(
            "config",
            new Type.ChosenBy(
                "handler",
                Map.of(
                    "webhook", webhook(),
                    "webhook-custom", webhookCustom(),
                    "lambda", record(Field.required("functions", new Type.ArrayOf(Type.STRING))),
                    "log", record()))));
  }

  private static Type.RecordOf webhook() {
    return record(
        Field.required("url", Type.URL),
        Field.defaulted("headers", new Type.MapOf(Type.STRING), JsonValue.EMPTY_JSON_OBJECT),
        Field.optional("secret", Type.STRING),
        Field.defaulted("ssl_verify", Type.BOOLEAN, JsonValue.FALSE));
  }

  private static Type.RecordOf webhookCustom() {
    return record(
        Field.required("url", Type.URL),
        Field.required("method", Type.STRING),
        Field.optional("payload", new Type.MapOf(Type.STRING)),
        Field.defaulted("payload_format", Type.BOOLEAN, JsonValue.TRUE),
        Field.optional("body", Type.STRING),
        Field.defaulted("body_format", Type.BOOLEAN, JsonValue.TRUE),
        Field.optional("headers", new Type.MapOf(Type.STRING)),
        Field.defaulted("headers_format", Type.BOOLEAN, JsonValue.FALSE),
        Field.optional("secret", Type.STRING),
        Field.defaulted("ssl_verify", Type.BOOLEAN, JsonValue.FALSE));
  }

  private static Field nested(String name, Field... fields) {
    return Field.required(name, record(fields));
  }

  private static Type.RecordOf record(Field... fields) {
    return new Type.RecordOf(List.of(fields));
  }
}
