package io.gatehook.admin.servlet;

import io.gatehook.admin.KongError;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;

/**
 * Holds what the platform serves by itself to the API's rules: it would answer below these paths,
 * to other methods, and in HTML.
 */
public class PlatformPaths extends HttpFilter {
  /** What the platform takes for its own. */
  static final String[] PATTERNS = {"/health/*", "/metrics/*", OpenapiServlet.PATH + "/*"};

  private static final Set<String> SERVED =
      Set.of(
          "/health",
          "/health/live",
          "/health/ready",
          "/health/started",
          "/metrics",
          OpenapiServlet.PATH);
  private static final String ALLOW = "GET, HEAD, OPTIONS";

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String path = request.getRequestURI().substring(request.getContextPath().length());
    boolean slash = path.endsWith("/");
    String meant = slash ? path.substring(0, path.length() - 1) : path;
    if (!SERVED.contains(meant)) {
      ErrorPage.write(response, KongError.notFound());
      return;
    }
    switch (request.getMethod()) {
      case "GET", "HEAD" -> serve(slash ? meant : "", request, response, chain);
      case "OPTIONS" -> {
        response.setHeader("Allow", ALLOW);
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
      }
      default -> {
        response.setHeader("Allow", ALLOW);
        ErrorPage.write(response, KongError.of(HttpServletResponse.SC_METHOD_NOT_ALLOWED));
      }
    }
  }

  /**
   * Has the request served.
   *
   * @param instead the path that is meant in the place of the one that is asked for; empty: that
   */
  private static void serve(
      String instead, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (instead.isEmpty()) {
      chain.doFilter(request, response);
    } else {
      request.getRequestDispatcher(instead).forward(request, response);
    }
  }
}
