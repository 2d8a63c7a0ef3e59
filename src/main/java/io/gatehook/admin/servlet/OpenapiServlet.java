package io.gatehook.admin.servlet;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * {@code GET /openapi}: the description of the API as it was written. A servlet on exactly this
 * path wins over the platform's, which changes what it reads.
 */
@WebServlet(OpenapiServlet.PATH)
public class OpenapiServlet extends HttpServlet {
  static final String PATH = "/openapi";

  private static final String DOCUMENT = "/META-INF/openapi.yaml";

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    byte[] document = document();
    response.setContentType("application/yaml; charset=utf-8");
    response.setContentLength(document.length);
    response.getOutputStream().write(document);
  }

  private static byte[] document() throws IOException {
    try (InputStream in = OpenapiServlet.class.getResourceAsStream(DOCUMENT)) {
      return Objects.requireNonNull(in, DOCUMENT).readAllBytes();
    }
  }
}
