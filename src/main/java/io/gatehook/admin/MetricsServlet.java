package io.gatehook.admin;

import io.gatehook.metrics.Metrics;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * {@code GET /metrics} for Prometheus. A servlet on exactly this path, since what the platform
 * serves below it would win over a resource.
 */
@WebServlet("/metrics")
public class MetricsServlet extends HttpServlet {
  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

  @Inject transient Metrics metrics;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    byte[] page = metrics.text().getBytes(StandardCharsets.UTF_8);
    response.setContentType(TEXT);
    response.setHeader("Cache-Control", "no-store");
    response.setContentLength(page.length);
    response.getOutputStream().write(page);
  }
}
