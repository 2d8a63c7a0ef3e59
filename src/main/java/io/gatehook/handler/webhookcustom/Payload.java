package io.gatehook.handler.webhookcustom;

import io.gatehook.handler.request.SignedRequest;
import io.gatehook.json.Json;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/**
 * A body made of named values, written as the content type says; methods that have no body take
 * them as query.
 *
 * @param values an object
 */
record Payload(ConfigValue values) implements RequestBody {
  private static final Set<String> BODILESS = Set.of("GET", "HEAD");

  @Override
  public void addTo(RequestDraft draft, Rendering rendering) throws Unrendered {
    JsonObject payload = values.rendered(rendering).asJsonObject();
    String type = draft.header(SignedRequest.CONTENT_TYPE).toLowerCase(Locale.ROOT);
    if (BODILESS.contains(draft.method())) {
      draft.query(FormText.of(payload));
    } else if (type.contains("application/json") || type.contains("+json")) {
      draft.body(Json.bytes(payload));
    } else if (type.contains(MultipartText.TYPE)) {
      var multipart = new MultipartText("gatehook-" + draft.delivery());
      draft.header(SignedRequest.CONTENT_TYPE, multipart.contentType());
      draft.body(multipart.of(payload).getBytes(StandardCharsets.UTF_8));
    } else {
      if (type.isEmpty()) {
        draft.header(SignedRequest.CONTENT_TYPE, "application/x-www-form-urlencoded");
      }
      draft.body(FormText.of(payload).getBytes(StandardCharsets.UTF_8));
    }
  }
}
