package io.gatehook.admin;

import io.gatehook.json.Json;
import jakarta.json.JsonValue;
import jakarta.ws.rs.core.Response;

/** Answers as the admin API gives them all: JSON, or nothing. */
public final class Answers {
  static final String JSON = "application/json; charset=utf-8";

  private Answers() {}

  public static Response ok(JsonValue body) {
    return json(200, body);
  }

  public static Response created(JsonValue body) {
    return json(201, body);
  }

  public static Response noContent() {
    return Response.noContent().build();
  }

  public static Response of(KongError error) {
    return json(error.status(), error.body());
  }

  public static Response json(int status, JsonValue body) {
    return Response.status(status).type(JSON).entity(Json.bytes(body)).build();
  }
}
