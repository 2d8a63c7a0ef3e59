package io.gatehook.admin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the Content-Type of a request from JAX-RS, which parses it before any of our code runs and
 * answers a broken one with the server's own error page. Resources find it as {@value #HEADER}.
 */
@WebFilter("/*")
public class RawContentType extends HttpFilter {
  /** The request header that holds the Content-Type as it was sent. */
  public static final String HEADER = "X-Gatehook-Content-Type";

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    chain.doFilter(new Renamed(request), response);
  }

  private static final class Renamed extends HttpServletRequestWrapper {
    Renamed(HttpServletRequest request) {
      super(request);
    }

    @Override
    public @Nullable String getContentType() {
      return null;
    }

    @Override
    public @Nullable String getHeader(String name) {
      Enumeration<String> values = getHeaders(name);
      return values.hasMoreElements() ? values.nextElement() : null;
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
      if (HttpHeaders.CONTENT_TYPE.equalsIgnoreCase(name)) {
        return Collections.emptyEnumeration();
      }
      return super.getHeaders(HEADER.equalsIgnoreCase(name) ? HttpHeaders.CONTENT_TYPE : name);
    }

    @Override
    public Enumeration<String> getHeaderNames() {
      Set<String> names = new LinkedHashSet<>(Collections.list(super.getHeaderNames()));
      names.removeIf(
          name -> HttpHeaders.CONTENT_TYPE.equalsIgnoreCase(name) || HEADER.equalsIgnoreCase(name));
      names.add(HEADER);
      return Collections.enumeration(names);
    }
  }
}
