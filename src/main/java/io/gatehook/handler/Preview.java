package io.gatehook.handler;

import io.gatehook.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a call would do; nothing has gone out. */
public sealed interface Preview {

  /** As the admin API answers it. */
  JsonObject toJson();

  /**
   * This very request would be sent, nothing in it masked.
   *
   * @param log what code said while the request was made
   */
  record Request(
      String method, String url, Map<String, String> headers, String body, List<String> log)
      implements Preview {
    @Override
    public JsonObject toJson() {
      var shown = Json.VALUES.createObjectBuilder();
      headers.forEach(shown::add);
      var request = Json.VALUES.createObjectBuilder();
      request.add("method", method).add("url", url).add("headers", shown).add("body", body);
      var answer = Json.VALUES.createObjectBuilder().add("request", request);
      addLog(answer, log);
      return answer.build();
    }
  }

  /**
   * Code was run in its sandbox.
   *
   * @param result what it gave back; a value that has no JSON is named by its Lua type
   * @param log what it said
   */
  record Ran(JsonValue result, List<String> log) implements Preview {
    @Override
    public JsonObject toJson() {
      JsonArray lines = Json.VALUES.createArrayBuilder(log).build();
      return Json.VALUES.createObjectBuilder().add("result", result).add("log", lines).build();
    }
  }

  /** This would be written to the log. */
  record Line(String text) implements Preview {
    @Override
    public JsonObject toJson() {
      return Json.VALUES.createObjectBuilder().add("line", text).build();
    }
  }

  /**
   * The call would fail before anything goes out.
   *
   * @param line of the code or template, counted from 1; null: none is known
   * @param member of the hook that fails, as {@code config.body}; null: none in particular
   * @param log what code said before
   */
  record Failed(String message, @Nullable Integer line, @Nullable String member, List<String> log)
      implements Preview {
    @Override
    public JsonObject toJson() {
      var error = Json.VALUES.createObjectBuilder().add("message", message);
      error.add("line", line == null ? JsonValue.NULL : Json.VALUES.createValue(line));
      error.add("member", member == null ? JsonValue.NULL : Json.VALUES.createValue(member));
      var answer = Json.VALUES.createObjectBuilder().add("error", error);
      addLog(answer, log);
      return answer.build();
    }
  }

  private static void addLog(JsonObjectBuilder answer, List<String> log) {
    if (!log.isEmpty()) {
      answer.add("log", Json.VALUES.createArrayBuilder(log));
    }
  }
}
