package io.gatehook.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.time.Clock;
import java.util.List;
import java.util.TreeSet;

/** What every answer carries; and OPTIONS answered as Kong does, by {@code Allow} alone. */
@Provider
@ApplicationScoped
public class ResponseHeaders implements ContainerResponseFilter {
  @Inject AdminConfig config;
  @Inject Clock clock;

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    MultivaluedMap<String, Object> headers = response.getHeaders();
    headers.putSingle("Server", "gatehook/" + config.version());
    if (request.getProperty(RequestGate.STARTED) instanceof Long started) {
      headers.putSingle("X-Kong-Admin-Latency", clock.millis() - started);
    }
    if (HttpMethod.OPTIONS.equals(request.getMethod()) && response.getStatus() == 200) {
      response.setEntity(null);
      response.setStatus(204);
      headers.remove(HttpHeaders.CONTENT_TYPE);
      headers.remove(HttpHeaders.LAST_MODIFIED);
    }
    String allow = response.getHeaderString(HttpHeaders.ALLOW);
    if (allow != null) {
      headers.putSingle(HttpHeaders.ALLOW, sorted(allow));
    }
  }

  /** JAX-RS forgets HEAD, which it answers wherever there is a GET. */
  private static String sorted(String allow) {
    var methods = new TreeSet<>(List.of(allow.split("\\s*,\\s*")));
    if (methods.contains(HttpMethod.GET)) {
      methods.add(HttpMethod.HEAD);
    }
    return String.join(", ", methods);
  }
}
