package io.gatehook.access;

import java.util.Locale;
import java.util.Set;

/** What a token stands for. */
public enum Role {
  /** Everything. */
  ADMIN,
  /** {@code POST /worker-events} and nothing else. */
  INGEST;

  private static final Set<String> INGEST_PATHS =
      Set.of("/worker-events", "/default/worker-events");

  /**
   * Whether the role may do this.
   *
   * @param path as it stands in the request line, not decoded, so that nothing else can look like
   *     it
   */
  boolean allows(String method, String path) {
    return switch (this) {
      case ADMIN -> true;
      case INGEST -> method.equals("POST") && INGEST_PATHS.contains(path);
    };
  }

  /** In lower case, as refusals name it. */
  String title() {
    return name().toLowerCase(Locale.ROOT);
  }
}
