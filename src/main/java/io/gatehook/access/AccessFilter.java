package io.gatehook.access;

import io.gatehook.access.Verdict.Refused;
import io.gatehook.access.Verdict.StatusOnly;
import io.gatehook.json.Json;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Set;

/**
 * Stands before everything that this server answers, also what the platform serves itself: health,
 * metrics and OpenAPI are servlets that it adds to the application at the root.
 */
@WebFilter("/*")
public class AccessFilter extends HttpFilter {
  @Inject transient AccessRules rules;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Verdict verdict = rules.judge(asking(request));
    if (verdict instanceof Refused refused) {
      refuse(response, refused);
    } else if (verdict instanceof StatusOnly) {
      var status = new StatusAnswer(response);
      chain.doFilter(request, status);
      status.finish();
    } else {
      chain.doFilter(request, response);
    }
  }

  private static Asking asking(HttpServletRequest request) {
    return new Asking(
        request.getMethod(),
        request.getRequestURI(),
        request.getRemoteAddr(),
        request.getScheme(),
        Set.copyOf(Collections.list(request.getHeaderNames())),
        name -> Collections.list(request.getHeaders(name)));
  }

  private static void refuse(HttpServletResponse response, Refused refused) throws IOException {
    if (refused.status() == HttpServletResponse.SC_UNAUTHORIZED) {
      response.setHeader("WWW-Authenticate", "Bearer realm=\"gatehook\"");
    }
    write(
        response,
        refused.status(),
        Json.VALUES.createObjectBuilder().add("message", refused.message()).build());
  }

  static void write(HttpServletResponse response, int status, JsonObject body) throws IOException {
    response.setStatus(status);
    response.setContentType("application/json; charset=utf-8");
    response.setHeader("Cache-Control", "no-store");
    byte[] text = Json.bytes(body);
    response.setContentLength(text.length);
    response.getOutputStream().write(text);
  }
}
