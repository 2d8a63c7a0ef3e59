package io.gatehook.admin;

import io.gatehook.admin.body.QueryString;
import io.gatehook.delivery.Delivery;
import io.gatehook.delivery.RecordedEvent;
import io.gatehook.delivery.operator.Deliveries;
import io.gatehook.delivery.operator.HistoryStore;
import io.gatehook.delivery.queue.LineStore;
import io.gatehook.event.WorkerEvent;
import io.gatehook.handler.EventHandler;
import io.gatehook.handler.Handlers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.UUID;

/** Deliveries: all, one with its attempts, and what an operator may do with one. */
@Path(DeliveriesResource.PATH)
@Consumes(MediaType.WILDCARD)
@ApplicationScoped
public class DeliveriesResource {
  static final String PATH = "/deliveries";

  @Inject DeliveryPages pages;
  @Inject HistoryStore history;
  @Inject Deliveries deliveries;
  @Inject LineStore lines;
  @Inject Handlers handlers;

  @GET
  public Response list(@Context UriInfo uri) {
    JsonObject query = QueryString.decode(uri.getRequestUri().getRawQuery());
    return pages.page(PATH, query, DeliveryQuery.filter(query));
  }

  @GET
  @Path("{id}")
  public Response read(@PathParam("id") String id) {
    Delivery delivery = existing(Ids.uuid(id));
    Optional<RecordedEvent> event = history.event(delivery.workerEvent());
    return Answers.ok(
        DeliveryViews.delivery(
            delivery,
            event.map(RecordedEvent::traceId),
            history.attempts(delivery.id()),
            event.flatMap(recorded -> derivedBody(delivery, recorded)),
            lines.firstBefore(delivery.id())));
  }

  @POST
  @Path("{id}/redeliver")
  public Response redeliver(@PathParam("id") String id) {
    deliveries.redeliver(Ids.uuid(id));
    return Answers.json(202, DeliveryViews.delivery(existing(Ids.uuid(id))));
  }

  @POST
  @Path("{id}/cancel")
  public Response cancel(@PathParam("id") String id) {
    deliveries.cancel(Ids.uuid(id));
    return Answers.json(202, DeliveryViews.delivery(existing(Ids.uuid(id))));
  }

  /** What the handler sends for this event, if it is not kept with the attempts. */
  private Optional<String> derivedBody(Delivery delivery, RecordedEvent recorded) {
    Optional<EventHandler> handler = handlers.find(delivery.handler());
    return recorded
        .data()
        .map(data -> WorkerEvent.of(delivery.source(), delivery.event(), data))
        .flatMap(event -> handler.flatMap(by -> by.bodyOf(event)));
  }

  private Delivery existing(UUID id) {
    return history.delivery(id).orElseThrow(NotFoundException::new);
  }
}
