package io.gatehook.admin.body;

import io.gatehook.json.Json;
import io.gatehook.json.Json.Duplicates;
import io.gatehook.json.MalformedJson;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

/** Decodes a JSON body. */
final class JsonBody {
  private JsonBody() {}

  /** The object that the body is; an empty array counts as an empty object, as in Kong. */
  static JsonObject decode(byte[] body) {
    JsonValue value = parse(body);
    if (value instanceof JsonArray array && array.isEmpty()) {
      return JsonValue.EMPTY_JSON_OBJECT;
    }
    if (value instanceof JsonObject object) {
      return object;
    }
    throw new RefusedBody(RefusedBody.Reason.NOT_AN_OBJECT, "Body must be a JSON object");
  }

  private static JsonValue parse(byte[] body) {
    try {
      return Json.parse(body, Duplicates.LAST_WINS);
    } catch (MalformedJson e) {
      throw new RefusedBody(RefusedBody.Reason.MALFORMED_JSON, "Cannot parse JSON body", e);
    }
  }
}
