package io.gatehook.admin;

import io.gatehook.admin.Paging.Position;
import io.gatehook.admin.body.QueryString;
import io.gatehook.delivery.Deliveries;
import io.gatehook.delivery.Delivery;
import io.gatehook.delivery.DeliveryFilter;
import io.gatehook.delivery.HistoryStore;
import io.gatehook.delivery.HistoryStore.Place;
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
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Deliveries: lists, one with its attempts, and what an operator may do with one. */
@Path("/")
@Consumes(MediaType.WILDCARD)
@ApplicationScoped
public class DeliveriesResource {
  private static final String ALL = "/deliveries";
  private static final String OF_HOOK = "/event-hooks/%s/deliveries";

  @Inject HistoryStore history;
  @Inject Deliveries deliveries;

  @GET
  @Path("deliveries")
  public Response list(@Context UriInfo uri) {
    JsonObject query = QueryString.decode(uri.getRequestUri().getRawQuery());
    return page(ALL, query, DeliveryQuery.filter(query));
  }

  @GET
  @Path("event-hooks/{hook}/deliveries")
  public Response listOfHook(@PathParam("hook") String hook, @Context UriInfo uri) {
    JsonObject query = QueryString.decode(uri.getRequestUri().getRawQuery());
    UUID id = Ids.uuid(hook);
    return page(OF_HOOK.formatted(id), query, DeliveryQuery.filter(query).ofHook(id));
  }

  @GET
  @Path("deliveries/{id}")
  public Response read(@PathParam("id") String id) {
    Delivery delivery = existing(Ids.uuid(id));
    return Answers.ok(DeliveryViews.delivery(delivery, history.attempts(delivery.id())));
  }

  @POST
  @Path("deliveries/{id}/redeliver")
  public Response redeliver(@PathParam("id") String id) {
    deliveries.redeliver(Ids.uuid(id));
    return Answers.json(202, DeliveryViews.delivery(existing(Ids.uuid(id))));
  }

  @POST
  @Path("deliveries/{id}/cancel")
  public Response cancel(@PathParam("id") String id) {
    deliveries.cancel(Ids.uuid(id));
    return Answers.json(202, DeliveryViews.delivery(existing(Ids.uuid(id))));
  }

  private Response page(String path, JsonObject query, DeliveryFilter filter) {
    Paging paging = Paging.of(query);
    var entries = history.page(filter, place(paging.after()), paging.limit());
    return Answers.ok(
        paging.page(
            path + DeliveryQuery.kept(query),
            entries,
            DeliveryViews::delivery,
            DeliveriesResource::position));
  }

  private Delivery existing(UUID id) {
    return history.delivery(id).orElseThrow(NotFoundException::new);
  }

  private static Place place(Position after) {
    return after.equals(Position.START)
        ? Place.START
        : new Place(Instant.EPOCH.plus(after.createdAt(), ChronoUnit.MICROS), after.id());
  }

  private static Position position(Delivery delivery) {
    return new Position(
        ChronoUnit.MICROS.between(Instant.EPOCH, delivery.createdAt()), delivery.id());
  }
}
