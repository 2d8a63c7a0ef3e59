package io.gatehook.admin;

import io.gatehook.event.Catalogue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Kong's {@code /event-hooks/sources}: the catalogue, whole and in parts. */
@Path(EventHooksResource.PATH + "/sources")
@ApplicationScoped
public class SourcesResource {
  @Inject Catalogue catalogue;

  @GET
  public Response all() {
    return data(catalogue.toJson());
  }

  @GET
  @Path("{source}")
  public Response source(@PathParam("source") String source) {
    return data(member(catalogue.toJson(), source));
  }

  @GET
  @Path("{source}/{event}")
  public Response event(@PathParam("source") String source, @PathParam("event") String event) {
    return data(member(member(catalogue.toJson(), source), event));
  }

  private static JsonObject member(JsonObject of, String name) {
    JsonObject member = of.getJsonObject(name);
    if (member == null) {
      throw new NotFoundException();
    }
    return member;
  }

  private static Response data(JsonObject data) {
    return Answers.ok(Json.createObjectBuilder().add("data", data).build());
  }
}
