package io.gatehook.admin.servlet;

import io.gatehook.admin.ErrorMappers;
import io.gatehook.admin.KongError;
import io.gatehook.json.Json;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * The body of an error answer that no resource made, in the place of the server's HTML; web.xml
 * names it.
 */
@WebServlet("/error-page")
public class ErrorPage extends HttpServlet {

  /** Of any method, since it is that of the request that failed. */
  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    write(response, error(request));
  }

  static void write(HttpServletResponse response, KongError error) throws IOException {
    byte[] body = Json.bytes(error.body());
    response.setStatus(error.status());
    response.setContentType("application/json; charset=utf-8");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  /** Who asks for the page itself finds none. */
  private static KongError error(HttpServletRequest request) {
    if (!(request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status)) {
      return KongError.notFound();
    }
    return status < HttpServletResponse.SC_INTERNAL_SERVER_ERROR
        ? KongError.of(status)
        : ErrorMappers.unexpected(
            (Throwable) request.getAttribute(RequestDispatcher.ERROR_EXCEPTION));
  }
}
