package io.gatehook.runtime.launch;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.logging.Filter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lets through what Gatehook says and the warnings of everything else. A filter, because the server
 * sets levels of its own while it runs.
 */
public final class QuietLog implements Filter {

  private static final String OURS = "io.gatehook.";

  /** The lines of handler log. */
  private static final String EVENTS = "gatehook.event";

  /** What the functions of handler lambda say. */
  private static final String LUA = "gatehook.lua";

  /** Tell what a client did wrong, or that it went away before its answer. */
  private static final List<String> OF_CLIENTS =
      List.of(
          "org.glassfish.grizzly.http.HttpServerFilter",
          "org.glassfish.jersey.server.ServerRuntime$Responder");

  /** Warn of nothing that an operator could mend, some of them for pages. */
  private static final List<String> NOISE =
      List.of(
          "javax.enterprise.system.security.ssl", // prints expired certificates that the JDK ships
          "jakarta.enterprise.web.util"); // that a stopped application left its database driver

  private static final int MAX_CAUSES = 20;

  @Override
  public boolean isLoggable(LogRecord line) {
    String logger = String.valueOf(line.getLoggerName());
    int level = line.getLevel().intValue();
    if (OF_CLIENTS.contains(logger) && isOfClient(line.getThrown())) {
      return false;
    }
    return logger.startsWith(OURS)
        || logger.equals(EVENTS)
        || logger.equals(LUA)
        || level >= Level.SEVERE.intValue()
        || (level >= Level.WARNING.intValue() && !NOISE.contains(logger));
  }

  private static boolean isOfClient(@Nullable Throwable thrown) {
    return thrown == null
        || Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
            .limit(MAX_CAUSES)
            .anyMatch(IOException.class::isInstance);
  }
}
