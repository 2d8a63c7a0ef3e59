package io.gatehook.admin;

import io.gatehook.admin.body.RequestBodies;
import io.gatehook.admin.ingest.EventBatch;
import io.gatehook.delivery.operator.Explainer;
import io.gatehook.delivery.operator.Explanation;
import io.gatehook.delivery.operator.Verdict;
import io.gatehook.json.Json;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Answers why an event reaches a hook, or does not. */
@Path(EventHooksResource.PATH + "/explain")
@Consumes(MediaType.WILDCARD)
@ApplicationScoped
public class ExplainResource {
  @Inject Explainer explainer;
  @Inject RequestBodies bodies;

  /** Of an event as it would be sent to {@code /worker-events}. */
  @POST
  public Response explain(
      @HeaderParam(RawContentType.HEADER) @Nullable String contentType, InputStream body) {
    var event = EventBatch.single(bodies.readJson(contentType, body));
    return Answers.ok(view(explainer.explain(event)));
  }

  private static JsonObject view(Explanation explanation) {
    var data = Json.VALUES.createArrayBuilder();
    explanation.verdicts().forEach(verdict -> data.add(view(verdict)));
    return Json.VALUES
        .createObjectBuilder()
        .add("data", data)
        .add("truncated", explanation.truncated())
        .build();
  }

  private static JsonObject view(Verdict verdict) {
    return Json.VALUES
        .createObjectBuilder()
        .add("event_hook", verdict.hook().toString())
        .add("outcome", verdict.outcome().apiName())
        .add("reason", verdict.reason())
        .build();
  }
}
