package io.gatehook.admin;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;

/** Puts every resource of this package at the root, as Kong's admin API has them. */
@ApplicationPath("/")
public class AdminApplication extends Application {

  /** No description in a language of its own at {@code /application.wadl}. */
  @Override
  public Map<String, Object> getProperties() {
    return Map.of("jersey.config.server.wadl.disableWadl", true);
  }
}
