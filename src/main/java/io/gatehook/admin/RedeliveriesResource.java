package io.gatehook.admin;

import io.gatehook.admin.body.QueryString;
import io.gatehook.admin.body.RequestBodies;
import io.gatehook.delivery.operator.Redeliveries;
import io.gatehook.delivery.operator.Redelivery;
import io.gatehook.json.Json;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Sends many deliveries again: asks for it, shows how far it is, cancels it. */
@Path(RedeliveriesResource.PATH)
@Consumes(MediaType.WILDCARD)
@ApplicationScoped
public class RedeliveriesResource {
  static final String PATH = "/redeliveries";

  @Inject Redeliveries redeliveries;
  @Inject RequestBodies bodies;

  @GET
  public Response list(@Context UriInfo uri) {
    Paging paging = Paging.of(QueryString.decode(uri.getRequestUri().getRawQuery()));
    var entries = redeliveries.page(DeliveryPages.place(paging.after()), paging.limit());
    return Answers.ok(
        paging.page(
            PATH,
            entries,
            DeliveryViews::redelivery,
            each -> DeliveryPages.position(each.createdAt(), each.id())));
  }

  @POST
  public Response begin(
      @HeaderParam(RawContentType.HEADER) @Nullable String contentType, InputStream body) {
    RedeliveryOrder order = RedeliveryOrder.read(bodies.readJson(contentType, body));
    if (order.dryRun()) {
      long matched = redeliveries.count(order.filter());
      return Answers.ok(Json.VALUES.createObjectBuilder().add("matched", matched).build());
    }
    return Answers.json(202, DeliveryViews.redelivery(redeliveries.begin(order.filter())));
  }

  @GET
  @Path("{id}")
  public Response read(@PathParam("id") String id) {
    Redelivery redelivery = redeliveries.find(Ids.uuid(id)).orElseThrow(NotFoundException::new);
    return Answers.ok(DeliveryViews.redelivery(redelivery));
  }

  @DELETE
  @Path("{id}")
  public Response cancel(@PathParam("id") String id) {
    return Answers.ok(DeliveryViews.redelivery(redeliveries.cancel(Ids.uuid(id))));
  }
}
