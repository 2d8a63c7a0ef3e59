package io.gatehook.admin;

import io.gatehook.admin.body.QueryString;
import io.gatehook.admin.ingest.EventBatch;
import io.gatehook.admin.ingest.IngestLimit;
import io.gatehook.delivery.RecordedEvent;
import io.gatehook.delivery.operator.Deliveries;
import io.gatehook.delivery.operator.HistoryStore;
import io.gatehook.event.Recording;
import io.gatehook.event.TraceContext;
import io.gatehook.event.WorkerEvents;
import io.gatehook.json.Json;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes worker events in, and shows what was recorded of them. */
@Path("/worker-events")
@Consumes(MediaType.WILDCARD)
@ApplicationScoped
public class WorkerEventsResource {
  @Inject Event<WorkerEvents> arrivals;
  @Inject HistoryStore history;
  @Inject Deliveries deliveries;
  @Inject IngestLimit limit;

  /** Answers after the commit. */
  @POST
  public Response take(
      @HeaderParam(RawContentType.HEADER) @Nullable String contentType,
      @HeaderParam(HttpHeaders.CONTENT_ENCODING) @Nullable String contentEncoding,
      @Context HttpHeaders headers,
      InputStream body) {
    limit.check();
    var read = WorkerEvents.of(EventBatch.read(contentType, contentEncoding, body));
    limit.take(read.events().size());
    WorkerEvents events =
        TraceContext.read(
                headers.getRequestHeader(TraceContext.TRACEPARENT),
                headers.getRequestHeader(TraceContext.TRACESTATE))
            .map(read::in)
            .orElse(read);
    arrivals.fire(events);
    return Answers.json(202, counts(events.recording().counts()));
  }

  /** By the sender's key, {@code ?source=…&key=…}. */
  @GET
  public Response find(@Context UriInfo uri) {
    JsonObject query = QueryString.decode(uri.getRequestUri().getRawQuery());
    return show(
        history.eventByKey(
            DeliveryQuery.required(query, "source"), DeliveryQuery.required(query, "key")));
  }

  @GET
  @Path("{id}")
  public Response read(@PathParam("id") String id) {
    return show(history.event(Ids.uuid(id)));
  }

  @DELETE
  @Path("{id}")
  public Response erase(@PathParam("id") String id) {
    deliveries.erase(Ids.uuid(id));
    return Answers.noContent();
  }

  private Response show(Optional<RecordedEvent> found) {
    RecordedEvent event = found.orElseThrow(NotFoundException::new);
    return Answers.ok(DeliveryViews.event(event, history.deliveriesOf(event.id())));
  }

  private static JsonObject counts(Recording.Counts counts) {
    return Json.VALUES
        .createObjectBuilder()
        .add("accepted", counts.accepted())
        .add("duplicates", counts.duplicates())
        .add("conflicts", counts.conflicts())
        .add("deliveries", counts.deliveries())
        .add("suppressed", counts.suppressed())
        .build();
  }
}
