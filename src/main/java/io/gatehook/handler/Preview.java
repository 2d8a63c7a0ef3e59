package io.gatehook.handler;

import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a call would do; nothing has gone out. */
public sealed interface Preview {

  /** This very request would be sent, nothing in it masked. */
  record Request(String method, String url, Map<String, String> headers, String body)
      implements Preview {}

  /**
   * Code was run in its sandbox.
   *
   * @param result what it gave back; a value that has no JSON is named by its Lua type
   * @param log what it said
   */
  record Ran(JsonValue result, List<String> log) implements Preview {}

  /** This would be written to the log. */
  record Line(String text) implements Preview {}

  /**
   * The call would fail before anything goes out.
   *
   * @param line of the code or template, counted from 1; null: none is known
   * @param member of the hook that fails, as {@code config.body}; null: none in particular
   * @param log what code said before
   */
  record Failed(String message, @Nullable Integer line, @Nullable String member, List<String> log)
      implements Preview {}
}
