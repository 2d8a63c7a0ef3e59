package io.gatehook.admin;

import io.gatehook.admin.Paging.Position;
import io.gatehook.admin.body.QueryString;
import io.gatehook.destination.DestinationTemplate;
import io.gatehook.destination.DestinationTemplates;
import io.gatehook.destination.TemplateEntry;
import io.gatehook.destination.TemplateFailure;
import io.gatehook.json.Json;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The destination templates that a hook may name, by name. */
@Path(TemplatesResource.PATH)
@ApplicationScoped
public class TemplatesResource {
  static final String PATH = "/templates";

  private static final UUID NO_ID = new UUID(0, 0);

  @Inject DestinationTemplates templates;

  /** A template and its place in the list, which is all that it has to page by. */
  private record Placed(int place, TemplateEntry entry) {}

  @GET
  public Response list(@Context UriInfo uri) {
    var paging = Paging.of(QueryString.decode(uri.getRequestUri().getRawQuery()));
    return Answers.ok(
        paging.page(
            PATH,
            page(paging),
            placed -> view(placed.entry()),
            placed -> new Position(placed.place(), NO_ID)));
  }

  private List<Placed> page(Paging paging) {
    var placed = new ArrayList<Placed>();
    for (TemplateEntry entry : templates.all()) {
      placed.add(new Placed(placed.size(), entry));
    }
    return placed.stream()
        .filter(template -> template.place() > paging.after().createdAt())
        .limit(paging.limit())
        .toList();
  }

  /** One that cannot be used has an error in place of what its header says. */
  private static JsonObject view(TemplateEntry entry) {
    JsonObjectBuilder view = Json.VALUES.createObjectBuilder().add("name", entry.name());
    entry.ready().ifPresent(template -> describe(view, template));
    entry.broken().ifPresent(failure -> view.add("error", error(failure)));
    return view.build();
  }

  private static void describe(JsonObjectBuilder view, DestinationTemplate template) {
    view.add("description", template.description())
        .add("content_type", template.contentType())
        .add("settings", Json.VALUES.createArrayBuilder(template.requiredSettings()))
        .add("optional_settings", Json.VALUES.createArrayBuilder(template.optionalSettings()));
  }

  private static JsonObject error(TemplateFailure failure) {
    Integer line = failure.line();
    return Json.VALUES
        .createObjectBuilder()
        .add("message", failure.text())
        .add("line", line == null ? JsonValue.NULL : Json.VALUES.createValue(line))
        .build();
  }
}
