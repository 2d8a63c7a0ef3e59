package io.gatehook;

import jakarta.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the one {@link Gatehook} that all classes of a JVM share, or its {@link Api}, as a
 * parameter. It starts with the first class that asks, ends with the last test, and has no event
 * hooks when a class begins.
 */
public final class SharedGatehook implements BeforeAllCallback, ParameterResolver {
  /** A short retry schedule and call limit, so that failing receivers do not take long. */
  private static final Map<String, String> SETTINGS =
      Map.of(
          "gatehook.call.timeout", "2s",
          "gatehook.call.connect-timeout", "1s",
          "gatehook.delivery.schedule", "100ms 200ms");

  @Override
  public void beforeAll(ExtensionContext context) {
    var api = new Api(server(context).url());
    for (var hook : api.get("/event-hooks?size=1000").data().getValuesAs(JsonObject.class)) {
      api.delete("/event-hooks/" + hook.getString("id"));
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == Gatehook.class || type == Api.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Gatehook server = server(context);
    return parameter.getParameter().getType() == Api.class ? new Api(server.url()) : server;
  }

  /** The root store closes what it holds at the end of all tests. */
  private static Gatehook server(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(SharedGatehook.class))
        .getOrComputeIfAbsent(Gatehook.class, key -> Gatehook.start(SETTINGS), Gatehook.class);
  }
}
