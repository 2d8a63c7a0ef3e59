package io.gatehook.admin;

import io.gatehook.admin.body.QueryString;
import io.gatehook.event.WorkerEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * What holds for every request before its resource is looked for: the workspace in front of the
 * path, the length of the URI and the number of its arguments.
 */
@Provider
@PreMatching
@ApplicationScoped
public class RequestGate implements ContainerRequestFilter {
  /** Longest path and query; with the other headers they must fit the server's buffer. */
  static final int MAX_URI = 8192;

  static final String STARTED = "io.gatehook.started";

  private static final String WORKSPACE_PREFIX = "/" + WorkerEvent.DEFAULT_WORKSPACE + "/";

  @Inject Clock clock;

  @Override
  public void filter(ContainerRequestContext request) {
    request.setProperty(STARTED, clock.millis());
    URI uri = request.getUriInfo().getRequestUri();
    Optional<KongError> refusal = refusal(request, uri);
    if (refusal.isPresent()) {
      request.abortWith(Answers.of(refusal.get()));
      return;
    }
    QueryString.decode(uri.getRawQuery());
    // There is one representation of everything; JAX-RS would refuse who asks for another.
    request.getHeaders().remove(HttpHeaders.ACCEPT);
    String path = uri.getRawPath();
    String meant = meant(path);
    if (!meant.equals(path)) {
      String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
      request.setRequestUri(request.getUriInfo().getBaseUri(), uri.resolve(meant + query));
    }
  }

  private static Optional<KongError> refusal(ContainerRequestContext request, URI uri) {
    if (uri.getRawPath().contains("//")) {
      return Optional.of(KongError.notFound());
    }
    if (uri.toString().length() > MAX_URI) {
      return Optional.of(KongError.message(414, "Request-URI is longer than " + MAX_URI));
    }
    List<String> types = request.getHeaders().getOrDefault(RawContentType.HEADER, List.of());
    return types.size() > 1
        ? Optional.of(KongError.message(400, "More than one Content-Type"))
        : Optional.empty();
  }

  /** Without the workspace; and to Kong a semicolon is a character like any other. */
  private static String meant(String path) {
    String below =
        path.startsWith(WORKSPACE_PREFIX) ? path.substring(WORKSPACE_PREFIX.length() - 1) : path;
    return below.replace(";", "%3B");
  }
}
