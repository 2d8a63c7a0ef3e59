package io.gatehook.admin;

import jakarta.json.JsonObject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request that a real Kong answered, as a request about event hooks, and the answer that is due.
 *
 * @param number of the recording
 * @param existing id of a hook that must be there before; null: none is needed
 * @param absent id of a hook that must not be there before; null: it does not matter
 * @param error the body of an error answer; null: whatever it says, if there is any
 * @param members what a hook in the answer holds, among other things; empty: it does not matter
 * @param nextSize the size in the link to the next page; null: no link is due
 * @param allow the Allow header; null: it does not matter
 */
record KongCase(
    int number,
    String label,
    String method,
    String path,
    Map<String, String> headers,
    @Nullable String body,
    @Nullable String existing,
    @Nullable String absent,
    int status,
    @Nullable JsonObject error,
    JsonObject members,
    @Nullable String nextSize,
    @Nullable String allow) {

  @Override
  public String toString() {
    return number + " " + label;
  }
}
