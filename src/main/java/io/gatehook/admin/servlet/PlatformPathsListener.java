package io.gatehook.admin.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.util.EnumSet;

/** Puts {@link PlatformPaths} behind the filters that decide who is served. */
@WebListener
public class PlatformPathsListener implements ServletContextListener {
  @Override
  public void contextInitialized(ServletContextEvent event) {
    event
        .getServletContext()
        .addFilter("platform-paths", PlatformPaths.class)
        .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), true, PlatformPaths.PATTERNS);
  }
}
