package io.gatehook.admin.servlet;

import io.gatehook.metrics.Metrics;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * {@code GET /metrics} for Prometheus. A servlet on exactly this path, since what the platform
 * serves below it would win over a resource.
 */
@WebServlet("/metrics")
public class MetricsServlet extends HttpServlet {
  @Inject transient Metrics metrics;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Metrics.Page page = metrics.page(request.getHeader(HttpHeaders.ACCEPT));
    byte[] body = page.text().getBytes(StandardCharsets.UTF_8);
    response.setContentType(page.contentType());
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("Vary", HttpHeaders.ACCEPT);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
