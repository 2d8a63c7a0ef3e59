package io.gatehook.admin;

import io.gatehook.admin.Paging.Position;
import io.gatehook.admin.body.Body;
import io.gatehook.admin.body.QueryString;
import io.gatehook.admin.body.RequestBodies;
import io.gatehook.admin.ingest.EventBatch;
import io.gatehook.delivery.operator.HookStatuses;
import io.gatehook.event.WorkerEvent;
import io.gatehook.hook.EventHook;
import io.gatehook.hook.HookDraft;
import io.gatehook.hook.operator.EventHookService;
import io.gatehook.hook.operator.HookPreview;
import io.gatehook.hook.operator.HookProbe;
import io.gatehook.hook.operator.HookProbe.Finding;
import io.gatehook.schema.Field;
import io.gatehook.schema.InvalidEntity;
import io.gatehook.schema.Schema;
import io.gatehook.schema.Type;
import io.gatehook.schema.Violations;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Kong's {@code /event-hooks}, and a hook's deliveries. A body is read before the id is looked at,
 * as Kong does.
 */
@Path(EventHooksResource.PATH)
@Consumes(MediaType.WILDCARD)
@ApplicationScoped
public class EventHooksResource {
  static final String PATH = "/event-hooks";

  private static final String WORKSPACE = WorkerEvent.DEFAULT_WORKSPACE;
  private static final Schema PREVIEW =
      new Schema(
          new Type.RecordOf(
              List.of(Field.required("hook", Type.OBJECT), Field.required("event", Type.OBJECT))));

  @Inject EventHookService hooks;
  @Inject HookProbe probe;
  @Inject HookPreview preview;
  @Inject RequestBodies bodies;
  @Inject DeliveryPages deliveries;
  @Inject HookStatuses statuses;

  @GET
  public Response list(@Context UriInfo uri) {
    var paging = Paging.of(QueryString.decode(uri.getRequestUri().getRawQuery()));
    Position after = paging.after();
    var page = hooks.page(WORKSPACE, paging.limit(), after.createdAt(), after.id());
    return Answers.ok(
        paging.page(
            PATH, page, EventHook::toJson, hook -> new Position(hook.createdAt(), hook.id())));
  }

  @POST
  public Response create(
      @HeaderParam(RawContentType.HEADER) @Nullable String contentType, InputStream body) {
    return Answers.created(hooks.create(WORKSPACE, draft(contentType, body)).toJson());
  }

  @GET
  @Path("{id}")
  public Response read(@PathParam("id") String id) {
    return Answers.ok(existing(id).toJson());
  }

  @PATCH
  @Path("{id}")
  public Response patch(
      @PathParam("id") String id,
      @HeaderParam(RawContentType.HEADER) @Nullable String contentType,
      InputStream body) {
    HookDraft draft = draft(contentType, body);
    return Answers.ok(hooks.patch(Ids.uuid(id), draft).toJson());
  }

  @PUT
  @Path("{id}")
  public Response put(
      @PathParam("id") String id,
      @HeaderParam(RawContentType.HEADER) @Nullable String contentType,
      InputStream body) {
    HookDraft draft = draft(contentType, body);
    return Answers.ok(hooks.put(WORKSPACE, Ids.uuid(id), draft).toJson());
  }

  @DELETE
  @Path("{id}")
  public Response delete(@PathParam("id") String id) {
    hooks.delete(Ids.uuid(id));
    return Answers.noContent();
  }

  @GET
  @Path("{id}/ping")
  public Response ping(@PathParam("id") String id) {
    return answer(probe.ping(existing(id)));
  }

  /** As GET; whatever body there is does not matter. */
  @POST
  @Path("{id}/ping")
  public Response pingByPost(@PathParam("id") String id) {
    return ping(id);
  }

  @POST
  @Path("{id}/test")
  public Response test(
      @PathParam("id") String id,
      @HeaderParam(RawContentType.HEADER) @Nullable String contentType,
      InputStream body) {
    JsonObject data = bodies.readJson(contentType, body);
    return answer(probe.test(existing(id), data));
  }

  /** Of a hook that is not stored. That the hook would fail is an answer too. */
  @POST
  @Path("preview")
  public Response preview(
      @HeaderParam(RawContentType.HEADER) @Nullable String contentType, InputStream body) {
    JsonObject asked = PREVIEW.complete(bodies.readJson(contentType, body));
    WorkerEvent event = previewEvent(asked.getJsonObject("event"));
    var draft = new HookDraft(asked.getJsonObject("hook"), false);
    return Answers.ok(preview.answer(WORKSPACE, draft, event));
  }

  /** What is owed, or was, to one hook, which may be deleted. */
  @GET
  @Path("{id}/deliveries")
  public Response deliveries(@PathParam("id") String id, @Context UriInfo uri) {
    UUID hook = Ids.uuid(id);
    JsonObject query = QueryString.decode(uri.getRequestUri().getRawQuery());
    return deliveries.page(
        "%s/%s/deliveries".formatted(PATH, hook), query, DeliveryQuery.filter(query).ofHook(hook));
  }

  /** How the hook's receiver does. */
  @GET
  @Path("{id}/status")
  public Response status(@PathParam("id") String id) {
    return Answers.ok(DeliveryViews.status(statuses.of(existing(id))));
  }

  private HookDraft draft(@Nullable String contentType, InputStream in) {
    Body body = bodies.read(contentType, in);
    return new HookDraft(body.members(), body.text());
  }

  private static WorkerEvent previewEvent(JsonObject item) {
    try {
      return EventBatch.single(item);
    } catch (InvalidEntity e) {
      throw new InvalidEntity(Violations.under("event", e.violations()));
    }
  }

  private EventHook existing(String text) {
    UUID id = Ids.uuid(text);
    return hooks.find(id).orElseThrow(NotFoundException::new);
  }

  /** A receiver that says no is an answer; one that could not be asked is a bad gateway. */
  private static Response answer(Finding finding) {
    return Answers.json(finding.sent() ? 200 : 502, finding.answer());
  }
}
